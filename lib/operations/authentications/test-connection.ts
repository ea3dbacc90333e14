import type { Clock } from '../../core/clock.ts';
import type { Connector } from '../../core/connector/connector.ts';
import type { CallResult } from '../../core/delivery/call-result.ts';
import type { IssueParams } from '../../core/issue.ts';
import { call, type Send } from '../delivery/call.ts';
import type { Limiter } from '../delivery/run.ts';

/** The result of a connection test; `code` is its message key. */
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
  readonly clock: Clock;
}

/** Maximum wait for a permit; after that, the account is reported as busy. */
const MAX_WAIT_MS = 5000;

/**
 * Sends one valid test event, which the receiving service checks but does not count. This is the only way to check a
 * token with an ad account.
 */
export async function testConnection(options: TestConnectionOptions): Promise<ConnectionTest> {
  const { connector, account, clock, limiter } = options;
  const timeout = AbortSignal.timeout(MAX_WAIT_MS);
  const hasPermit = await limiter.acquire({ isTest: true, signal: timeout }).then(
    () => true,
    (error: unknown) => {
      if (!timeout.aborted) throw error;
      return false;
    },
  );
  if (!hasPermit) {
    return {
      ok: false,
      code: 'connection_busy',
      params: { account, message: '', milliseconds: 0, status: 0, request: '' },
    };
  }
  const event = connector.testEvent(Math.floor(clock.now() / 1000));
  const json = JSON.stringify(event);
  const body = Buffer.from(connector.bodyFrame.head + json + connector.bodyFrame.tail);
  const events = { count: 1, jsonAt: () => json };
  const completed = await call(body, events, { ...options, isTest: true }, () => true);
  if (!completed) throw new Error('the connection test was not sent');
  const { result, exchange } = completed;
  const facts = {
    account,
    milliseconds: exchange.latencyMs,
    status: exchange.status ?? 0,
    request: exchange.requestId ?? '',
  };
  if (result.kind === 'answered') {
    const [eventResult] = result.results;
    const code = eventResult?.accepted ? 'connection_ok' : 'connection_event_refused';
    return { ok: eventResult?.accepted === true, code, params: { ...facts, message: eventResult?.message ?? '' } };
  }
  return { ok: false, code: `connection_${result.kind}`, params: { message: messageOf(result), ...facts } };
}

function messageOf(result: CallResult): string {
  if ('message' in result) return result.message;
  return 'reason' in result ? result.reason : '';
}
