import { connectorOf } from '../../connectors/registry.ts';
import type { Authentication } from '../../core/access/authentication.ts';
import type { Clock } from '../../core/clock.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import type { InOneTransaction } from '../../core/transaction.ts';
import type { Send } from '../delivery/call.ts';
import type { Limiter } from '../delivery/run.ts';
import { type ConnectionTest, testConnection } from './test-connection.ts';

export interface TestOptions {
  readonly authentications: {
    get(id: number): Promise<Authentication>;
    token(id: number): Promise<string>;
    markFailed(id: number): Promise<void>;
    markWorking(id: number): Promise<void>;
  };
  readonly inOneTransaction: InOneTransaction;
  readonly senderFor: (authentication: Pick<Authentication, 'connector' | 'target'>) => Promise<Send>;
  readonly limiterFor: (authentication: Pick<Authentication, 'connector' | 'target'>, account: string) => Limiter;
  readonly clock: Clock;
}

/** Results that show that the token works, even if the account is refused or the test event rejected. */
const TOKEN_WORKS: readonly string[] = ['connection_ok', 'connection_event_refused', 'connection_forbidden'];

/**
 * Tests an authentication with an ad account, and marks its token as working or failed if the result shows which, and
 * the token was not replaced during the test. Throws a UserError for a malformed account.
 */
export async function testAuthentication(
  options: TestOptions,
  { id, ad_account_id }: { id: number; ad_account_id: string },
): Promise<ConnectionTest> {
  const { authentications, inOneTransaction } = options;
  const { connector, target } = await authentications.get(id);
  const token = await authentications.token(id);
  const test = await testToken(options, { connector, target, access_token: token, ad_account_id });
  await inOneTransaction(async () => {
    if ((await authentications.token(id)) !== token) return;
    if (test.code === 'connection_unauthorized') await authentications.markFailed(id);
    if (TOKEN_WORKS.includes(test.code)) await authentications.markWorking(id);
  });
  return test;
}

/** Tests a token, stored or not, with an ad account. Throws a UserError for a malformed account. */
export async function testToken(
  { senderFor, limiterFor, clock }: Pick<TestOptions, 'senderFor' | 'limiterFor' | 'clock'>,
  { connector: type, target, access_token, ad_account_id }: Pick<Authentication, 'connector' | 'target'> & EnteredToken,
): Promise<ConnectionTest> {
  const connector = connectorOf(type);
  const account = connector.accountOf(parseInput(connector.parameters, { ad_account_id }));
  const send = await senderFor({ connector: type, target });
  const limiter = limiterFor({ connector: type, target }, account);
  return testConnection({ connector, account, token: access_token, send, limiter, clock });
}

interface EnteredToken {
  readonly access_token: string;
  readonly ad_account_id: string;
}
