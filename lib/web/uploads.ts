import { randomUUID } from 'node:crypto';
import { Server } from '@tus/server';
import type { Upload } from '../core/upload/upload.ts';
import { type CompleteOptions, completeUpload, type FinalFacts } from '../operations/uploads/complete-upload.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { failureProblem } from './answer-failure.ts';
import { webRuntime } from './runtime.ts';
import { TusStore } from './tus-store.ts';
import { UploadLocks } from './upload-locks.ts';

/** How long a request that nobody waits for any more may still write: its sender has come back already. */
const DRAIN_MS = 500;

/** Next loads each route apart; who holds an upload is known to all of them only if it hangs on the process. */
const shared = globalThis as { consoleTus?: Server; consoleCompletions?: Map<string, Promise<Upload>> };

/** Takes one request of the tus protocol. */
export async function handleTus(request: Request): Promise<Response> {
  shared.consoleTus ??= createTusServer(await webRuntime());
  return shared.consoleTus.handleWeb(request);
}

/** Completes an upload once, however often it is asked for: who lost the answer asks again while it is still made. */
export function completeOnce(folder: string, said: FinalFacts, options: CompleteOptions): Promise<Upload> {
  shared.consoleCompletions ??= new Map();
  const completions = shared.consoleCompletions;
  const completion = completions.get(folder) ?? completeUpload(folder, said, options);
  completions.set(folder, completion);
  const forget = () => completions.delete(folder);
  completion.then(forget, forget);
  return completion;
}

export function createTusServer(runtime: Runtime): Server {
  return new Server({
    path: '/api/uploads',
    relativeLocation: true,
    datastore: new TusStore(runtime),
    locker: new UploadLocks(),
    lockDrainTimeout: DRAIN_MS,
    namingFunction: () => randomUUID(),
    // Pages of this console alone; the library would let every page read the answers.
    allowedOrigins: [],
    onResponseError: async (_, error) => {
      if ('status_code' in error) return undefined;
      const { status, body } = await failureProblem(error);
      return { status_code: status, body: JSON.stringify(body) };
    },
  });
}
