import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import { settingsOf } from '../../../tests/kit/elsewhere.ts';
import { startProduct, validLines } from '../../../tests/kit/product.ts';
import { completeUpload } from '../../commands/console/uploads.ts';
import { perform } from '../../commands/perform.ts';
import type { Actor } from '../../core/access/permission.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { readEnv } from '../../env.ts';
import { openRuntime, type Runtime } from '../../runtime/runtime.ts';
import { closeServer } from '../server.ts';
import { LOOPBACK_OWNER } from '../visitor.ts';
import { serveTus } from './tus-server.test-kit.ts';

/** A file with this number of valid records. */
export function fileOf(records: number): Buffer {
  return Buffer.from(`${validLines(records).join('\n')}\n`);
}

export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export interface TusResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface OpenPatch {
  write(part: Buffer): Promise<void>;
  /** The status; undefined if the connection broke. */
  readonly response: Promise<number | undefined>;
  breakConnection(): Promise<void>;
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
      method,
      headers: { ...own, ...headers },
      body: body ? new Uint8Array(body) : null,
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  send(id: string, offset: number, bytes: Buffer): Promise<TusResponse> {
    return this.request('PATCH', id, { ...PATCH, 'upload-offset': String(offset) }, bytes);
  }

  /** Announces all bytes, but sends only the first `count`; the returned function breaks the connection. */
  async sendPart(id: string, offset: number, bytes: Buffer, count: number): Promise<() => Promise<void>> {
    const patch = this.open(id, offset, bytes.length);
    await patch.write(bytes.subarray(0, count));
    return patch.breakConnection;
  }

  /** Opens a PATCH whose bytes are written later, part by part. */
  open(id: string, offset: number, length: number): OpenPatch {
    const headers = { ...PATCH, 'upload-offset': String(offset), 'content-length': String(length) };
    const own = { origin: this.#origin, 'tus-resumable': '1.0.0' };
    const patch = request(`${this.#origin}/api/uploads/${id}`, { method: 'PATCH', headers: { ...own, ...headers } });
    const closed = new Promise<void>((resolve) => patch.once('close', resolve));
    const response = new Promise<number | undefined>((resolve) => {
      patch.once('response', ({ statusCode }) => resolve(statusCode));
      patch.once('error', () => resolve(undefined)); // broken, on purpose or by the server
    });
    const breakConnection = () => {
      patch.destroy();
      return closed;
    };
    return { write: (part) => new Promise((resolve) => patch.write(part, () => resolve())), response, breakConnection };
  }

  complete(id: string, sha256?: string): Promise<Upload> {
    return perform(completeUpload, { folder: id, sha256 }, LOOPBACK_OWNER.actor, this.runtime);
  }
}

const PATCH = { 'content-type': 'application/offset+octet-stream' };

export async function startTus(settings: Record<string, string> = {}): Promise<TusClient> {
  return clientOf((await startProduct(settings)).runtime);
}

/** Starts another web process with the same database and data folder. */
export async function startSecondTus({ runtime }: TusClient): Promise<TusClient> {
  const second = await openRuntime(readEnv({ ...settingsOf(runtime), PINTD_LOG_LEVEL: 'silent' }), 'web');
  const client = await clientOf(second);
  onTestFinished(() => second.close());
  return client;
}

async function clientOf(runtime: Runtime): Promise<TusClient> {
  const { origin, server } = await serveTus(runtime, async () => client.actor);
  const client = new TusClient(runtime, origin);
  onTestFinished(() => closeServer(server, 0));
  return client;
}
