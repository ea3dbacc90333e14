import { connection } from 'next/server';
import { readEnv } from '../env.ts';
import { openRuntime, type Runtime } from '../runtime/runtime.ts';

/** Next loads pages, actions and route handlers as separate module instances; what they share must hang on the process. */
const shared = globalThis as { consoleRuntime?: Promise<Runtime> };

/**
 * The web process's one runtime. A start that failed is tried again by the next request. It opens for a request only:
 * `next build` renders pages too, and must not create a data folder, a key or a database.
 */
export async function webRuntime(): Promise<Runtime> {
  await connection();
  shared.consoleRuntime ??= openRuntime(readEnv(), 'web').catch((error: unknown) => {
    delete shared.consoleRuntime;
    throw error;
  });
  return shared.consoleRuntime;
}
