import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import { startProduct } from '../../../tests/kit/product.ts';
import { completeUpload } from '../../commands/console/uploads.ts';
import { perform } from '../../commands/perform.ts';
import type { Actor } from '../../core/access/permission.ts';
import type { Upload } from '../../core/upload/upload.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { freePort } from '../../start/port.ts';
import { bodyLimitsOf } from '../guard/body.ts';
import { serverNetworkOf } from '../network/server-network.ts';
import { closeServer, createGuardedServer } from '../server.ts';
import { LOOPBACK_OWNER } from '../visitor.ts';
import { completeOnce, createTusServer } from './uploads.ts';

export interface TusResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Sends uploads over real HTTP and through the guard; its connection can be broken. */
export class TusClient {
  readonly runtime: Runtime;
  readonly #origin: string;
  /** Who sends the requests. */
  actor: Actor = LOOPBACK_OWNER.actor;

  constructor(runtime: Runtime, origin: string) {
    this.runtime = runtime;
    this.#origin = origin;
  }

  create(bytes: number, name = 'events.csv'): Promise<TusResponse> {
    const metadata = `filename ${Buffer.from(name).toString('base64')}`;
    return this.request('POST', '', { 'upload-length': String(bytes), 'upload-metadata': metadata });
  }

  /** Creates an upload of the given size and returns its id. */
  async begin(bytes: number): Promise<string> {
    const { headers } = await this.create(bytes);
    return headers.get('location')?.split('/').at(-1) ?? '';
  }

  async offsetOf(id: string): Promise<number> {
    return Number((await this.request('HEAD', id)).headers.get('upload-offset'));
  }

  async request(method: string, id: string, headers: Record<string, string> = {}, body?: Buffer): Promise<TusResponse> {
    const own = { origin: this.#origin, 'tus-resumable': '1.0.0' };
    const response = await fetch(`${this.#origin}/api/uploads/${id}`, {
      ...{ method, headers: { ...own, ...headers }, body: body ? new Uint8Array(body) : null },
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  send(id: string, offset: number, bytes: Buffer): Promise<TusResponse> {
    return this.request('PATCH', id, { ...PATCH, 'upload-offset': String(offset) }, bytes);
  }

  /** Announces all bytes and sends only the first ones; the returned function breaks the connection. */
  sendPart(id: string, offset: number, bytes: Buffer, count: number): Promise<() => Promise<void>> {
    const headers = { ...PATCH, 'upload-offset': String(offset), 'content-length': String(bytes.length) };
    const own = { origin: this.#origin, 'tus-resumable': '1.0.0' };
    const patch = request(`${this.#origin}/api/uploads/${id}`, { method: 'PATCH', headers: { ...own, ...headers } });
    const closed = new Promise<void>((resolve) => patch.once('close', resolve));
    patch.on('error', () => {}); // broken on purpose
    const breakConnection = () => {
      patch.destroy();
      return closed;
    };
    return new Promise((resolve) => patch.write(bytes.subarray(0, count), () => resolve(breakConnection)));
  }

  complete(id: string, sha256?: string): Promise<Upload> {
    return completeOnce(id, () => perform(completeUpload, { folder: id, sha256 }, LOOPBACK_OWNER.actor, this.runtime));
  }
}

const PATCH = { 'content-type': 'application/offset+octet-stream' };

export async function startTus(settings: Record<string, string> = {}): Promise<TusClient> {
  const { runtime } = await startProduct(settings);
  const port = await freePort('127.0.0.1', 0);
  const client = new TusClient(runtime, `http://127.0.0.1:${port}`);
  const tus = createTusServer(runtime, async () => client.actor);
  const server = createGuardedServer({
    ...{ network: serverNetworkOf({ ...runtime.env, port }, undefined), dev: false },
    stores: {
      ...{ checkKey: async () => 'wrong', visitorOf: async () => LOOPBACK_OWNER },
      actorOfKey: async () => LOOPBACK_OWNER.actor,
      noteRefusedKey: async () => undefined,
    },
    paths: { isPage: () => false, isHandler: () => true },
    bodyLimits: bodyLimitsOf(runtime.env),
    handle: async (request, response) => void (await tus.handle(request, response)),
    logError: () => {},
  });
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port }, resolve));
  onTestFinished(() => closeServer(server, 0));
  return client;
}
