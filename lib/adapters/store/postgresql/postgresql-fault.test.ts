import { expect, test } from 'vitest';
import { connectErrorCode, toMachineError } from './postgresql-fault.ts';

test.each([
  ['lock_timeout', '55P03', 'database_busy'],
  ['statement_timeout', '57014', 'database_busy'],
  ['idle_in_transaction_session_timeout', '25P03', 'database_lost'],
  ['transaction_timeout', '25P04', 'database_lost'],
])("exceeding the server's %s is a machine fault", (_, code, fault) => {
  expect(toMachineError(Object.assign(new Error('timeout'), { code }))).toMatchObject({ fault });
});

test.each([
  ['timeout expired', 'ETIMEDOUT'],
  ['Connection terminated unexpectedly', 'ECONNRESET'],
  ['The server does not support SSL connections', 'postgresql_without_tls'],
  ['SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a non-empty string', 'postgresql_without_password'],
  ['received invalid response: 48', 'postgresql_protocol'],
])('"%s" of the driver while connecting is %s', (message, code) => {
  expect(connectErrorCode(new Error(message))).toBe(code);
});
