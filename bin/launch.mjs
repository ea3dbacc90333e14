// Finds the Node that everything else runs on. Plain JavaScript, because it may itself run under any Node from 20 on.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const oldestNode = 24;
const isWindows = process.platform === 'win32';

/** The Node that npm installed as a per-platform optional dependency; undefined if there is none for this machine. */
function bundledNode() {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const names = Object.keys(manifest.optionalDependencies ?? {}).filter((name) => name.startsWith('node-'));
  return names.map(binaryOf).find((path) => path !== undefined);
}

/** Does not look in node_modules/.bin, because npm 10 creates no link there for a binary named node. */
function binaryOf(name) {
  try {
    const manifestPath = createRequire(join(root, 'package.json')).resolve(`${name}/package.json`);
    const manifest = JSON.parse(readFileSync(manifestPath, 'utf8'));
    const binary = join(dirname(manifestPath), typeof manifest.bin === 'string' ? manifest.bin : manifest.bin.node);
    const isForPlatform = [manifest.os ?? process.platform].flat().includes(process.platform);
    const isForProcessor = [manifest.cpu ?? process.arch].flat().includes(process.arch);
    return isForPlatform && isForProcessor && existsSync(binary) && hasLoader() ? binary : undefined;
  } catch {
    return undefined;
  }
}

/** The bundled Linux builds are linked against glibc; on musl or NixOS the file exists but cannot be run. */
function hasLoader() {
  if (process.platform !== 'linux') return true;
  return ['/lib64/ld-linux-x86-64.so.2', '/lib/ld-linux-aarch64.so.1'].some((path) => existsSync(path));
}

/**
 * Returns the Node to run on. If none is new enough, prints a message and exits with 1, because older versions fail on
 * .ts files with a cryptic error.
 */
export function nodeOrExit() {
  const bundled = bundledNode();
  if (bundled !== undefined) return bundled;
  if (Number(process.versions.node.split('.')[0]) >= oldestNode) return process.execPath;
  console.error(
    `Conversion Console needs Node ${oldestNode} or newer; this is ${process.version}, and the version that npm installs ` +
      `is not in node_modules or cannot run here (${process.platform}-${process.arch}).\n` +
      'Run `npm ci` in the checkout without --omit=optional, or install a newer Node from https://nodejs.org.',
  );
  process.exit(1);
}

/** The environment of every child process: our Node and our binaries first on PATH, no telemetry. */
function productEnvironment(node) {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'));
  const path = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = [dirname(node), join(root, 'node_modules', '.bin')];
  const otherFolders = (process.env[path] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !folders.includes(folder));
  return {
    ...process.env,
    [path]: [...folders, ...otherFolders].join(delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    // Caches stripped and compiled TypeScript: a command starts in a third of the time.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'compiled'),
    // With one arena, all threads can use what one has freed: 26 MB less at the peak of a large export (decision 012).
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '1',
  };
}

/**
 * Replaces this process with the command if the platform supports it; otherwise runs the command as a child, forwards
 * signals to it, and exits with its status.
 */
export function run(node, command, args) {
  const env = productEnvironment(node);
  const file = command === 'node' ? node : (onPath(command, env.PATH ?? '') ?? command);
  if (!isWindows && process.execve !== undefined && file.includes('/')) {
    process.removeAllListeners('warning'); // hides "execve is an experimental feature"
    process.execve(file, [file, ...args], env);
  }
  runChild(file, args, env, command === 'node');
}

function onPath(command, path) {
  if (command.includes('/')) return command;
  return path
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find((file) => existsSync(file));
}

function runChild(file, args, env, isNode) {
  // Our programs exit when this channel closes, so that no child outlives a killed launcher.
  const stdio = isNode ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
  const child = spawn(file, args, { stdio, env, shell: isWindows && !isNode });
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.on(signal, () => forward(child, signal));
  child.on('error', (error) => {
    console.error(`Cannot run ${file}: ${error.message}`);
    process.exit(127);
  });
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

/**
 * Does not forward Ctrl-C from a terminal, which sends it to the whole process group. Many programs stop immediately
 * when they receive it twice.
 */
function forward(child, signal) {
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  child.kill(signal);
}
