import type { Server } from 'node:http';
import type { Actor } from '../../core/access/permission.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { freePort } from '../../start/port.ts';
import { bodyLimitsOf } from '../guard/body.ts';
import { serverNetworkOf } from '../network/server-network.ts';
import { createGuardedServer } from '../server.ts';
import { LOOPBACK_OWNER } from '../visitor.ts';
import { createTusServer } from './uploads.ts';

/** Serves uploads of a runtime over real HTTP and behind the guard. */
export async function serveTus(
  runtime: Runtime,
  requestActor: () => Promise<Actor>,
): Promise<{ readonly origin: string; readonly server: Server }> {
  const port = await freePort('127.0.0.1', 0);
  const tus = createTusServer(runtime, requestActor);
  const server = createGuardedServer({
    network: serverNetworkOf({ ...runtime.env, port }, undefined),
    dev: false,
    stores: {
      checkKey: async () => 'wrong',
      visitorOf: async () => LOOPBACK_OWNER,
      actorOfKey: async () => LOOPBACK_OWNER.actor,
      noteRefusedKey: async () => undefined,
    },
    paths: { isPage: () => false, isHandler: () => true },
    bodyLimits: bodyLimitsOf(runtime.env),
    handle: async (request, response) => void (await tus.handle(request, response)),
    logError: () => {},
  });
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port }, resolve));
  return { origin: `http://127.0.0.1:${port}`, server };
}
