import { countOf, type Digests } from '../../core/delivery/digests.ts';
import { DIGEST_BYTES } from '../../core/kernel/layout.ts';

/**
 * Bloom filters of many sets, queried together. With 65,536 members a filter has 16 bits per member, and a false
 * positive rate of 1 in 1,700. Digests are uniformly distributed, so their bytes serve as hashes.
 */

const BITS = 2 ** 20;
const HASHES = 8;
const SETS_PER_WORD = 32;

/** Offsets in a digest of the two numbers that determine its bits: three bytes each, big-endian. */
const START_AT = 4;
const STEP_AT = 8;

/** The filter of one set, for storage. */
export function bloomFilter(members: readonly Digests[]): Uint8Array {
  const filter = new Uint8Array(BITS / 8);
  for (const digests of members) {
    for (let index = 0; index < countOf(digests); index++) {
      const { start, step } = bitsOf(digests, index);
      for (let i = 0, at = start; i < HASHES; i++, at += step) {
        const bit = at % BITS;
        filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
      }
    }
  }
  return filter;
}

/**
 * The filters of numbered sets, transposed: bit s of word p is bit p of the filter of set s. Eight words show which of
 * 32 sets may have a digest; separate filters would take eight reads for each set.
 */
export class BloomSlices {
  readonly #groups: Uint32Array[] = [];

  add(set: number, filter: Uint8Array): void {
    const words = this.#groupOf(set);
    const shift = set % SETS_PER_WORD;
    for (let at = 0; at < BITS; at++) {
      const bit = ((filter[at >> 3] ?? 0) >> (at & 7)) & 1;
      words[at] = (words[at] ?? 0) | (bit << shift);
    }
  }

  remove(set: number): void {
    const words = this.#groupOf(set);
    const otherSets = ~(1 << (set % SETS_PER_WORD));
    for (let at = 0; at < BITS; at++) words[at] = (words[at] ?? 0) & otherSets;
  }

  /** The sets that may have the digest: all that have it, and occasionally others. */
  candidates(digests: Digests, index = 0): number[] {
    const { start, step } = bitsOf(digests, index);
    const candidates: number[] = [];
    for (let group = 0; group < this.#groups.length; group++) {
      let sets = this.#setsWith(group, start, step);
      while (sets !== 0) {
        candidates.push(group * SETS_PER_WORD + lowestBit(sets));
        sets &= sets - 1; // removes the lowest bit
      }
    }
    return candidates;
  }

  /** The sets of a group that may have a digest, one bit for each. */
  #setsWith(group: number, start: number, step: number): number {
    const words = this.#groups[group];
    let sets = -1; // all bits
    for (let i = 0, at = start; i < HASHES && sets !== 0; i++, at += step) sets &= words?.[at % BITS] ?? 0;
    return sets;
  }

  #groupOf(set: number): Uint32Array {
    const group = Math.floor(set / SETS_PER_WORD);
    const words = this.#groups[group] ?? new Uint32Array(BITS);
    this.#groups[group] = words;
    return words;
  }
}

/** The first bit of a digest, and the distance between its bits, which is odd, so that the eight bits differ. */
function bitsOf(digests: Digests, index: number): { readonly start: number; readonly step: number } {
  const at = index * DIGEST_BYTES;
  return { start: number24(digests, at + START_AT), step: number24(digests, at + STEP_AT) | 1 };
}

function number24(digests: Digests, at: number): number {
  return ((digests[at] ?? 0) << 16) | ((digests[at + 1] ?? 0) << 8) | (digests[at + 2] ?? 0);
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
