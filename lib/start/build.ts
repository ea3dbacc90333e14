import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whileUnused } from '../adapters/store/sqlite/build-lock.ts';
import { SqliteMutex } from '../adapters/store/sqlite/sqlite-mutex.ts';

/** Files that may change the output of `next build`. */
const sources = [
  'app/**/*',
  'components/**/*',
  'i18n/**/*',
  'lib/**/*',
  'public/**/*',
  'prisma/schema.prisma',
  '*.{js,mjs,ts,json}',
];

const BUILD_ID_LENGTH = 20;

/** Tests, and files that the build writes, which would make every first build stale. */
const IRRELEVANT = /\.test\.tsx?$|\.tsbuildinfo$|^next-env\.d\.ts$/;

/**
 * Builds the console if its sources changed since the last build; `signal` aborts a running build. Processes that start
 * at the same time build one after the other, however long that takes, because all builds write to the folder `.next`.
 * Throws UserError `build_in_use` instead of building over the pages of a running console.
 */
export async function buildIfStale(root: string, signal: AbortSignal, log: (line: string) => void): Promise<void> {
  if (isFresh(root)) return;
  const build = async () => {
    log(
      existsSync(stampOf(root))
        ? 'Building the console again, because its sources changed …'
        : 'First start: building the console, once. Later starts take a few seconds.',
    );
    const builtFrom = fingerprint(root);
    await runBuild(root, signal, log);
    writeFileSync(stampOf(root), builtFrom);
  };
  await new SqliteMutex(join(root, '.next-building')).run('build', async () => {
    if (!isFresh(root)) await whileUnused(root, build);
  });
}

const stampOf = (root: string) => join(root, '.next', 'built-from');

function isFresh(root: string): boolean {
  const stamp = stampOf(root);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root);
}

/** The state from which the console is built. It includes the folder, because paths are compiled in. */
function fingerprint(root: string): string {
  return createHash('sha256').update(root).update(process.version).update(hashOfSources(root)).digest('hex');
}

/** Hashes contents, not times, which a checkout changes. */
function hashOfSources(root: string): string {
  const hash = createHash('sha256');
  for (const file of globSync(sources, { cwd: root }).sort()) {
    const path = join(root, file);
    if (IRRELEVANT.test(file) || !statSync(path).isFile()) continue;
    hash.update(`\0${file}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** Runs `next build`, and fails if it opened the data folder, that is, if the folder given to it exists afterwards. */
async function runBuild(root: string, signal: AbortSignal, log: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-build-'));
  const dataDir = join(folder, 'data');
  try {
    const settings = { PINTD_DATA_DIR: dataDir, PINTD_KEY_FILE: join(dataDir, 'token.key'), ...identityOf(root) };
    await runNext({ root, settings, signal, onOutput: reportProgress(log) });
    if (existsSync(dataDir)) throw new Error('The build opened the data folder, which only a running console may do.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The build id and the key of server actions. They are the same on all machines with the same sources, so that each web
 * process can serve the pages of another; by default, Next chooses both at random. The key also determines the ids
 * of server actions. It would protect the values that actions close over, but no action closes over any.
 */
function identityOf(root: string) {
  const sourcesHash = hashOfSources(root);
  const key = createHash('sha256').update(`server actions of ${sourcesHash}`).digest('base64');
  return { NEXT_BUILD_ID: sourcesHash.slice(0, BUILD_ID_LENGTH), NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key };
}

/** What `next build` prints when it begins a phase, and how the phase is announced. */
const PHASES = [
  { printed: 'Creating an optimized production build', announced: 'compiling' },
  { printed: 'Collecting page data', announced: 'collecting pages' },
  { printed: 'Generating static pages', announced: 'generating pages' },
] as const;

/** Logs each phase of the build once, when its first line is printed. */
function reportProgress(log: (line: string) => void): (output: string) => void {
  let nextPhase = 0;
  return (output) => {
    const reached = PHASES.findLastIndex(({ printed }) => output.includes(printed));
    for (; nextPhase <= reached; nextPhase += 1)
      log(`  ${nextPhase + 1} of ${PHASES.length}: ${PHASES[nextPhase]?.announced} …`);
  };
}

interface NextBuild {
  readonly root: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Called with all output so far. */
  readonly onOutput: (output: string) => void;
}

function runNext({ root, settings, signal, onOutput }: NextBuild): Promise<void> {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const env = { ...process.env, ...settings, NODE_ENV: 'production' } as const;
  const build = spawn(process.execPath, [next, 'build'], { cwd: root, env, signal, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [build.stdout, build.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      onOutput(output);
    });
  }
  return new Promise((resolve, reject) => {
    build.on('error', reject);
    build.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The console could not be built:\n${output}`));
    });
  });
}
