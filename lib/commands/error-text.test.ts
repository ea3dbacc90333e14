import { expect, test } from 'vitest';
import { UserError } from '../core/errors.ts';
import { MachineError } from '../core/machine-fault.ts';
import { startErrorText } from './error-text.ts';

test.each([
  ['a refusal with the commands that help', new UserError('move_incomplete', { database: 'events' }), 'Run pintd move'],
  ['an unavailable database', new MachineError('database_busy', new Error('SQLITE_BUSY')), 'The database is busy'],
  ['any other error by its message', new Error('no file descriptor is left'), 'no file descriptor is left'],
])('describes %s', (_, error, text) => {
  expect(startErrorText(error)).toContain(text);
});
