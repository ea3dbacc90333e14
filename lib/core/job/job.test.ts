import { expect, test } from 'vitest';
import {
  authenticationOf,
  countFixable,
  countNotAccepted,
  finalStateOf,
  hasRecordsToSend,
  hasResult,
  isFinal,
  isResumable,
  JOB_STATES,
  JOB_TYPES,
  resultUploadOf,
  unreadBytesOf,
  uploadOf,
} from './job.ts';
import type { JobQuery } from './query.ts';

const NONE = { read: 0, accepted: 0, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 };
const error = (code: string) => ({ code, params: {} });

test('counts rejected, invalid and uncertain records as not accepted, but not those that were not sent', () => {
  const records = { ...NONE, rejected: 1, invalid: 20, uncertain: 300, not_sent: 4000, accepted: 50_000 };
  expect(countNotAccepted(records)).toBe(321);
});

test('counts rejected and invalid records as fixable', () => {
  expect(countFixable({ ...NONE, rejected: 1, invalid: 20, uncertain: 300, not_sent: 4000 })).toBe(21);
});

test('two types of jobs have a result', () => {
  expect(JOB_TYPES.filter(hasResult)).toEqual(['query', 'activation']);
});

test.each([
  [1, 2, true],
  [1, null, false],
  [null, 2, false],
  [null, null, false],
])('a job with the upload %o and the authentication %o sends records: %s', (uploadId, authenticationId, expected) => {
  expect(hasRecordsToSend({ uploadId, authenticationId })).toBe(expected);
});

const query = {} as JobQuery;
const job = { id: 7, uploadId: 1, authenticationId: 2, query };

test('a job names its upload, its result and its authentication', () => {
  expect([uploadOf(job), resultUploadOf(job), authenticationOf(job)]).toEqual([1, 1, 2]);
});

test.each([
  ['job_without_result', () => uploadOf({ ...job, uploadId: null })],
  ['job_without_result', () => resultUploadOf({ ...job, uploadId: null })],
  ['job_without_query', () => resultUploadOf({ ...job, query: null })],
  ['job_sends_nothing', () => authenticationOf({ ...job, authenticationId: null })],
])('what a job does not have is refused as %s of job 7', (code, use) => {
  expect(use).toThrow(expect.objectContaining({ code, params: { id: 7 } }));
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
] as const)(
  'with skip invalid records %s, the counts %o and the first invalid record %o, the final state is %o',
  (skipInvalidRecord, records, firstInvalid, end) => {
    expect(finalStateOf({ skipInvalidRecord, records }, firstInvalid)).toEqual(end);
  },
);

test.each([
  ['before a line end at the end', 8, 2, 'killed', null, 0],
  ['at the end', 10, 2, 'killed', null, 0],
  ['before a record', 5, 1, 'killed', null, 5],
  ['before the only record', 8, 0, 'killed', null, 2], // The whole file is `1` and a line end, without a header.
  ['before the only record, which is left out', 8, 0, 'success', null, 0],
  ['before the rest, which is left out', 5, 1, 'error', error('uncertain'), 0],
  ['before the rest, which was not read', 5, 1, 'error', error('gave_up'), 5],
  ['before the rest, which was not read', 5, 1, 'error', null, 5],
  ['before the rest, which waits for a decision', 5, 1, 'paused', error('uncertain'), 5],
] as const)(
  'a cursor %s (byte %i, record %i) of a job in the state %s (%o) leaves %i of 10 bytes unread',
  (_, byte, record, state, jobError, unread) => {
    const cursor = { byte, record, line: record + 1 };
    expect(unreadBytesOf({ state, error: jobError, cursor }, { spoolBytes: 10 })).toBe(unread);
  },
);
