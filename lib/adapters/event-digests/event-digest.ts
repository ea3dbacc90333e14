import { hash } from 'node:crypto';
import type { Digests } from '../../core/delivery/digests.ts';
import { DIGEST_BYTES } from '../../core/kernel/layout.ts';

/**
 * A stored run of digests is divided into this many pages by the first ten bits of the digests. A run of 65,536 has
 * about 64 on each page.
 */
export const PAGES = 1024;

/** The digests of these identities, in newly allocated memory. */
export function digestsOf(identities: readonly string[]): Uint8Array<ArrayBuffer> {
  const digests = new Uint8Array(identities.length * DIGEST_BYTES);
  for (const [index, identity] of identities.entries()) {
    const bytes = hash('sha256', identity, 'latin1'); // one character per byte; buffers would take three times as long
    for (let i = 0, at = index * DIGEST_BYTES; i < DIGEST_BYTES; i++) digests[at + i] = bytes.charCodeAt(i);
  }
  return digests;
}

/** The page of the digest that begins at byte `at`. */
export function pageAt(digests: Digests, at = 0): number {
  return ((digests[at] ?? 0) << 2) | ((digests[at + 1] ?? 0) >> 6);
}
