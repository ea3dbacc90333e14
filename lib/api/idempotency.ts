import { createHash } from 'node:crypto';
import { UserError } from '../core/errors.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { ApiReply } from './api-reply.ts';
import type { Route } from './route.ts';

export interface IdempotentRequest {
  readonly route: Route;
  readonly ids: Readonly<Record<string, string>>;
  readonly input: Record<string, unknown>;
  readonly runtime: Pick<Runtime, 'apiRequests' | 'owner' | 'logger'>;
}

/** Up to 255 printable ASCII characters, without spaces. */
const KEY = /^[\x21-\x7e]{1,255}$/;
const BAD_REQUEST = 400;
/** From this status on, it is unknown how much of the request was done, except for the two statuses below. */
const SERVER_ERROR = 500;
const UNAVAILABLE = 503;
const INSUFFICIENT_STORAGE = 507;
const RENEWAL_MS = 2000;

/**
 * Runs a request once per Idempotency-Key; a repeat gets the stored reply, unless the first changed nothing. Throws a
 * UserError if the first is still running or was interrupted, or if the key is malformed or was used for a different
 * request.
 */
export async function runOnce(
  request: { readonly apiKey: number; readonly idempotencyKey: string },
  { route, ids, input, runtime: { apiRequests, owner, logger } }: IdempotentRequest,
  work: (input: Record<string, unknown>) => Promise<ApiReply>,
): Promise<ApiReply> {
  if (!KEY.test(request.idempotencyKey)) throw new UserError('idempotency_key_malformed');
  const fingerprint = fingerprintOf(route, ids, input);
  const earlier = await apiRequests.begin(request, owner);
  if (!earlier) {
    const store = ({ status, body, storedBody = body }: ApiReply) =>
      apiRequests.storeAnswer(request, { fingerprint: fingerprint.digest(), status, answer: storedBody });
    try {
      const reply = await withRenewal(
        () => apiRequests.renew(request),
        () => work(fingerprint.input),
      );
      const isReleased = changedNothing(reply, fingerprint.isReceived());
      const stored = isReleased ? apiRequests.release(request) : store(reply);
      // Even if storing fails, the work is done: the client gets the reply, and repeats are refused as interrupted.
      await stored.catch((error: unknown) => logger.error({ err: error }, 'a reply to an API request was not stored'));
      return reply;
    } finally {
      apiRequests.end(request);
    }
  }
  const { response, isRunning } = earlier;
  if (!response) throw new UserError(isRunning ? 'idempotency_in_flight' : 'idempotency_interrupted');
  await fingerprint.drain();
  if (!response.isOfRequest(fingerprint.digest())) throw new UserError('idempotency_key_reused');
  return { status: response.status, body: response.answer, headers: { 'idempotency-replayed': 'true' } };
}

/**
 * Renews the request regularly, which shows other web processes that it is in progress. A failed renewal is ignored.
 */
async function withRenewal<T>(renew: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  const timer = setInterval(() => void renew().catch(() => {}), RENEWAL_MS).unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/**
 * Whether a request changed nothing, because it was refused, or because its upload broke off and was not kept. Its key
 * can then be used again.
 */
function changedNothing({ status, isOutcomeUnknown = false }: ApiReply, isReceived: boolean): boolean {
  if (status < BAD_REQUEST) return false;
  if (!isReceived) return true;
  if (isOutcomeUnknown) return false;
  return status < SERVER_ERROR || status === UNAVAILABLE || status === INSUFFICIENT_STORAGE;
}

/** Identifies a request, so that a repeat is recognized. The content of an upload is hashed while it streams. */
function fingerprintOf(
  { command: { id } }: Route,
  ids: Readonly<Record<string, string>>,
  input: Record<string, unknown>,
) {
  const { content, ...fields } = input;
  const hash = createHash('sha256').update(JSON.stringify([id, ids, sortMembers(fields)]));
  const digest = () => hash.digest('hex');
  if (content === undefined) return { input, drain: async () => {}, digest, isReceived: () => true };
  let isReceived = false;
  const hashChunks = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
    isReceived = true;
  };
  const hashedContent = hashChunks(content as AsyncIterable<Uint8Array>);
  const drain = async () => {
    for await (const _ of hashedContent);
  };
  return { input: { ...fields, content: hashedContent }, drain, digest, isReceived: () => isReceived };
}

/** The order of members does not matter. */
function sortMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortMembers);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, sortMembers(member)]);
}
