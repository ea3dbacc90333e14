import { expect, test } from 'vitest';
import { countNotAccepted, finalStateOf, isFinal, isResumable, JOB_STATES, unreadOf } from './job.ts';

const NONE = { read: 0, accepted: 0, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 };
const error = (code: string) => ({ code, params: {} });

test('counts rejected, invalid and uncertain records as not accepted, but not unsent ones', () => {
  const records = { ...NONE, rejected: 1, invalid: 20, uncertain: 300, not_sent: 4000, accepted: 50_000 };
  expect(countNotAccepted(records)).toBe(321);
});

test('three states are final', () => {
  expect(JOB_STATES.filter(isFinal)).toEqual(['success', 'error', 'killed']);
});

test.each([
  ['paused', null, true],
  ['paused', error('unauthorized'), true],
  ['error', error('gave_up'), true],
  ['error', error('refused'), true],
  ['error', error('internal_error'), true],
  ['error', error('invalid_record'), false],
  ['error', error('uncertain'), false],
  ['error', null, false],
  ['success', null, false],
  ['killed', error('gave_up'), false],
  ['running', error('gave_up'), false],
  ['queued', null, false],
] as const)('%s with %o is resumable: %s', (state, jobError, expected) => {
  expect(isResumable({ state, error: jobError })).toBe(expected);
});

test.each([
  [true, NONE, undefined, { state: 'success', error: null }],
  [true, { ...NONE, invalid: 1 }, { record: 5, line: 6 }, { state: 'success', error: null }],
  [
    false,
    { ...NONE, invalid: 1 },
    { record: 5, line: 6 },
    { state: 'error', error: { code: 'invalid_record', params: { record: 5, line: 6 } } },
  ],
  [false, NONE, undefined, { state: 'success', error: null }],
  [true, { ...NONE, uncertain: 7 }, undefined, { state: 'error', error: { code: 'uncertain', params: { count: 7 } } }],
] as const)('final state with skip invalid records %s, %o and %o', (skipInvalidRecord, records, firstInvalid, end) => {
  expect(finalStateOf({ skipInvalidRecord, records }, firstInvalid)).toEqual(end);
});

test.each([
  ['before a line end at the end', 8, 2, 'killed', 0],
  ['at the end', 10, 2, 'killed', 0],
  ['before a record', 5, 1, 'killed', 5],
  // The whole file is `1` and a line end, without a header.
  ['before its only record', 8, 0, 'killed', 2],
  ['before its only record, which is left out', 8, 0, 'success', 0],
] as const)(
  'a cursor %s (byte %i, record %i) of a job in the state %s leaves %i of 10 bytes unread',
  (_, byte, record, state, unread) => {
    const cursor = { byte, record, line: record + 1 };
    expect(unreadOf({ state, error: null, cursor }, { spoolBytes: 10 })).toBe(unread);
  },
);
