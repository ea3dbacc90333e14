import type { Connector } from '../../core/connector/connector.ts';
import type { IssueParams } from '../../core/issue.ts';
import { call, type Send } from '../delivery/call.ts';
import type { Limiter } from '../delivery/run.ts';

/** What a connection test found. `code` names the text that says it and what to do. */
export interface ConnectionTest {
  readonly ok: boolean;
  readonly code: string;
  readonly params: IssueParams;
}

export interface TestConnectionOptions {
  readonly connector: Connector;
  readonly account: string;
  readonly token: string;
  readonly send: Send;
  readonly limiter: Pick<Limiter, 'acquire'>;
  readonly clock: { now(): number };
}

/** Nobody waits longer for a test than this; an account that is kept quiet for longer is told as busy. */
const LONGEST_WAIT = 5000;

/**
 * Sends one valid test event, which the other side checks and does not record: there is no other way to ask whether a
 * token and an ad account fit.
 */
export async function testConnection(options: TestConnectionOptions): Promise<ConnectionTest> {
  const { connector, account, clock, limiter } = options;
  const hasPlace = await limiter.acquire(true, AbortSignal.timeout(LONGEST_WAIT)).then(
    () => true,
    () => false,
  );
  if (!hasPlace) {
    return {
      ok: false,
      code: 'connection_busy',
      params: { account, message: '', milliseconds: 0, status: 0, request: '' },
    };
  }
  const event = connector.testEvent(Math.floor(clock.now() / 1000));
  const json = JSON.stringify(event);
  const body = Buffer.from(connector.bodyFrame.head + json + connector.bodyFrame.tail);
  const sent = { count: 1, jsonAt: () => json };
  const called = await call(body, sent, { ...options, test: true }, () => true);
  if (!called) throw new Error('a connection test was held');
  const { answer, exchange } = called;
  const facts = {
    account,
    milliseconds: exchange.latencyMs,
    status: exchange.status ?? 0,
    request: exchange.requestId ?? '',
  };
  if (answer.kind === 'answered') {
    const [result] = answer.results;
    const code = result?.accepted ? 'connection_ok' : 'connection_event_refused';
    return { ok: result?.accepted === true, code, params: { ...facts, message: result?.message ?? '' } };
  }
  const said = 'message' in answer ? { message: answer.message } : 'reason' in answer ? { message: answer.reason } : {};
  return { ok: false, code: `connection_${answer.kind}`, params: { message: '', ...facts, ...said } };
}
