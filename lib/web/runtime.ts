import { connection } from 'next/server.js';
import { readEnv } from '../env.ts';
import { openRuntime, type Runtime } from '../runtime/runtime.ts';

/** Next loads pages, actions and route handlers as separate module instances; only globals are shared between them. */
const shared = globalThis as { consoleRuntime?: Promise<Runtime> };

/**
 * The web process's runtime. If opening it fails, the next request tries again. It opens only for a request: `next
 * build` renders pages too, and must not create a data folder, a key or a database.
 */
export async function webRuntime(): Promise<Runtime> {
  await connection();
  shared.consoleRuntime ??= openRuntime(readEnv(), 'web').catch((error: unknown) => {
    delete shared.consoleRuntime;
    throw error;
  });
  return shared.consoleRuntime;
}
