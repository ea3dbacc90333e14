import { z } from 'zod';
import { nameInput } from '../text/name.ts';

/** A passkey as a person sees it. Times are milliseconds since 1970. */
export interface Passkey {
  readonly id: number;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** What a browser returns about a new passkey. */
export interface CreatedPasskey {
  /** In base64url, like all texts of WebAuthn. */
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  /**
   * The signature counter of the passkey's last use. A counter that does not grow means that the passkey was copied,
   * except for authenticators that always send 0.
   */
  readonly counter: number;
  /** How a browser can reach the authenticator, such as `usb` or `internal`. */
  readonly transports: readonly string[];
}

export interface NewPasskey extends CreatedPasskey {
  /** Random bytes that all passkeys of a person share. */
  readonly userHandle: string;
  readonly name: string;
}

export interface StoredPasskey extends NewPasskey {
  readonly id: number;
  readonly person: number;
}

/** What a passkey is used for. */
export type ChallengePurpose = 'add' | 'sign_in' | 'prove';

/** How long a challenge waits for a passkey. */
export const CHALLENGE_MS = 5 * 60 * 1000;

export const passkeyName = nameInput({ required: 'passkey_name_required', tooLong: 'passkey_name_too_long' });

const base64url = z.string().min(1, 'passkey_refused').max(10_000, 'passkey_refused');

/** A browser's response, as JSON. Its members are checked when it is verified. */
export const passkeyResponse = z.looseObject({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: base64url, userHandle: base64url.optional() }),
});
export type PasskeyResponse = z.output<typeof passkeyResponse>;
