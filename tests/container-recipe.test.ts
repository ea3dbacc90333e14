import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { freePort } from '../lib/start/port.ts';

/**
 * A test cannot build an image, so this file runs the steps of the Containerfile in an empty folder, as the user of the
 * image if this process may change users. Part of `npm run test:whole`, because installing and building take minutes.
 */

const root = resolve(import.meta.dirname, '..');
const recipe = readFileSync(join(root, 'Containerfile'), 'utf8').replaceAll(/\\\n\s*/g, '');
const linesOf = (instruction: string) =>
  [...recipe.matchAll(new RegExp(`^${instruction} (.*)$`, 'gm'))].map(([, rest = '']) => rest);
const arrayOf = (text: string): string[] => JSON.parse(text.slice(text.indexOf('[')));

const isRoot = process.getuid?.() === 0;
const uid = Number(linesOf('USER')[0]?.split(':')[0]);
const user = isRoot ? { uid, gid: uid } : {};
const folder = mkdtempSync(join(tmpdir(), 'pintd-container-'));
const app = join(folder, 'app');
const temporary = join(folder, 'tmp');
const data = join(folder, 'data');
const keys = join(folder, 'keys');
let port = 0;

/** The environment variables through which this machine reaches the npm registry. */
const REGISTRY = /^(?:npm_config_(?!cache)|NODE_EXTRA_CA_CERTS$|https?_proxy$|no_proxy$)/i;

/** The environment of the image, with its folders moved into the folder of the test. */
function environment(): NodeJS.ProcessEnv {
  const inImage = linesOf('ENV').map((line) => line.split('=') as [string, string]);
  const moved = inImage.map(([name, value]) => [name, value.replace(/^(?=\/(?:data|keys|tmp)\b)/, folder)]);
  const registry = Object.entries(process.env).filter(([name]) => REGISTRY.test(name));
  return {
    ...Object.fromEntries(registry),
    npm_config_prefer_offline: 'true',
    PATH: process.env['PATH'],
    HOME: temporary,
    TMPDIR: temporary,
    npm_config_cache: join(temporary, 'npm'),
    ...Object.fromEntries(moved),
    PORT: String(port),
    NODE_ENV: 'production',
  };
}

function run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = environment()) {
  return spawnSync(command, args, { cwd: app, env, encoding: 'utf8', ...user, maxBuffer: 64 * 1024 * 1024 });
}

/** Names, sizes, times and inodes of all files. */
function listFiles(): string[] {
  return globSync('**/*', { cwd: app, exclude: (name) => name === '.git' }).map((name) => {
    const { size, mtimeMs, ino } = lstatSync(join(app, name));
    return `${name} ${size} ${mtimeMs} ${ino}`;
  });
}

beforeAll(async () => {
  port = await freePort('127.0.0.1', 0);
  const files = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
    .stdout.split('\0')
    .filter(Boolean);
  for (const file of files) cpSync(join(root, file), join(app, file));
  for (const each of [temporary, data, keys]) mkdirSync(each, { mode: 0o700 });
  chmodSync(folder, 0o755);
  // Packages in npm's cache need not be downloaded again.
  const cache = join(homedir(), '.npm', '_cacache');
  if (existsSync(cache)) cpSync(cache, join(temporary, 'npm', '_cacache'), { recursive: true });
  for (const each of [app, temporary, data, keys]) setOwner(each, uid);
  // `install` creates the folders of the image, and needs root.
  for (const step of linesOf('RUN').filter((each) => !each.startsWith('install '))) {
    const { NODE_ENV, ...env } = environment(); // the Containerfile sets it after these steps
    const { status, stdout, stderr } = run('sh', ['-c', step], env as NodeJS.ProcessEnv);
    expect([step, status, status === 0 ? '' : stdout + stderr]).toEqual([step, 0, '']);
  }
  setOwner(app, 0);
}, 1_800_000);
afterAll(() => {
  spawnSync('chmod', ['-R', 'u+w', folder]);
  rmSync(folder, { recursive: true, force: true });
});

/** Without root, files that root should own are made read-only instead. */
function setOwner(path: string, owner: number): void {
  if (isRoot) spawnSync('chown', ['-R', `${owner}:${owner}`, path]);
  else if (owner === 0) spawnSync('chmod', ['-R', 'a-w', path]);
}

test('console and worker run as separate processes, are healthy, and write only to their volumes', async () => {
  const before = listFiles();
  const [command = '', ...entry] = arrayOf(linesOf('ENTRYPOINT')[0] ?? '');
  const compose = parse(readFileSync(join(root, 'compose.yaml'), 'utf8'));
  const [check = '', ...checkArgs] = arrayOf(linesOf('HEALTHCHECK')[0] ?? '');
  const isHealthy = (args: readonly string[] = []) => run(check, [...checkArgs, ...args]).status === 0;
  expect([isHealthy(), isHealthy(['--worker'])]).toEqual([false, false]);

  const started = ['console', 'worker'].map((name) =>
    spawn(command, [...entry, ...compose.services[name].command], { cwd: app, env: environment(), ...user }),
  );
  let output = '';
  const collect = (bytes: Buffer) => {
    output += bytes;
  };
  for (const { stdout, stderr } of started) for (const stream of [stdout, stderr]) stream.on('data', collect);
  try {
    await expect.poll(() => output).toContain(`is ready: http://localhost:${port}`);
    await expect.poll(() => output).toContain('The worker of Conversion Console is ready.');
    expect([isHealthy(), isHealthy(['--worker'])]).toEqual([true, true]);
    const ready = await fetch(`http://localhost:${port}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { ready: true, reasons: [] }]);
    expect((await fetch(`http://localhost:${port}/settings/system`)).status).toBe(200);
    const checked = run('node', ['bin/pintd.mjs', 'security:check', '--json']);
    expect([checked.status, JSON.parse(checked.stdout)]).toMatchObject([0, [{ code: 'sign_in_off' }]]);
  } finally {
    const ended = started.map((child) => once(child, 'exit'));
    for (const child of started) child.kill('SIGTERM');
    expect((await Promise.all(ended)).map(([code]) => code)).toEqual([0, 0]);
  }
  expect(listFiles()).toEqual(before);
});
