import { expect, test } from 'vitest';
import type { AlreadyAccepted } from '../components/export/send/forecast/use-already-accepted.ts';
import { eventCountsOf, planOf } from '../components/export/send/send-plan.ts';
import type { Repeats } from '../components/export-steps/use-repeats.ts';
import type { ReviewCounts, ReviewView } from '../lib/core/review/review-view.ts';

/** The number of events that Send announces. With 0, nothing can be sent; while it is unknown, sending is possible. */

const RECORDS: ReviewCounts = { read: 10, ready: 8, invalid: 2, warned: 0, fixed: 0, leftOut: 0 };
const COUNTED: Repeats = { state: 'ready', identical: 3, differing: 0, version: '1' };

interface Case {
  readonly records?: Partial<ReviewCounts>;
  readonly repeats?: Repeats;
  readonly choice?: 'keep' | 'first';
  /** Records whose events were accepted before; not counted yet if undefined. */
  readonly acceptedBefore?: number;
  readonly alreadyAccepted?: 'skip' | 'send';
  readonly skipInvalid?: boolean;
}

function announcedCount({ records, repeats, choice = 'keep', ...given }: Case) {
  const { acceptedBefore, alreadyAccepted = 'skip', skipInvalid = true } = given;
  const review = { records: { ...RECORDS, ...records } } as ReviewView;
  const answer: AlreadyAccepted | undefined =
    acceptedBefore === undefined ? undefined : { read: 10, alreadyAccepted: acceptedBefore, byJob: [] };
  const plan = planOf(review, { alreadyAccepted, repeats: choice }, { accepted: answer, repeats });
  return eventCountsOf(plan, skipInvalid).sent;
}

test.each<[situation: string, sent: number | undefined, options: Case]>([
  ['all valid records are sent', 8, {}],
  ['no record is valid', 0, { records: { ready: 0, invalid: 10 } }],
  ['all were accepted before', 0, { acceptedBefore: 8 }],
  ['all were accepted before, but are sent again', 8, { acceptedBefore: 8, alreadyAccepted: 'send' }],
  ['accepted records are not counted yet', 8, { acceptedBefore: undefined }],
  ['the records not accepted before are repeats', 0, { repeats: COUNTED, choice: 'first', acceptedBefore: 5 }],
  ['repeats are not counted yet', undefined, { choice: 'first', records: { ready: 0 } }],
  ['the job stops at the first invalid record', undefined, { records: { ready: 0, invalid: 10 }, skipInvalid: false }],
])('if %s, the announced number is %s', (_, sent, options) => {
  expect(announcedCount(options)).toBe(sent);
});

test('without a review, the number is unknown', () => {
  expect(eventCountsOf(undefined, true).sent).toBeUndefined();
});
