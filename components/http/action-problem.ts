import type { ActionFailure } from '#lib/web/action-result.ts';

/** Why an action failed. unanswered: the server did not respond, and the action may have been performed. */
export type ActionProblem =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unanswered'; readonly message: undefined };

/** The problem of a failed action; without a result, the server did not respond. */
export function problemOf(failure: ActionFailure | undefined): ActionProblem {
  return failure ? { kind: 'refused', message: failure.message } : { kind: 'unanswered', message: undefined };
}
