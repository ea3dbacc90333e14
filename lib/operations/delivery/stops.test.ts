import { expect, test } from 'vitest';
import { LeaseLost } from '../../core/delivery/ledger.ts';
import { UserError } from '../../core/errors.ts';
import { MachineError } from '../../core/machine-fault.ts';
import {
  INTERNAL,
  isRefused,
  KILLED,
  loggedError,
  stopFor,
  stopOf,
  throwUnlessLeaseLost,
  userStopOf,
} from './stops.ts';

test.each([
  ['kill', { state: 'killed', error: null }],
  ['pause', { state: 'paused', error: { code: 'user', params: {} } }],
  ['unauthorized', { state: 'paused', error: { code: 'unauthorized', params: { account: '7' } } }],
  ['forbidden', { state: 'paused', error: { code: 'forbidden', params: { account: '7' } } }],
] as const)('the request %s stops a job with %o', (request, stop) => {
  expect(stopFor(request, { account: '7' })).toEqual(stop);
});

test.each([
  [new LeaseLost(1), 'killed', undefined],
  [new MachineError('disk_full', new Error('full')), 'paused', 'disk_full'],
  [Object.assign(new Error('full'), { code: 'ENOSPC' }), 'paused', 'disk_full'],
  [new MachineError('database_lost', new Error('Connection terminated')), 'queued', undefined],
  [new Error('anything'), 'error', 'internal_error'],
])('the error %o stops a job with the state %s', (error, state, code) => {
  const stop = stopOf(error);
  expect([stop.state, stop.error?.code]).toEqual([state, code]);
});

test('an error in the file stops a job with its code and parameters; long texts are shortened', () => {
  const stop = userStopOf(new UserError('column_missing', { column: 'x'.repeat(600), line: 7 }));
  expect(stop).toEqual({
    state: 'error',
    error: { code: 'column_missing', params: { column: 'x'.repeat(500), line: 7 } },
  });
  expect(userStopOf(new Error('anything'))).toBe(INTERNAL);
});

test('a log line about a stop has its parameters and its code', () => {
  const params = { account: '7' };
  expect(loggedError({ state: 'paused', error: { code: 'forbidden', params } })).toEqual({
    ...params,
    error_code: 'forbidden',
  });
  expect(loggedError(KILLED)).toEqual({});
});

test.each([
  ['paused', 'unauthorized', true],
  ['paused', 'forbidden', true],
  ['paused', 'user', false],
  ['paused', undefined, false],
  ['queued', 'forbidden', false],
] as const)('a job in the state %s with the error %s was refused: %s', (state, code, expected) => {
  expect(isRefused({ state, error: code === undefined ? null : { code, params: {} } })).toBe(expected);
});

test('of errors, only a lost lease is ignored', () => {
  expect(throwUnlessLeaseLost(new LeaseLost(1))).toBeUndefined();
  const error = new Error('anything');
  expect(() => throwUnlessLeaseLost(error)).toThrow(error);
});
