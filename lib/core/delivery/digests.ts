import { DIGEST_BYTES } from '../kernel/layout.ts';

/**
 * Digests of events: 16 bytes of the SHA-256 of each event's identity, in the order of the events. 16 bytes distinguish
 * ten million events, and reveal no id.
 */
export type Digests = Uint8Array;

/** The digest of one event. */
export type Digest = Uint8Array;

export const NO_DIGESTS: Digests = new Uint8Array();

export function countOf(digests: Digests): number {
  return digests.length / DIGEST_BYTES;
}

export function digestAt(digests: Digests, index: number): Digest {
  return digests.subarray(index * DIGEST_BYTES, (index + 1) * DIGEST_BYTES);
}

/** The digests at the given indexes, in this order. */
export function digestsAt(digests: Digests, indexes: readonly number[]): Digests {
  const selected = new Uint8Array(indexes.length * DIGEST_BYTES);
  for (const [position, index] of indexes.entries()) selected.set(digestAt(digests, index), position * DIGEST_BYTES);
  return selected;
}

/** The digests without repeats; the same object if there are none. */
export function uniqueDigests(digests: Digests): Digests {
  const unique = new NumberedDigests(Math.max(1, countOf(digests)));
  for (let index = 0; index < countOf(digests); index++) unique.add(digests, index);
  return unique.count === countOf(digests) ? digests : unique.all.slice();
}

/** A list of digests that grows, with repeats. */
export class DigestList {
  #digests = new Uint8Array(64 * DIGEST_BYTES);
  #length = 0;

  /** A copy of all digests. */
  get all(): Digests {
    return this.#digests.slice(0, this.#length);
  }

  add(digest: Digest): void {
    if (this.#length === this.#digests.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#digests);
      this.#digests = larger;
    }
    this.#digests.set(digest, this.#length);
    this.#length += DIGEST_BYTES;
  }
}

/**
 * Distinct digests, numbered from 0 in the order in which they were added: a hash table without an object or string for
 * each digest. The table's owner stores what belongs to a digest under the digest's number.
 */
export class NumberedDigests {
  #digests: Digests;
  /**
   * Open addressing: a place has the number of a digest plus 1, a free one has 0. The length is a power of two, so that
   * the last bits of a digest select its first place; at most half of the places are taken.
   */
  #places: Uint32Array;
  count = 0;

  /** `room`: how many digests fit before it grows, at least 1. */
  constructor(room = 64) {
    this.#digests = new Uint8Array(room * DIGEST_BYTES);
    this.#places = new Uint32Array(2 ** Math.ceil(Math.log2(2 * room)));
  }

  /** All digests by number; valid until the next one is added. */
  get all(): Digests {
    return this.#digests.subarray(0, this.count * DIGEST_BYTES);
  }

  /** The number of the digest at an index of `digests`, or -1. */
  find(digests: Digests, index = 0): number {
    return (this.#places[this.#placeOf(digests, index)] ?? 0) - 1;
  }

  /** Adds the digest at an index of `digests` if it is not in the table. Returns its number. */
  add(digests: Digests, index = 0): number {
    const place = this.#placeOf(digests, index);
    const stored = this.#places[place] ?? 0;
    if (stored > 0) return stored - 1;
    if ((this.count + 1) * DIGEST_BYTES > this.#digests.length) {
      this.#grow();
      return this.add(digests, index);
    }
    const from = index * DIGEST_BYTES;
    const to = this.count * DIGEST_BYTES;
    for (let i = 0; i < DIGEST_BYTES; i++) this.#digests[to + i] = digests[from + i] ?? 0;
    this.count += 1;
    this.#places[place] = this.count;
    return this.count - 1;
  }

  clear(): void {
    this.count = 0;
    this.#places.fill(0);
  }

  /** The place of a digest, or the free place for it. */
  #placeOf(digests: Digests, index: number): number {
    const from = index * DIGEST_BYTES;
    const mask = this.#places.length - 1;
    for (let place = wordAt(digests, from) & mask; ; place = (place + 1) & mask) {
      const stored = this.#places[place] ?? 0;
      if (stored === 0 || areEqual(this.#digests, (stored - 1) * DIGEST_BYTES, digests, from)) return place;
    }
  }

  #grow(): void {
    const all = this.all;
    const larger = new NumberedDigests(2 * this.count);
    for (let number = 0; number < this.count; number++) larger.add(all, number);
    this.#digests = larger.#digests;
    this.#places = larger.#places;
  }
}

/**
 * The last bytes of a digest, as its hash in the hash table. The first bytes do not suit: they are similar in digests
 * from the sent ledger, which sorts them.
 */
function wordAt(digests: Digests, at: number): number {
  const high = ((digests[at + 12] ?? 0) << 24) | ((digests[at + 13] ?? 0) << 16);
  return high | ((digests[at + 14] ?? 0) << 8) | (digests[at + 15] ?? 0);
}

function areEqual(a: Digests, aStart: number, b: Digests, bStart: number): boolean {
  for (let i = 0; i < DIGEST_BYTES; i++) if (a[aStart + i] !== b[bStart + i]) return false;
  return true;
}
