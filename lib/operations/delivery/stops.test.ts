import { expect, test } from 'vitest';
import { LeaseLost } from '../../core/delivery/ledger.ts';
import { MachineError } from '../../core/machine-fault.ts';
import { stopFor, stopOf } from './stops.ts';

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
  [new Error('anything'), 'error', 'internal_error'],
])('the error %o stops a job with the state %s', (error, state, code) => {
  const stop = stopOf(error);
  expect([stop.state, stop.error?.code]).toEqual([state, code]);
});
