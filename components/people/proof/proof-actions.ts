import type { ActionResult } from '#lib/web/action-result.ts';
import type { RequestOptions } from '../passkey-ceremony.ts';

/** How a person can prove who they are. */
export interface ProofMethods {
  readonly hasPassword: boolean;
  readonly hasTotp: boolean;
  readonly hasPasskey: boolean;
  /** The identity provider with which the person is connected. */
  readonly provider: string | null;
  /** Where passkeys work. */
  readonly origin: string;
  /** Whether there is a fresh proof already. */
  readonly isProved: boolean;
}

export interface ProofActions {
  readonly viewProofMethods: () => Promise<ActionResult<ProofMethods>>;
  /** Refused with `proof_required` if a proof is needed. */
  readonly requireProof: () => Promise<ActionResult<unknown>>;
  /** With a password, or a code of the authenticator app. */
  readonly prove: (input: unknown) => Promise<ActionResult<unknown>>;
  readonly beginPasskeyProof: () => Promise<ActionResult<RequestOptions>>;
  readonly provePasskey: (input: unknown) => Promise<ActionResult<unknown>>;
  /** Returns the address of the provider's page, for a window of its own. */
  readonly beginSsoProof: () => Promise<ActionResult<{ readonly url: string }>>;
}
