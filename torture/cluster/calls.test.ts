import { expect, test } from 'vitest';
import { callsOfFormerOwners, takeovers } from './calls.ts';

/** Process 10 owns job 1 until process 20 claims it at 500; job 2 has no owner from 300 to 900. */
const CLAIMS = [
  { at: 100, job: 1, pid: 10 },
  { at: 120, job: 2, pid: 10 },
  { at: 300, job: 2, pid: undefined },
  { at: 500, job: 1, pid: 20 },
  { at: 900, job: 2, pid: 20 },
];
const jobOf = (body: string) => ({ a: 1, b: 2 })[body];
const late = (at: number, pid: number, body: string) => callsOfFormerOwners([{ at, pid, body }], CLAIMS, jobOf);

test('a call is one of a former owner once another process has claimed its job, or it was released', () => {
  expect([late(499, 10, 'a'), late(500, 20, 'a'), late(299, 10, 'b'), late(950, 20, 'b')].flat()).toEqual([]);
  expect(late(501, 10, 'a')).toEqual(['process 10 for job 1, 1 ms after process 20 had claimed it']);
  expect([late(301, 10, 'b'), late(499, 20, 'a')].flat()).toHaveLength(2);
});

test('a call that never arrived belongs to no job', () => {
  expect(late(501, 10, 'unknown')).toEqual([]);
});

test('a takeover is the next claim of a job that the stopped process owned', () => {
  expect(takeovers(CLAIMS, { at: 200, pid: 10 })).toEqual([
    { job: 1, ms: 300 },
    { job: 2, ms: 100 },
  ]);
  expect(takeovers(CLAIMS, { at: 400, pid: 10 })).toEqual([{ job: 1, ms: 100 }]);
  expect(takeovers(CLAIMS, { at: 600, pid: 10 })).toEqual([]);
});
