import { hash } from 'node:crypto';

/** 16 bytes distinguish ten million events, and reveal no id. */
export const DIGEST_BYTES = 16;

/** Runs of digests are stored in this many pages, by the first ten bits. A run of 65,536 then has about 64 on a page. */
export const PAGES = 1024;

/** The digest of an event's identity, as a text of one character a byte. */
export function digestOf(identity: string): string {
  return hash('sha256', identity, 'latin1').slice(0, DIGEST_BYTES);
}

/** The page of a digest, from its first two bytes. */
export function pageOf(first = 0, second = 0): number {
  return (first << 2) | (second >> 6);
}
