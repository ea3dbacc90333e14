import { expect, test } from 'vitest';
import { callsOfFormerOwners, pausesOf, startsOfWork, takeovers } from './calls.ts';

/** Process 10 owns job 1 until process 20 claims it at 500; job 2 has no owner from 300 to 900. */
const CLAIMS = [
  { at: 100, job: 1, pid: 10 },
  { at: 120, job: 2, pid: 10 },
  { at: 300, job: 2, pid: undefined },
  { at: 500, job: 1, pid: 20 },
  { at: 900, job: 2, pid: 20 },
];
const jobOf = (body: string) => ({ a: 1, b: 2 })[body];
const faultsOfCall = (at: number, pid: number, body: string) => callsOfFormerOwners([{ at, pid, body }], CLAIMS, jobOf);

test('a call belongs to a former owner once another process has claimed the job, or the job was released', () => {
  expect(
    [
      faultsOfCall(499, 10, 'a'),
      faultsOfCall(500, 20, 'a'),
      faultsOfCall(299, 10, 'b'),
      faultsOfCall(950, 20, 'b'),
    ].flat(),
  ).toEqual([]);
  expect(faultsOfCall(501, 10, 'a')).toEqual(['process 10 for job 1, 1 ms after process 20 had claimed it']);
  expect(faultsOfCall(499, 20, 'a')).toEqual(['process 20 for job 1, 399 ms after process 10 had claimed it']);
  expect(faultsOfCall(301, 10, 'b')).toEqual(['process 10 for job 2, 1 ms after it had lost its owner']);
  expect(faultsOfCall(99, 10, 'a')).toEqual(['process 10 for job 1, which no process had claimed']);
});

test('a call that never arrived belongs to no job', () => {
  expect(faultsOfCall(501, 10, 'unknown')).toEqual([]);
});

test('a takeover is the next claim, or the release, of a job that the stopped process owned', () => {
  expect(takeovers(CLAIMS, { at: 200, pid: 10 })).toEqual([
    { job: 1, ms: 300 },
    { job: 2, ms: 100 },
  ]);
  expect(takeovers(CLAIMS, { at: 400, pid: 10 })).toEqual([{ job: 1, ms: 100 }]);
  expect(takeovers(CLAIMS, { at: 600, pid: 10 })).toEqual([]);
});

test('a pause is a time without calls of an account while it has jobs', () => {
  const calls = [100, 150, 400].map((at) => ({ account: 'a', at }));
  expect(pausesOf([...calls, { account: 'b', at: 1000 }], 249)).toEqual(['account a: 250 ms without a call']);
  expect(pausesOf(calls, 250)).toEqual([]);
  const pausesWithStart = (at: number, account = 'a') => pausesOf(calls, 99, [{ account, at }]);
  expect([pausesWithStart(300), pausesWithStart(150)].flat()).toEqual([
    'account a: 100 ms without a call',
    'account a: 250 ms without a call',
  ]);
  expect(
    [pausesWithStart(301), pausesWithStart(401), pausesWithStart(301, 'b')].map((pauses) => pauses.length),
  ).toEqual([0, 1, 1]);
});

test('work of an account starts with a job created while the account has no other', () => {
  const jobs = [
    { account: 'a', from: 0, to: 100 },
    { account: 'a', from: 50, to: 200 },
    { account: 'b', from: 60, to: 70 },
    { account: 'a', from: 250, to: 300 },
  ];
  expect(startsOfWork(jobs)).toEqual([
    { account: 'a', at: 0 },
    { account: 'b', at: 60 },
    { account: 'a', at: 250 },
  ]);
});
