import type { SecondFactors } from '#lib/core/people/second-factor.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

export interface ProofActions {
  readonly viewFactors: () => Promise<ActionResult<SecondFactors>>;
  /** Refused with `proof_required` if a proof is needed. */
  readonly requireProof: () => Promise<ActionResult<unknown>>;
  /** With a password, or a code of the authenticator app. */
  readonly prove: (input: unknown) => Promise<ActionResult<unknown>>;
}
