import { IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES } from '../api/read-body.ts';
import { UserError } from '../core/errors.ts';
import type { Env } from '../env.ts';

/** How long bodies may take, and how large an upload may be. */
export interface BodyLimits {
  /** For a whole body that is no upload. */
  readonly deadlineMs: number;
  /** An upload that brings less than MIN_PROGRESS_BYTES in this time is ended. */
  readonly progressMs: number;
  readonly maxUploadBytes: number;
}

/** What the web process allows. */
export function bodyLimitsOf({ maxUploadBytes }: Pick<Env, 'maxUploadBytes'>): BodyLimits {
  return { deadlineMs: 30_000, progressMs: 300_000, maxUploadBytes };
}

const MIN_PROGRESS_BYTES = 16_384;

/** Files, which handlers stream to disk: parts of one by the tus protocol, and a whole one to the API. */
const UPLOADS = /^\/api\/(?:uploads\/[^/?]+|v1\/uploads|v1\/databases\/\w+\/tables\/\w+)(?:\?|$)/;
const UPLOAD_METHODS = new Set(['PATCH', 'POST']);

/** Whether the body of a request is a file. Everything else is small, and read before Next sees the request. */
export function isUpload({ method = '', url = '' }: Pick<IncomingMessage, 'method' | 'url'>): boolean {
  return UPLOAD_METHODS.has(method) && UPLOADS.test(url);
}

/** Throws UserError `api_body_too_large` or `upload_too_large` where the sender says so itself. */
export function refuseDeclaredLength(request: IncomingMessage, { maxUploadBytes }: BodyLimits): void {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (isUpload(request) && declared > maxUploadBytes) throw new UserError('upload_too_large', { max: maxUploadBytes });
  if (!isUpload(request) && declared > MAX_BODY_BYTES) throw tooLarge();
}

/**
 * The whole body, so that no handler waits for one that is slow or without end; undefined where there is none, and for an
 * upload, which is watched while it comes in. Throws UserError `api_body_too_large` or `body_too_slow`.
 */
export async function readWholeBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer | undefined> {
  if (!isUpload(request)) return hasBody(request) ? readWhole(request, limits.deadlineMs) : undefined;
  endWhenStalled(request, limits.progressMs);
  return undefined;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

async function readWhole(request: IncomingMessage, deadlineMs: number): Promise<Buffer> {
  const { promise: deadline, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new UserError('body_too_slow')), deadlineMs);
  try {
    return await Promise.race([collect(request), deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** The socket stays open on a refusal, which has still to be sent. */
async function collect(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(): UserError {
  return new UserError('api_body_too_large', { max: MAX_BODY_BYTES });
}

/** The same request with a body to be read that was read already. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders, socket } = request;
  const whole = new IncomingMessage(socket);
  Object.assign(whole, { method, url, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders });
  whole.push(body);
  whole.push(null);
  whole.complete = true;
  return whole;
}

/** Aborts a stalled upload; its bytes are kept for a resume. It is not stalled while received bytes are still unread. */
function endWhenStalled(request: IncomingMessage, progressMs: number): void {
  let before = request.socket.bytesRead;
  const timer = setInterval(() => {
    const { bytesRead } = request.socket;
    const isStalled = !request.complete && request.readableLength === 0 && bytesRead - before < MIN_PROGRESS_BYTES;
    if (isStalled) request.destroy();
    before = bytesRead;
  }, progressMs);
  for (const event of ['end', 'close']) request.once(event, () => clearInterval(timer));
}
