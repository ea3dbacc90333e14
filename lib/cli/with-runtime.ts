import { EventEmitter } from 'node:events';
import { UserError } from '../core/errors.ts';
import { type Env, readEnv, SettingsError } from '../env.ts';
import { THIS_MACHINE } from '../runtime/machine.ts';
import { PreparePool } from '../runtime/reading/prepare-pool.ts';
import { openRuntime, type Runtime } from '../runtime/runtime.ts';
import { onSignals } from '../start/signals.ts';
import { onParentDeath } from './parent.ts';
import { errorCodeOf } from './text-file.ts';
import { isVerbose } from './verbosity.ts';

/** Nobody else is kept waiting where a command waits for the database. */
const PATIENT = { ...THIS_MACHINE, busyTimeoutMs: 10_000, threads: new PreparePool() };

/** Of a folder that this user may not write to, or that is none. */
const UNUSABLE: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'SQLITE_CANTOPEN',
  'SQLITE_READONLY',
]);

/**
 * Gives work a runtime on the data folder, and closes it afterwards. Log lines below warning stay out of a person's way,
 * unless the environment or --verbose asks for them.
 */
export async function withRuntime<T>(work: (runtime: Runtime) => Promise<T>): Promise<T> {
  const env = settings();
  const runtime = await openRuntime(
    isVerbose() || isLevelChosen() ? env : { ...env, logLevel: 'warn' },
    'cli',
    PATIENT,
  ).catch((cause: unknown) => {
    const reason = errorCodeOf(cause);
    if (!UNUSABLE.has(reason)) throw cause;
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

/** The settings of the environment. Throws UserError `settings`. */
export function settings(): Env {
  try {
    return readEnv();
  } catch (error) {
    if (error instanceof SettingsError) throw new UserError('settings', { problem: error.message }, { cause: error });
    throw error;
  }
}

/** Signals end the process by way of its exit, so that what it leaves on disk goes with it. */
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

/** Ends what goes on when whoever started this process is gone: cleanly, where it can be interrupted. */
export function endWithParent(): void {
  onParentDeath(() => {
    if (!orphans.emit('orphaned')) process.kill(process.pid, 'SIGTERM');
  });
}
