import type { Answer, HttpAnswer } from '../core/answer.ts';
import type { CallRequest, Connector } from '../core/connector.ts';
import { hideEchoes } from '../core/hide-echoes.ts';
import type { Exchange } from '../core/ledger.ts';

/** Sends one request; network faults come back as answers, never as exceptions. */
export type Send = (
  request: CallRequest,
  body: string,
) => Promise<HttpAnswer | { readonly failure: 'unreachable' | 'broken'; readonly reason: string }>;

export interface Called {
  readonly answer: Answer;
  readonly exchange: Exchange;
}

export interface CallOptions {
  readonly connector: Connector;
  readonly account: string;
  readonly token: string;
  readonly test: boolean;
  readonly send: Send;
  readonly clock: { now(): number };
}

/** One call with these events in its body, each as JSON, and what it came to. */
export async function call(body: string, events: readonly string[], options: CallOptions): Promise<Called> {
  const { connector, account, token, test, send, clock } = options;
  const began = clock.now();
  const response = await send(connector.request(account, token, test), body);
  const latencyMs = clock.now() - began;
  if (!('failure' in response)) {
    const requestId = response.headers[connector.requestIdHeader] ?? response.headers['x-request-id'] ?? null;
    return {
      answer: connector.readAnswer(response, events.length, hideEchoes({ token, events, fields: connector.fields })),
      exchange: { status: response.status, requestId, latencyMs },
    };
  }
  const answer: Answer =
    response.failure === 'broken' ? { kind: 'unknown' } : { kind: 'unreachable', reason: response.reason };
  return { answer, exchange: { status: null, requestId: null, latencyMs } };
}
