import type { Job, RecordCounts } from '#lib/core/job/job.ts';
import type { Fault, Outcome } from './faults.ts';

/** Events of the three batches; one call is under way at a time. */
export const SIZES = [10, 10, 5] as const;
export const GOOD = 25;
export const PLACES = ['first', 'middle', 'last'] as const;

export interface Cell {
  readonly fault: Fault;
  readonly place: (typeof PLACES)[number];
  readonly skipInvalid: boolean;
}

/** At least, at most. */
export type Range = readonly [number, number];

const NONE: Range = [0, 0];
const SOME: Range = [1, Number.POSITIVE_INFINITY];

/** What has to be the case; what is left out differs from time to time. */
export interface Expected {
  readonly state: Job['state'];
  readonly error: string | undefined;
  readonly records: Partial<RecordCounts>;
  readonly calls?: number;
  readonly resent: Range;
  /** Seconds slept before the next try. */
  readonly waited?: Range;
}

type GoesOn = Extract<Outcome, { kind: 'goes on' }>;
type Stops = Extract<Outcome, { kind: 'stops' }>;

/** How the job has to stand when it first ends or stops. */
export function expectedFirst({ fault: { outcome }, place, skipInvalid }: Cell): Expected {
  const index = PLACES.indexOf(place);
  const size = SIZES[index] ?? 0;
  switch (outcome.kind) {
    case 'goes on':
      return wentOn(outcome, size, skipInvalid);
    case 'uncertain':
      return { ...ended(skipInvalid, { uncertain: size }), calls: SIZES.length, resent: NONE };
    case 'stops':
      return stopped(outcome, index);
  }
}

/** How it has to stand after it was resumed, the fault being gone. */
export function expectedResumed({ fault: { outcome }, skipInvalid }: Cell): Expected {
  return { ...ended(skipInvalid, {}), resent: outcome.kind === 'stops' && outcome.resent ? SOME : NONE };
}

function wentOn({ rejected = 0, retries = 0, probes, resent, waited }: GoesOn, size: number, skip: boolean): Expected {
  return {
    ...ended(skip, { rejected: rejected === 'all' ? size : rejected }),
    resent: resent ? [size, size] : NONE,
    ...(!probes && { calls: SIZES.length + retries }),
    ...(waited && { waited }),
  };
}

/** Everything before the batch has its outcome, nothing behind it was sent. */
function stopped({ state, code, tries, resent }: Stops, index: number): Expected {
  const accepted = SIZES.slice(0, index).reduce((sum, size) => sum + size, 0);
  const records = { accepted, rejected: 0, uncertain: 0 };
  return { state, error: code, records, ...(tries && { calls: index + tries }), resent: resent ? SOME : NONE };
}

/** With skip off the job ends at the invalid record behind the good ones, whatever else there is to say. */
function ended(skipInvalid: boolean, { rejected = 0, uncertain = 0 }): Omit<Expected, 'resent'> {
  const accepted = GOOD - rejected - uncertain;
  const counts = { accepted, rejected, uncertain, not_sent: 0 };
  if (!skipInvalid) {
    return { state: 'error', error: 'invalid_record', records: { ...counts, read: GOOD + 1, invalid: 1 } };
  }
  const records = { ...counts, read: GOOD + 2, invalid: 2 };
  return uncertain > 0
    ? { state: 'error', error: 'uncertain', records }
    : { state: 'success', error: undefined, records };
}
