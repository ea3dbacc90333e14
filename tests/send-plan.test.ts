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
  readonly accepted?: number;
  readonly alreadyAccepted?: 'skip' | 'send';
  readonly skip?: boolean;
}

function sentOf({ records, repeats, choice = 'keep', accepted, alreadyAccepted = 'skip', skip = true }: Case) {
  const review = { records: { ...RECORDS, ...records } } as ReviewView;
  const answer: AlreadyAccepted | undefined =
    accepted === undefined ? undefined : { read: 10, alreadyAccepted: accepted, byJob: [] };
  const plan = planOf(review, { alreadyAccepted, repeats: choice }, { accepted: answer, repeats });
  return eventCountsOf(plan, skip).sent;
}

test.each<[situation: string, options: Case, sent: number | undefined]>([
  ['all valid records are sent', {}, 8],
  ['no record is valid', { records: { ready: 0, invalid: 10 } }, 0],
  ['all were accepted before', { accepted: 8 }, 0],
  ['all were accepted before, but are sent again', { accepted: 8, alreadyAccepted: 'send' }, 8],
  ['accepted records are not counted yet', { accepted: undefined }, 8],
  ['the other records repeat accepted ones', { repeats: COUNTED, choice: 'first', accepted: 5 }, 0],
  ['repeats are not counted yet', { choice: 'first', records: { ready: 0 } }, undefined],
  ['the job stops at the first invalid record', { records: { ready: 0, invalid: 10 }, skip: false }, undefined],
])('%s', (_, options, sent) => {
  expect(sentOf(options)).toBe(sent);
});

test('without a review, the number is unknown', () => {
  expect(eventCountsOf(undefined, true).sent).toBeUndefined();
});
