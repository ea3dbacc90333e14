import { intersect, type Selection, subtract } from '../record/selection.ts';

/**
 * The state of a record that was rejected or invalid in an ended job. ready: fixed. invalid: still with errors.
 * unchanged: as the job had it. resent: sent again by a later job. left_out: excluded by a person.
 */
export const FIX_STATES = ['ready', 'invalid', 'unchanged', 'resent', 'left_out'] as const;
export type FixState = (typeof FIX_STATES)[number];

export interface FixFacts {
  /** Records that were rejected or invalid in the job or its resends. */
  readonly fixable: Selection;
  /** Records with errors now. */
  readonly invalid: Selection;
  /** Records with other values than in the job. */
  readonly changed: Selection;
  readonly leftOut: Selection;
  /** Records that are part of a later job, with the current values. */
  readonly resent: Selection;
}

/** The records of each state. Each fixable record has exactly one state. */
export function fixStates({
  fixable,
  invalid,
  changed,
  leftOut,
  resent,
}: FixFacts): Readonly<Record<FixState, Selection>> {
  const notLeftOut = subtract(fixable, leftOut);
  const valid = subtract(notLeftOut, invalid);
  const notResent = subtract(valid, resent);
  return {
    ready: intersect(notResent, changed),
    invalid: intersect(notLeftOut, invalid),
    unchanged: subtract(notResent, changed),
    resent: intersect(valid, resent),
    left_out: intersect(fixable, leftOut),
  };
}
