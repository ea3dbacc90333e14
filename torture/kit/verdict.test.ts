import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { JobObject } from '#lib/core/view/job-object.ts';
import { type EventsFile, hashedAddress, idOf } from './events-file.ts';
import type { Call, Received } from './sandbox/received.ts';
import { verifyJob } from './verdict.ts';

/** Four records, of which the third is invalid, and a job with the correct counts. */
const FILE: EventsFile = { path: '', name: 'f', records: 4, invalidCodes: new Map([[3, 'em_malformed']]) };
const ACCOUNT = '1';
const JOB = {
  job_id: 1,
  status: 'success',
  records: { read: 4, accepted: 3, rejected: 0, invalid: 1, not_sent: 0, uncertain: 0 },
  resent_after_unknown: 0,
} as JobObject;
/** The rows of the CSV that `pintd rejected` writes. */
const NOT_ACCEPTED = [['', '', '', '', '', '', '', '3', '4', 'invalid', 'em_malformed']];

const body = (records: readonly number[], wrong?: number) =>
  JSON.stringify({
    data: records.map((record) => ({
      event_id: idOf(FILE, record),
      user_data: { em: [record === wrong ? 'another' : hashedAddress(FILE, record)] },
    })),
  });
const ONCE = [body([1, 2, 4])];

interface Scenario {
  readonly bodies?: readonly string[];
  readonly job?: Partial<JobObject>;
  readonly rejected?: readonly (readonly string[])[];
}

function verdictOf({ bodies = ONCE, job = {}, rejected = NOT_ACCEPTED }: Scenario) {
  const calls = bodies.map((text, at) => ({
    at,
    events: 1,
    body_sha256: createHash('sha256').update(text).digest('hex'),
  }));
  const bodiesWith = (id: string) => bodies.filter((text) => text.includes(`"${id}"`));
  const received = {
    countReceipts: (_: string, id: string) => bodiesWith(id).length,
    hasChanged: (_: string, id: string) => new Set(bodiesWith(id)).size > 1,
    bodyOf: async ({ at }: Call) => Buffer.from(bodies[at] ?? ''),
  };
  return verifyJob({
    job: { ...JOB, ...job },
    file: FILE,
    account: ACCOUNT,
    rejected,
    received: received as unknown as Received,
    calls: calls as unknown as Call[],
  });
}

const NOTHING = { lost: 0, miscounted: 0, misreported: 0, changed: 0, wronglySent: 0, unreported: 0 };

test.each<[string, Scenario, Partial<typeof NOTHING>]>([
  ['a correct job', {}, {}],
  ['a lost record', { bodies: [body([1, 2])] }, { lost: 1 }],
  ['repeats that the job counts', { bodies: [...ONCE, ...ONCE], job: { resent_after_unknown: 3 } }, {}],
  ['repeats that the job does not count', { bodies: [...ONCE, ...ONCE] }, { unreported: 1 }],
  [
    'a repeat in a call with another body',
    { bodies: [...ONCE, body([1])], job: { resent_after_unknown: 1 } },
    { changed: 1 },
  ],
  ['an invalid record that was sent', { bodies: [body([1, 2, 3, 4])] }, { wronglySent: 1 }],
  ['the address of another person', { bodies: [body([1, 2, 4], 2)] }, { wronglySent: 1 }],
  ['a record counted twice', { job: { records: { ...JOB.records, accepted: 4 } } }, { miscounted: 1 }],
  ['a job that did not end', { job: { status: 'running' } }, { miscounted: 1 }],
  ['an invalid record missing from the CSV', { rejected: [] }, { misreported: 1 }],
  ['an invalid record twice in the CSV', { rejected: [...NOT_ACCEPTED, ...NOT_ACCEPTED] }, { misreported: 1 }],
  ['a wrong error code', { rejected: [NOT_ACCEPTED[0]!.with(10, 'ph_malformed')] }, { misreported: 1 }],
])('finds the faults of %s', async (_, scenario, faults) => {
  const { repeats: __, ...verdict } = await verdictOf(scenario);
  const counts = Object.fromEntries(Object.entries(verdict).map(([kind, list]) => [kind, list.length]));
  expect(counts).toEqual({ ...NOTHING, ...faults });
});
