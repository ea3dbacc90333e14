/**
 * Bloom filters of many sets, asked all at once. A filter has 16 bits a member where a set has 65,536 of them, and takes
 * one non-member in 1,700 for a member. Digests are uniformly distributed already, so their own bytes serve as hashes.
 */

const BITS = 2 ** 20;
const HASHES = 8;
/** Sets in one `BloomSlices`: the bits of a word. */
export const SETS = 32;

/** The filter of one set, to be stored. */
export function bloomFilter(digests: Iterable<string>): Uint8Array {
  const filter = new Uint8Array(BITS / 8);
  for (const digest of digests) {
    const [first, step] = hashesOf(digest);
    for (let i = 0, at = first; i < HASHES; i++, at += step) set(filter, at % BITS);
  }
  return filter;
}

function set(filter: Uint8Array, at: number): void {
  filter[at >> 3] = (filter[at >> 3] ?? 0) | (1 << (at & 7));
}

/**
 * Up to 32 filters, cut the other way: word p holds bit p of each of them. Eight words tell which of the 32 sets may have
 * a digest, where filters that lie apart would take as many looks for every set.
 */
export class BloomSlices {
  readonly #words = new Uint32Array(BITS);

  add(set: number, filter: Uint8Array): void {
    const words = this.#words;
    for (let at = 0; at < BITS; at++) {
      const bit = ((filter[at >> 3] ?? 0) >> (at & 7)) & 1;
      words[at] = (words[at] ?? 0) | (bit << set);
    }
  }

  remove(set: number): void {
    const others = ~(1 << set);
    for (let at = 0; at < BITS; at++) this.#words[at] = (this.#words[at] ?? 0) & others;
  }

  /** Bit n is set where set n may have the digest. */
  candidates(digest: string): number {
    const [first, step] = hashesOf(digest);
    let sets = -1;
    for (let i = 0, at = first; i < HASHES && sets !== 0; i++, at += step) sets &= this.#words[at % BITS] ?? 0;
    return sets;
  }
}

function hashesOf(digest: string): readonly [number, number] {
  return [number24(digest, 4), number24(digest, 8) | 1];
}

function number24(digest: string, at: number): number {
  return (digest.charCodeAt(at) << 16) | (digest.charCodeAt(at + 1) << 8) | digest.charCodeAt(at + 2);
}
