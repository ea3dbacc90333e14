import type { SendValues } from '#components/export-settings/send-form.ts';
import { countLeftOut, type Repeats } from '#components/export-steps/use-repeats.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import type { AlreadyAccepted } from './forecast/use-already-accepted.ts';

/** The ways to send a file: a few test events, a rehearsal in the sandbox, or the actual send. */
export type SendKind = 'test' | 'rehearsal' | 'send';

/** What happens to the records of a reviewed file. */
export interface SendPlan {
  /** Undefined, as are `repeatsLeftOut` and `rehearsed`, if repeats are left out and their number is not known. */
  readonly sent: number | undefined;
  readonly repeatsLeftOut: number | undefined;
  /** The number of events for the sandbox, which does not leave out those that were accepted before. */
  readonly rehearsed: number | undefined;
  readonly invalid: number;
  /** By a person, by the mapping, or as a total row. */
  readonly leftOut: number;
  readonly acceptedBefore: number;
}

/**
 * The expected numbers of records. `accepted` is undefined until the server has counted, and for the sandbox, where no
 * record is skipped.
 */
export function planOf(
  { records }: ReviewView,
  { alreadyAccepted, repeats: choice = 'keep' }: Pick<SendValues, 'alreadyAccepted' | 'repeats'>,
  { accepted, repeats }: { readonly accepted: AlreadyAccepted | undefined; readonly repeats: Repeats },
): SendPlan {
  const repeatsLeftOut = countLeftOut(choice, repeats);
  const acceptedBefore = alreadyAccepted === 'skip' ? (accepted?.alreadyAccepted ?? 0) : 0;
  const { invalid, leftOut, ready } = records;
  const rehearsed = repeatsLeftOut === undefined ? undefined : Math.max(0, ready - repeatsLeftOut);
  const sent = rehearsed === undefined ? undefined : Math.max(0, rehearsed - acceptedBefore);
  return { sent, repeatsLeftOut, rehearsed, invalid, leftOut, acceptedBefore };
}

/** How many events are sent or rehearsed; without numbers if the job would stop at the first invalid record. */
export function eventCountsOf(
  plan: SendPlan | undefined,
  skipsInvalid: boolean,
): Pick<Partial<SendPlan>, 'sent' | 'rehearsed'> {
  return plan && (skipsInvalid || plan.invalid === 0) ? plan : {};
}
