import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLock } from './lock.ts';

/** Files that may change the output of `next build`. */
const sources = [
  'app/**/*',
  'components/**/*',
  'lib/**/*',
  'public/**/*',
  'prisma/schema.prisma',
  '*.{js,mjs,ts,json}',
];

/** Tests, and files the build writes: counting them would make every first build stale. */
const IRRELEVANT = /\.test\.tsx?$|\.tsbuildinfo$|^next-env\.d\.ts$/;

/** Builds the console if its sources changed since the last build; `signal` aborts a running build. */
export async function buildIfStale(root: string, signal: AbortSignal, log: (line: string) => void): Promise<void> {
  if (isFresh(root)) return;
  await withLock(join(root, '.next-building'), async () => {
    if (isFresh(root)) return;
    log('Building the console, because its sources changed since the last build. This takes half a minute …');
    const builtFrom = fingerprint(root);
    await runBuild(root, signal);
    writeFileSync(stampOf(root), builtFrom);
  });
}

const stampOf = (root: string) => join(root, '.next', 'built-from');

function isFresh(root: string): boolean {
  const stamp = stampOf(root);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root);
}

/** Hashes contents, not times, which a checkout changes. Includes the folder, because paths are compiled in. */
function fingerprint(root: string): string {
  const hash = createHash('sha256').update(root).update(process.version);
  for (const file of globSync(sources, { cwd: root }).sort()) {
    const path = join(root, file);
    if (IRRELEVANT.test(file) || !statSync(path).isFile()) continue;
    hash.update(`\0${file}\0`).update(readFileSync(path));
  }
  return hash.digest('hex');
}

/** Runs `next build`, and fails if it opened the data folder: the given one must not exist afterwards. */
async function runBuild(root: string, signal: AbortSignal): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-build-'));
  const dataDir = join(folder, 'data');
  try {
    await runNext(root, { PINTD_DATA_DIR: dataDir, PINTD_KEY_FILE: join(dataDir, 'token.key') }, signal);
    if (existsSync(dataDir)) throw new Error('The build opened the data folder, which only a running console may do.');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runNext(root: string, settings: Readonly<Record<string, string>>, signal: AbortSignal): Promise<void> {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const env = { ...process.env, ...settings, NODE_ENV: 'production' } as const;
  const build = spawn(process.execPath, [next, 'build'], { cwd: root, env, signal, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  for (const stream of [build.stdout, build.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    build.on('error', reject);
    build.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The console could not be built:\n${Buffer.concat(output).toString()}`));
    });
  });
}
