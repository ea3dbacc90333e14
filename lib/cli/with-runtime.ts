import { UserError } from '../core/errors.ts';
import { readEnv, SettingsError } from '../env.ts';
import { openRuntime, type Runtime } from '../runtime.ts';

/** Gives work a runtime on the data folder, and closes it afterwards. Log lines below warning stay out of a person's way. */
export async function withRuntime<T>(work: (runtime: Runtime) => Promise<T>): Promise<T> {
  const runtime = await openRuntime({ ...settings(), logLevel: 'warn' }, 'cli');
  try {
    return await work(runtime);
  } finally {
    await runtime.close();
  }
}

/** Throws UserError `settings`, which lists what is wrong with the environment. */
export function settings() {
  try {
    return readEnv();
  } catch (error) {
    if (error instanceof SettingsError) throw new UserError('settings', { problem: error.message }, { cause: error });
    throw error;
  }
}

/** Aborted by the first SIGINT or SIGTERM; the second ends the process at once. */
export function interruptSignal(): AbortSignal {
  const interrupt = new AbortController();
  const stop = () => {
    if (interrupt.signal.aborted) process.exit(130);
    interrupt.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return interrupt.signal;
}
