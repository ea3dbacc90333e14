import type { Clock } from '../../core/clock.ts';
import type { CallRequest, Connector } from '../../core/connector/connector.ts';
import { hideEchoes, type SentEvents } from '../../core/connector/hide-echoes.ts';
import type { CallResult, HttpResponse } from '../../core/delivery/call-result.ts';
import type { Exchange } from '../../core/delivery/ledger.ts';

/**
 * Sends one request; network faults are returned, never thrown. `mayBegin` is called right before the first byte is
 * sent. `held`: `mayBegin` returned false, and nothing was sent. `unreachable`: there was no connection, and nothing
 * was sent. `broken`: the request may have arrived.
 */
export type Send = (
  request: CallRequest,
  body: Uint8Array,
  mayBegin: () => boolean,
) => Promise<HttpResponse | { readonly failure: 'unreachable' | 'held' | 'broken'; readonly reason: string }>;

export interface CompletedCall {
  readonly result: CallResult;
  readonly exchange: Exchange;
}

export interface CallOptions {
  readonly connector: Connector;
  readonly account: string;
  readonly token: string;
  readonly isTest: boolean;
  readonly send: Send;
  readonly clock: Clock;
}

/** Sends one call with these events; undefined if it was held. */
export async function call(
  body: Uint8Array,
  events: SentEvents,
  options: CallOptions,
  mayBegin: () => boolean,
): Promise<CompletedCall | undefined> {
  const { connector, account, token, isTest, send, clock } = options;
  const startedAt = clock.now();
  const response = await send(connector.request(account, token, isTest), body, mayBegin);
  // The clock may be set back during the call.
  const latencyMs = Math.max(0, clock.now() - startedAt);
  if (!('failure' in response)) {
    const requestId = response.headers[connector.requestIdHeader] ?? response.headers['x-request-id'] ?? null;
    return {
      result: connector.readResponse(response, events.count, hideEchoes({ token, events, fields: connector.fields })),
      exchange: { status: response.status, requestId, latencyMs },
    };
  }
  if (response.failure === 'held') return undefined;
  const result: CallResult =
    response.failure === 'broken' ? { kind: 'unknown' } : { kind: 'unreachable', reason: response.reason };
  return { result, exchange: { status: null, requestId: null, latencyMs } };
}
