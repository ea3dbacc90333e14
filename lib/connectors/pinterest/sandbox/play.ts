import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { AnswerPlan } from './answer-plan.ts';

const BLANKS = Buffer.alloc(64 * 1024, ' ');

/** Answers as planned, faults included. Ends early, and in silence, when the client leaves or the sandbox closes. */
export async function playAnswer(plan: AnswerPlan, requestId: string, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  if (response.destroyed) return;
  try {
    if (plan.waitMs > 0) await wait(plan.waitMs, undefined, { signal: gone.signal });
    if (plan.reset) response.socket?.resetAndDestroy();
    else await answer(plan, requestId, response, gone.signal);
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

async function answer(plan: AnswerPlan, requestId: string, response: ServerResponse, gone: AbortSignal): Promise<void> {
  const body = Buffer.from(plan.body);
  const length = plan.padToBytes !== undefined || plan.status === 204 ? {} : { 'content-length': String(body.length) };
  response.writeHead(plan.status, { 'x-request-id': requestId, ...length, ...plan.headers });
  if (plan.cutAfterBytes !== undefined) return cut(body.subarray(0, plan.cutAfterBytes), response);
  if (plan.trickle) await trickle(body, plan.trickle, response, gone);
  else response.write(body);
  if (plan.padToBytes !== undefined) await pad(plan.padToBytes - body.length, response, gone);
  response.end();
}

/** Flushed first, so that the client has seen the part before the connection goes. */
function cut(part: Buffer, response: ServerResponse): void {
  response.flushHeaders();
  if (part.length === 0) response.socket?.end();
  else response.write(part, () => response.socket?.destroy());
}

async function trickle(
  body: Buffer,
  { bytes, everyMs }: NonNullable<AnswerPlan['trickle']>,
  response: ServerResponse,
  gone: AbortSignal,
): Promise<void> {
  for (let at = 0; at < body.length; at += bytes) {
    if (at > 0) await wait(everyMs, undefined, { signal: gone });
    response.write(body.subarray(at, at + bytes));
  }
}

/** Piece by piece, no faster than the client takes it. */
async function pad(bytes: number, response: ServerResponse, gone: AbortSignal): Promise<void> {
  for (let left = bytes; left > 0; left -= BLANKS.length) {
    const taken = response.write(left < BLANKS.length ? BLANKS.subarray(0, left) : BLANKS);
    if (!taken) await once(response, 'drain', { signal: gone });
  }
}
