import { randomBytes } from 'node:crypto';
import { RECOVERY_CODES } from '../../core/people/second-factor.ts';

/**
 * The characters of codes, without letters that look like digits. A code has 80 random bits, so its digest needs no
 * salt.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

/** New recovery codes, without the hyphens with which they are shown. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
}

/** Every byte yields one of 32 characters, each equally likely. */
function newRecoveryCode(): string {
  return [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
