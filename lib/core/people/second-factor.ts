import { z } from 'zod';
import type { Passkey } from './passkey.ts';

/** How many recovery codes are made at once. */
export const RECOVERY_CODES = 10;

/** How a person signed in. */
const SIGN_IN_METHODS = ['password', 'password_code', 'password_recovery_code', 'passkey', 'sso'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** A second factor: an authenticator app, or passkeys. */
export type Factor = 'totp' | 'passkey';

/** The second factors of a person, without their secrets. */
export interface SecondFactors {
  /** Since when codes of an authenticator app are required; null if they are not. */
  readonly totpSince: number | null;
  /** Oldest first. */
  readonly passkeys: readonly Passkey[];
  /** How many recovery codes are left. */
  readonly recoveryCodes: number;
}

/** Whether the password alone does not sign the person in. Recovery codes only replace another factor. */
export function hasSecondFactor({ totpSince, passkeys }: Pick<SecondFactors, 'totpSince' | 'passkeys'>): boolean {
  return totpSince !== null || passkeys.length > 0;
}

const MAX_CODE = 100;

/** A code of an app or a recovery code, as people type it: spaces and hyphens do not count. */
export const codeInput = z
  .string({ error: 'code_required' })
  .max(MAX_CODE, 'code_refused')
  .transform((text) =>
    text
      .normalize('NFKC')
      .replaceAll(/[\s\p{Pd}]/gu, '')
      .toUpperCase(),
  )
  .pipe(z.string().min(1, 'code_required'));

/** Whether a code can be from an authenticator app. Otherwise, it can only be a recovery code. */
export function isTotpCode(code: string): boolean {
  return /^\d{6}$/.test(code);
}

export const secondFactorInput = z.object({ code: codeInput });
