import { readEnv } from '../env.ts';
import { openRuntime, type Runtime } from '../runtime.ts';

/** Next loads pages, actions and route handlers as separate module instances; what they share must hang on the process. */
const shared = globalThis as { consoleRuntime?: Promise<Runtime> };

/** The web process's one runtime. A start that failed is tried again by the next request. */
export function webRuntime(): Promise<Runtime> {
  shared.consoleRuntime ??= openRuntime(readEnv(), 'web').catch((error: unknown) => {
    delete shared.consoleRuntime;
    throw error;
  });
  return shared.consoleRuntime;
}
