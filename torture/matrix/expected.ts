import type { Job, RecordCounts } from '#lib/core/job/job.ts';
import type { Fault, Reaction } from './faults.ts';

/** Events of the three batches; one call is in flight at a time. */
export const SIZES = [10, 10, 5] as const;
export const VALID_RECORDS = 25;
export const POSITIONS = ['first', 'middle', 'last'] as const;

export interface Cell {
  readonly fault: Fault;
  readonly position: (typeof POSITIONS)[number];
  readonly skipInvalid: boolean;
}

/** Minimum and maximum. */
export type Range = readonly [number, number];

const NONE: Range = [0, 0];
const SOME: Range = [1, Number.POSITIVE_INFINITY];

/** The expected status; omitted values vary. */
export interface Expected {
  readonly state: Job['state'];
  readonly error: string | undefined;
  readonly records: Partial<RecordCounts>;
  readonly calls?: number;
  readonly resent: Range;
  /** Seconds of sleep before all retries together. */
  readonly waited?: Range;
}

type Continues = Extract<Reaction, { kind: 'continues' }>;
type Stops = Extract<Reaction, { kind: 'stops' }>;

/** The expected status when the job first ends or stops. */
export function expectedFirst({ fault: { reaction }, position, skipInvalid }: Cell): Expected {
  const index = POSITIONS.indexOf(position);
  const size = SIZES[index] ?? 0;
  switch (reaction.kind) {
    case 'continues':
      return continued(reaction, size, skipInvalid);
    case 'uncertain':
      return { ...ended(skipInvalid, { uncertain: size }), calls: SIZES.length, resent: NONE };
    case 'stops':
      return stopped(reaction, index);
  }
}

/** The expected status after the fault is removed and the job is resumed. */
export function expectedResumed({ fault: { reaction }, skipInvalid }: Cell): Expected {
  return { ...ended(skipInvalid, {}), resent: reaction.kind === 'stops' && reaction.resent ? SOME : NONE };
}

function continued(
  { rejected = 0, retries = 0, probes, resent, waited }: Continues,
  size: number,
  skip: boolean,
): Expected {
  return {
    ...ended(skip, { rejected: rejected === 'all' ? size : rejected }),
    resent: resent ? [size, size] : NONE,
    ...(!probes && { calls: SIZES.length + retries }),
    ...(waited && { waited }),
  };
}

/** Everything before the batch has its outcome; nothing after it was sent. */
function stopped({ state, code, tries, resent }: Stops, index: number): Expected {
  const accepted = SIZES.slice(0, index).reduce((sum, size) => sum + size, 0);
  const records = { accepted, rejected: 0, uncertain: 0 };
  return { state, error: code, records, ...(tries && { calls: index + tries }), resent: resent ? SOME : NONE };
}

/** With skip off, the job always ends at the invalid record after the valid ones. */
function ended(skipInvalid: boolean, { rejected = 0, uncertain = 0 }): Omit<Expected, 'resent'> {
  const accepted = VALID_RECORDS - rejected - uncertain;
  const counts = { accepted, rejected, uncertain, not_sent: 0 };
  if (!skipInvalid) {
    return { state: 'error', error: 'invalid_record', records: { ...counts, read: VALID_RECORDS + 1, invalid: 1 } };
  }
  const records = { ...counts, read: VALID_RECORDS + 2, invalid: 2 };
  return uncertain > 0
    ? { state: 'error', error: 'uncertain', records }
    : { state: 'success', error: undefined, records };
}
