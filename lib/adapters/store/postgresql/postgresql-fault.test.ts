import { expect, test } from 'vitest';
import { toMachineError } from './postgresql-fault.ts';

test.each([
  ['lock_timeout', '55P03', 'database_busy'],
  ['statement_timeout', '57014', 'database_busy'],
  ['idle_in_transaction_session_timeout', '25P03', 'database_lost'],
  ['transaction_timeout', '25P04', 'database_lost'],
])("exceeding the server's %s is a machine fault", (_, code, fault) => {
  expect(toMachineError(Object.assign(new Error('timeout'), { code }))).toMatchObject({ fault });
});
