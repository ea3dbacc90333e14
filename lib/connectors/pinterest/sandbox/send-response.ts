import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { ResponsePlan } from './response-plan.ts';

const BLANKS = Buffer.alloc(64 * 1024, ' ');

/**
 * Sends the planned response, faults included. A held response is sent when `released` resolves. Stops silently if the
 * client disconnects or the sandbox closes.
 */
export async function sendResponse(
  plan: ResponsePlan,
  requestId: string,
  response: ServerResponse,
  released: Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const closed = controller.signal;
  response.once('close', () => controller.abort());
  if (response.destroyed) return;
  try {
    if (plan.waitMs > 0) await wait(plan.waitMs, undefined, { signal: closed });
    if (plan.isHeld) await Promise.race([released, once(closed, 'abort')]);
    closed.throwIfAborted();
    if (plan.isReset) response.socket?.resetAndDestroy();
    else await writeResponse(plan, requestId, response, closed);
  } catch (error) {
    if (!closed.aborted) throw error;
  }
}

async function writeResponse(
  plan: ResponsePlan,
  requestId: string,
  response: ServerResponse,
  closed: AbortSignal,
): Promise<void> {
  const body = Buffer.from(plan.body);
  const hasLength = plan.padToBytes === undefined && plan.status !== 204;
  const lengthHeader = hasLength ? { 'content-length': String(body.length) } : {};
  response.writeHead(plan.status, { 'x-request-id': requestId, ...lengthHeader, ...plan.headers });
  if (plan.cutAfterBytes !== undefined) return sendTruncated(body.subarray(0, plan.cutAfterBytes), response);
  if (plan.trickle) await trickle(body, plan.trickle, response, closed);
  else response.write(body);
  if (plan.padToBytes !== undefined) await pad(plan.padToBytes - body.length, response, closed);
  response.end();
}

/** Sends a part of the body, and closes the connection. Flushes first, so that the client receives the part. */
function sendTruncated(part: Buffer, response: ServerResponse): void {
  response.flushHeaders();
  if (part.length === 0) response.socket?.end();
  else response.write(part, () => response.socket?.destroy());
}

async function trickle(
  body: Buffer,
  { bytes, everyMs }: NonNullable<ResponsePlan['trickle']>,
  response: ServerResponse,
  closed: AbortSignal,
): Promise<void> {
  for (let at = 0; at < body.length; at += bytes) {
    if (at > 0) await wait(everyMs, undefined, { signal: closed });
    response.write(body.subarray(at, at + bytes));
  }
}

/** Writes blanks in chunks, no faster than the client reads. */
async function pad(bytes: number, response: ServerResponse, closed: AbortSignal): Promise<void> {
  for (let remaining = bytes; remaining > 0; remaining -= BLANKS.length) {
    const hasCapacity = response.write(remaining < BLANKS.length ? BLANKS.subarray(0, remaining) : BLANKS);
    if (!hasCapacity) await once(response, 'drain', { signal: closed });
  }
}
