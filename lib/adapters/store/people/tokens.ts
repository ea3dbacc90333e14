import { randomBytes } from 'node:crypto';
import { sha256 } from '../../delivery/sha256.ts';

const TOKEN_BYTES = 32;

/** A random token for a cookie or a link, of which only the digest is stored. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** The digest of a token for storage. It needs no salt, because a random token cannot be guessed. */
export function digestOf(token: string): string {
  return sha256(token);
}
