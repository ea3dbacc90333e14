// The parent of `npm start` and, with --dev, of `npm run dev`: prepares everything, then keeps web and worker running.
// With --web or --worker, it runs only that process, for containers that run them separately.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { holdBuild } from './adapters/store/sqlite/build-lock.ts';
import { databasePath } from './adapters/store/sqlite/connection.ts';
import { endedAbruptly } from './adapters/store/sqlite/integrity.ts';
import { startErrorText } from './commands/error-text.ts';
import { publicOrigin } from './core/network/public-origin.ts';
import { type Env, readEnvOrExit } from './env.ts';
import { migrate } from './runtime/stores/open-database.ts';
import { buildIfStale } from './start/build.ts';
import { Child } from './start/child.ts';
import { checkDatabase } from './start/database-check.ts';
import { LOW_MEMORY_FLAGS, SMALL_YOUNG_GENERATION } from './start/node-flags.mjs';
import { freePort, portProblem } from './start/port.ts';
import { keepFilesPrivate } from './start/private-files.ts';
import { restartOnChange } from './start/reload.ts';
import { exitStatusOf, onSignals } from './start/signals.ts';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const isDev = process.argv.includes('--dev');
const hasWeb = !process.argv.includes('--worker');
const hasWorker = !process.argv.includes('--web');
const stopDeadlineMs = 10_000;

const stopped = new AbortController();
const children: Child[] = [];

let exitStatus = 0;

onSignals(['SIGTERM', 'SIGINT', 'SIGHUP'], (count, signal) => stop(count === 1 ? 0 : exitStatusOf(signal)));
// A launcher that could not replace itself with this process holds the other end of an IPC channel. This process ends
// when the launcher dies.
if (process.connected) process.once('disconnect', () => stop(0));

try {
  await start(readEnvOrExit());
} catch (error) {
  if (!stopped.signal.aborted) fail(startErrorText(error));
}

async function start(env: Env): Promise<void> {
  const port = hasWeb
    ? await freePort(env.host, env.port).catch((error) => fail(portProblem(error, env.host, env.port)))
    : env.port;
  if (!isDev && hasWeb) {
    await buildIfStale(root, stopped.signal, say);
    holdBuild(root);
  }
  keepFilesPrivate(); // not earlier: the build contains no secrets, and other users may start the console from it
  const mayBeDamaged = env.databaseUrl === undefined && endedAbruptly(databasePath(env.dataDir));
  await migrate(env);
  if (stopped.signal.aborted) return;
  run(env, port);
  // After a crash, the database is checked while jobs already run. Damage stops web and worker.
  const check = { signal: stopped.signal, onDamaged: () => stop(1), log: say };
  if (mayBeDamaged) checkDatabase(resolve(root, 'lib/start/check-database.ts'), check);
}

function run(env: Env, port: number): void {
  const childEnv = {
    ...process.env,
    NODE_ENV: isDev ? 'development' : 'production',
    PORT: String(port),
    PINTD_DATA_DIR: env.dataDir,
    PINTD_KEY_FILE: env.keyFile,
  } as const;
  const common = { env: childEnv, log: say, onRefused: () => stop(1) };
  const url = publicOrigin({ ...env, port });
  let isAnnounced = false;
  const onReady = () => {
    if (!isAnnounced) say(`Conversion Console is ready: ${url}`);
    isAnnounced = true;
  };
  const webMain = resolve(root, 'lib/web/main.ts');
  const webArgs = isDev ? [webMain, '--dev'] : [SMALL_YOUNG_GENERATION, webMain];
  if (hasWeb) children.push(new Child({ ...common, name: 'web', args: webArgs, onReady }));
  if (!hasWorker) return;
  const worker = new Child({
    ...common,
    name: 'worker',
    args: [...LOW_MEMORY_FLAGS, resolve(root, 'lib/worker/main.ts')],
    ...(!hasWeb && { onReady: () => say('The worker of Conversion Console is ready.') }),
  });
  children.push(worker);
  if (isDev) restartOnChange(worker, resolve(root, 'lib'), stopDeadlineMs);
}

/**
 * Ends the children and then this process; on a second call, kills the children immediately. The first status other
 * than 0 is that of this process.
 */
function stop(status: number): void {
  exitStatus ||= status;
  if (stopped.signal.aborted) {
    for (const child of children) child.kill();
    return;
  }
  stopped.abort();
  Promise.all(children.map((child) => child.stop(stopDeadlineMs))).then(
    () => process.exit(exitStatus),
    () => process.exit(1),
  );
}

function say(line: string): void {
  console.log(line);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
