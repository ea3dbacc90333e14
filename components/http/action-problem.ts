import type { ActionFailure } from '#lib/web/action-result.ts';

/** Why an action failed: the server refused it, or did not respond; then it may have been performed. */
export type ActionProblem =
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unanswered'; readonly message: undefined };

/** The problem of a failed action; without a result, the server did not respond. */
export function problemOf(failure: ActionFailure | undefined): ActionProblem {
  return failure ? { kind: 'refused', message: failure.message } : { kind: 'unanswered', message: undefined };
}
