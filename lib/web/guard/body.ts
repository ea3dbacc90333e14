import { IncomingMessage } from 'node:http';
import { maxBodyBytesOf } from '../../api/read-body.ts';
import { UserError } from '../../core/errors.ts';
import type { Env } from '../../env.ts';

/** Limits on the time and the size of request bodies. */
export interface BodyLimits {
  /** The time for a complete body that is not an upload. */
  readonly deadlineMs: number;
  /** An upload that receives less than MIN_PROGRESS_BYTES in this time is aborted. */
  readonly progressMs: number;
  readonly maxUploadBytes: number;
  /** The size limit of a body that is not an upload, if it is lower than the limit of its URL. */
  readonly maxBytes?: number;
}

/** The limits of the web process. */
export function bodyLimitsOf({ maxUploadBytes }: Pick<Env, 'maxUploadBytes'>): BodyLimits {
  return { deadlineMs: 30_000, progressMs: 300_000, maxUploadBytes };
}

const UNAUTHENTICATED_MAX_BYTES = 65_536;
const UNAUTHENTICATED_DEADLINE_MS = 10_000;

/** The limits for visitors who have neither a session nor a key: enough to sign in. */
export function limitsForUnauthenticated({ deadlineMs, ...limits }: BodyLimits): BodyLimits {
  return {
    ...limits,
    deadlineMs: Math.min(deadlineMs, UNAUTHENTICATED_DEADLINE_MS),
    maxBytes: UNAUTHENTICATED_MAX_BYTES,
  };
}

const MIN_PROGRESS_BYTES = 16_384;

/** Requests whose bodies handlers stream: parts of a file by the tus protocol, or a whole file to the API. */
const UPLOADS =
  /^(?:(?:PATCH|POST) \/api\/(?:uploads\/[^/?]+|v1\/uploads|v1\/databases\/\w+\/tables\/\w+)|PUT \/api\/v1\/workflow-projects)(?:\?|$)/;

/** Whether the body of a request is a file. All other bodies are small and read before Next gets the request. */
export function isUpload({ method = '', url = '' }: Pick<IncomingMessage, 'method' | 'url'>): boolean {
  return UPLOADS.test(`${method} ${url}`);
}

/** Throws UserError `api_body_too_large` or `upload_too_large` if Content-Length exceeds the limit. */
export function refuseDeclaredLength(request: IncomingMessage, limits: BodyLimits): void {
  const { maxUploadBytes } = limits;
  const declared = Number(request.headers['content-length'] ?? 0);
  if (isUpload(request) && declared > maxUploadBytes) throw new UserError('upload_too_large', { max: maxUploadBytes });
  const max = maxBytesOf(request, limits);
  if (!isUpload(request) && declared > max) throw tooLarge(max);
}

/**
 * Reads the whole body, so that no handler waits for a slow or endless one. Returns undefined if there is none, and for
 * an upload, which is monitored while it is received. Throws UserError `api_body_too_large` or `body_too_slow`.
 */
export async function readWholeBody(request: IncomingMessage, limits: BodyLimits): Promise<Buffer | undefined> {
  if (!isUpload(request)) return hasBody(request) ? readWhole(request, limits) : undefined;
  abortWhenStalled(request, limits.progressMs);
  return undefined;
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function maxBytesOf({ url = '' }: IncomingMessage, { maxBytes = Number.POSITIVE_INFINITY }: BodyLimits): number {
  return Math.min(maxBodyBytesOf(url), maxBytes);
}

async function readWhole(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const { promise: deadline, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new UserError('body_too_slow')), limits.deadlineMs);
  try {
    return await Promise.race([collect(request, maxBytesOf(request, limits)), deadline]);
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps the socket open after an error, so that the response can still be sent. */
async function collect(request: IncomingMessage, max: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += chunk.length;
    if (bytes > max) throw tooLarge(max);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function tooLarge(max: number): UserError {
  return new UserError('api_body_too_large', { max });
}

/** A copy of the request, from which the body can be read again. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders, socket } = request;
  const copy = new IncomingMessage(socket);
  Object.assign(copy, { method, url, httpVersion, httpVersionMajor, httpVersionMinor, headers, rawHeaders });
  copy.push(body);
  copy.push(null);
  copy.complete = true;
  return copy;
}

/**
 * Aborts a stalled upload; an upload by tus can be resumed. An upload is not stalled while received bytes are still
 * unread.
 */
function abortWhenStalled(request: IncomingMessage, progressMs: number): void {
  let before = request.socket.bytesRead;
  const timer = setInterval(() => {
    const { bytesRead } = request.socket;
    const isStalled = !request.complete && request.readableLength === 0 && bytesRead - before < MIN_PROGRESS_BYTES;
    if (isStalled) request.destroy();
    before = bytesRead;
  }, progressMs);
  for (const event of ['end', 'close']) request.once(event, () => clearInterval(timer));
}
