import { expect, test } from 'vitest';
import { dueAt } from './retention.ts';

const DAY = 24 * 60 * 60 * 1000;

test.each([
  ['never exported', { createdAt: 5, jobCount: 0, endedJobCount: 0, lastEndedAt: null }, 14, 5 + 14 * DAY],
  ['never exported, nothing kept', { createdAt: 5, jobCount: 0, endedJobCount: 0, lastEndedAt: null }, 0, 5 + DAY],
  ['one unfinished job', { createdAt: 5, jobCount: 1, endedJobCount: 0, lastEndedAt: null }, 0, null],
  ['one of two jobs unfinished', { createdAt: 5, jobCount: 2, endedJobCount: 1, lastEndedAt: 9 }, 0, null],
  ['all jobs ended', { createdAt: 5, jobCount: 2, endedJobCount: 2, lastEndedAt: 9 }, 14, 9 + 14 * DAY],
  ['all jobs ended, nothing kept', { createdAt: 5, jobCount: 2, endedJobCount: 2, lastEndedAt: 9 }, 0, 9],
])('the deletion of a file is due at the right time: %s', (_, use, days, expected) => {
  expect(dueAt(use, days)).toBe(expected);
});
