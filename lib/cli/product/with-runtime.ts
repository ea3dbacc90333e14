import { EventEmitter } from 'node:events';
import { UserError } from '../../core/errors.ts';
import { type Env, readEnv, SettingsError } from '../../env.ts';
import { SYSTEM_PLATFORM } from '../../runtime/platform.ts';
import { PreparePool } from '../../runtime/reading/prepare-pool.ts';
import { openRuntime, type Runtime } from '../../runtime/runtime.ts';
import { onSignals } from '../../start/signals.ts';
import { isVerbose } from '../output/verbosity.ts';
import { onParentDeath } from '../parent-death.ts';
import { errorCodeOf } from '../text-file.ts';

/** A command can wait long for the database: it blocks no other work. */
const PLATFORM = { ...SYSTEM_PLATFORM, busyTimeoutMs: 10_000, threads: new PreparePool() };

/** Errors of a folder that this user may not write to, or that is not a folder. */
const UNUSABLE_FOLDER: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY',
]);

/**
 * Runs work with a runtime on the data folder, and closes it afterwards. Hides log lines below warning, unless the
 * environment sets a level or --verbose is on.
 */
export async function withRuntime<T>(work: (runtime: Runtime) => Promise<T>): Promise<T> {
  const env = readSettings();
  const runtime = await openRuntime(
    isVerbose() || isLevelChosen() ? env : { ...env, logLevel: 'warn' },
    'cli',
    PLATFORM,
  ).catch((cause: unknown) => {
    const reason = errorCodeOf(cause);
    if (!UNUSABLE_FOLDER.has(reason)) throw cause;
    throw new UserError('data_dir_unusable', { path: env.dataDir, reason }, { cause });
  });
  try {
    return await work(runtime);
  } finally {
    await runtime.close();
  }
}

function isLevelChosen(): boolean {
  return (process.env['PINTD_LOG_LEVEL'] ?? '') !== '';
}

/** Reads the settings of the environment. Throws UserError `settings`. */
export function readSettings(): Env {
  try {
    return readEnv();
  } catch (error) {
    if (error instanceof SettingsError) throw new UserError('settings', { problem: error.message }, { cause: error });
    throw error;
  }
}

/** Makes signals exit the process normally, so that exit handlers delete its temporary files. */
export function exitOnSignals(): void {
  for (const [signal, number] of Object.entries({ SIGHUP: 1, SIGINT: 2, SIGTERM: 15 })) {
    process.once(signal, () => process.exit(128 + number));
  }
}

/** Aborted by the first SIGINT or SIGTERM, or when the parent dies; a second signal ends the process at once. */
export function interruptSignal(): AbortSignal {
  const interrupt = new AbortController();
  onSignals(['SIGINT', 'SIGTERM'], (count) => {
    if (count > 1) process.exit(EXIT_INTERRUPTED);
    interrupt.abort();
  });
  orphans.once('orphaned', () => interrupt.abort());
  return interrupt.signal;
}

const EXIT_INTERRUPTED = 130;
const orphans = new EventEmitter();

/** Ends this process when its parent dies: cleanly, if the command can be interrupted. */
export function exitWithParent(): void {
  onParentDeath(() => {
    if (!orphans.emit('orphaned')) process.kill(process.pid, 'SIGTERM');
  });
}
