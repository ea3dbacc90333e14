import { randomUUID } from 'node:crypto';
import { Server } from '@tus/server';
import { beginUpload } from '../../commands/console/uploads.ts';
import { requirePermission } from '../../commands/perform.ts';
import type { Actor } from '../../core/access/permission.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { failureProblem } from '../failure-response.ts';
import { requestVisitor } from '../request/request-visitor.ts';
import { webRuntime } from '../runtime.ts';
import { actorOfVisitor } from '../visitor.ts';
import { TusStore } from './tus-store.ts';
import { UploadLocks } from './upload-locks.ts';

/** How long a request whose client has already reconnected may keep writing. */
const DRAIN_MS = 500;

/**
 * Next loads each route as a separate module instance; the locks of a process must be global to be shared by all of
 * them.
 */
const shared = globalThis as { consoleTus?: Server };

/** Handles one request of the tus protocol. */
export async function handleTus(request: Request): Promise<Response> {
  const runtime = await webRuntime();
  // The runtime is awaited before this assignment, so that simultaneous first requests share one server and its locks.
  shared.consoleTus ??= createTusServer(runtime, async () => actorOfVisitor(await requestVisitor()));
  return shared.consoleTus.handleWeb(request);
}

export function createTusServer(runtime: Runtime, requestActor: () => Promise<Actor>): Server {
  const locks = new UploadLocks(runtime.uploadLeases);
  return new Server({
    path: '/api/uploads',
    relativeLocation: true,
    datastore: new TusStore(runtime, locks, requestActor),
    locker: locks,
    lockDrainTimeout: DRAIN_MS,
    namingFunction: () => randomUUID(),
    // Checked before any look-up, so that a request without the permission does not reveal which uploads exist.
    onIncomingRequest: async () => requirePermission(beginUpload, await requestActor(), runtime),
    // Only pages of this console; by default, the library lets every page read the responses.
    allowedOrigins: [],
    onResponseError: async (_, error) => {
      if ('status_code' in error) return undefined;
      const { status, body } = await failureProblem(error);
      return { status_code: status, body: JSON.stringify(body) };
    },
  });
}
