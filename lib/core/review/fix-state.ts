import { type Selection, intersect, subtract } from '../record/selection.ts';

/**
 * How a record stands that an ended job has as rejected or invalid: repaired and ready to go out, still at fault, as the job
 * had it, gone out again with a later job, or left out by a person.
 */
export const FIX_STATES = ['ready', 'invalid', 'unchanged', 'resent', 'left_out'] as const;
export type FixState = (typeof FIX_STATES)[number];

export interface FixFacts {
  /** Rejected or invalid in the job. */
  readonly noted: Selection;
  /** At fault as they stand now. */
  readonly invalid: Selection;
  /** With another value than the job had. */
  readonly changed: Selection;
  readonly leftOut: Selection;
  /** Part of a later job of this one, with the values of now. */
  readonly resent: Selection;
}

/** Each of the job's records stands in exactly one way. */
export function fixStates({
  noted,
  invalid,
  changed,
  leftOut,
  resent,
}: FixFacts): Readonly<Record<FixState, Selection>> {
  const kept = subtract(noted, leftOut);
  const valid = subtract(kept, invalid);
  const rest = subtract(valid, resent);
  return {
    ready: intersect(rest, changed),
    invalid: intersect(kept, invalid),
    unchanged: subtract(rest, changed),
    resent: intersect(valid, resent),
    left_out: intersect(noted, leftOut),
  };
}
