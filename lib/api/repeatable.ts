import { createHash } from 'node:crypto';
import { UserError } from '../core/errors.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Done } from './done.ts';
import type { Route } from './route.ts';

export interface RepeatableOptions {
  readonly route: Route;
  readonly ids: Readonly<Record<string, string>>;
  readonly asked: Record<string, unknown>;
  readonly runtime: Pick<Runtime, 'apiRequests' | 'owner'>;
}

const KEY = /^[\x21-\x7e]{1,255}$/;
/** From here on an answer says that something failed here, and nobody knows how much of it had been done. */
const SERVER_ERROR = 500;
const UNAVAILABLE = 503;

/**
 * Does a request once, however often it comes under one Idempotency-Key: what comes again is answered what was answered
 * first. Throws a UserError while the first one is under way, where it was cut off, and where this is another request.
 */
export async function once(
  request: { readonly apiKey: number; readonly idempotencyKey: string },
  { route, ids, asked, runtime: { apiRequests, owner } }: RepeatableOptions,
  work: (asked: Record<string, unknown>) => Promise<Done>,
): Promise<Done> {
  if (!KEY.test(request.idempotencyKey)) throw new UserError('idempotency_key_malformed');
  const print = fingerprintOf(route, ids, asked);
  const earlier = apiRequests.begin(request, owner);
  if (!earlier) {
    const done = await work(print.asked);
    if (didNothing(done)) apiRequests.forget(request);
    else apiRequests.keep(request, { fingerprint: print.digest(), status: done.status, answer: done.body });
    return done;
  }
  const { answered } = earlier;
  if (!answered) throw new UserError(earlier.owner === owner ? 'idempotency_in_flight' : 'idempotency_interrupted');
  await print.drain();
  if (answered.fingerprint !== print.digest()) throw new UserError('idempotency_key_reused');
  return { status: answered.status, body: answered.answer, headers: { 'idempotency-replayed': 'true' } };
}

/** A refusal left everything as it was: the same key may be used for a better try. */
function didNothing({ status }: Done): boolean {
  return status === UNAVAILABLE || (status >= 400 && status < SERVER_ERROR);
}

/** What a request is known by when it comes again. The content of an upload is hashed as it passes. */
function fingerprintOf({ id }: Route, ids: Readonly<Record<string, string>>, asked: Record<string, unknown>) {
  const { content, ...rest } = asked;
  const hash = createHash('sha256').update(JSON.stringify([id, ids, inOrder(rest)]));
  if (content === undefined) return { asked, drain: async () => {}, digest: () => hash.digest('hex') };
  const passing = hashed(content as AsyncIterable<Uint8Array>, (chunk) => hash.update(chunk));
  const drain = async () => {
    for await (const _ of passing);
  };
  return { asked: { ...rest, content: passing }, drain, digest: () => hash.digest('hex') };
}

async function* hashed(content: AsyncIterable<Uint8Array>, see: (chunk: Uint8Array) => void) {
  for await (const chunk of content) {
    see(chunk);
    yield chunk;
  }
}

/** The same members in another order are the same question. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => [key, inOrder(member)]);
}
