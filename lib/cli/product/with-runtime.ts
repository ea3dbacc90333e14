import { dirname } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { type Env, readEnv, SettingsError } from '../../env.ts';
import { SYSTEM_PLATFORM } from '../../runtime/platform.ts';
import { PreparePool } from '../../runtime/reading/prepare-pool.ts';
import { openRuntime, type Runtime } from '../../runtime/runtime.ts';
import type { OpenOptions } from '../../runtime/stores/stores.ts';
import { commandIo, invocation } from '../invocation.ts';
import { errorCodeOf } from '../text-file.ts';

/** A command can wait long for the database, because it blocks no other work. */
const BUSY_TIMEOUT_MS = 10_000;

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
export async function withRuntime<T>(work: (runtime: Runtime) => Promise<T>, options?: OpenOptions): Promise<T> {
  const env = readCliEnv();
  const platform = { ...SYSTEM_PLATFORM, busyTimeoutMs: BUSY_TIMEOUT_MS, threads: new PreparePool() };
  const runtime = await openRuntime(
    invocation().isVerbose || isLevelChosen() ? env : { ...env, logLevel: 'warn' },
    'cli',
    platform,
    options,
  ).catch((cause: unknown) => {
    const reason = errorCodeOf(cause);
    if (!UNUSABLE_FOLDER.has(reason) && !isMissingFolder(cause)) throw cause;
    if (isOfKeyFile(cause, env)) throw new UserError('key_file_uncreated', { path: env.keyFile, reason }, { cause });
    throw new UserError('data_dir_unusable', { path: env.dataDir, reason }, { cause });
  });
  try {
    return await work(runtime);
  } finally {
    await runtime.close();
  }
}

/** Whether a folder could not be created in a file system that has no new folders, such as /proc. */
function isMissingFolder(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'mkdir' && errorCodeOf(error) === 'ENOENT';
}

/** Whether an error concerns the folder of a key file that is not in the data folder. */
function isOfKeyFile(error: unknown, { dataDir, keyFile }: Env): boolean {
  const path = error instanceof Error && 'path' in error ? String(error.path) : '';
  const folder = dirname(keyFile);
  return !`${folder}/`.startsWith(`${dataDir}/`) && [path, dirname(path)].includes(folder);
}

function isLevelChosen(): boolean {
  return (commandIo().env['PINTD_LOG_LEVEL'] ?? '') !== '';
}

/** Reads the command's environment, in which options may replace some variables. Throws UserError `settings`. */
export function readCliEnv(replacedVariables: Readonly<Record<string, string>> = {}): Env {
  try {
    return readEnv({ ...commandIo().env, ...replacedVariables });
  } catch (error) {
    if (error instanceof SettingsError) throw new UserError('settings', { problem: error.message }, { cause: error });
    throw error;
  }
}
