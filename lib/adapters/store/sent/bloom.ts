/**
 * Bloom filters of many sets, asked all at once. A filter has 16 bits a member where a set has 65,536 of them, and takes
 * one non-member in 1,700 for a member. Digests are uniformly distributed already, so their own bytes serve as hashes.
 */

const BITS = 2 ** 20;
const HASHES = 8;
const SETS_A_WORD = 32;

/** Where in a digest the two numbers stand that name its places: three bytes each, the most significant first. */
const [START_AT, STEP_AT] = [4, 8];

/** The filter of one set, to be stored. Its digests lie in rows, one behind the other, of so many bytes each. */
export function bloomFilter(rows: readonly Buffer[], digestBytes: number): Uint8Array {
  const filter = new Uint8Array(BITS / 8);
  for (const row of rows) {
    for (let digest = 0; digest < row.length; digest += digestBytes) {
      const step = oddStep(row.readUIntBE(digest + STEP_AT, 3));
      for (let i = 0, at = row.readUIntBE(digest + START_AT, 3); i < HASHES; i++, at += step) {
        const bit = at % BITS;
        filter[bit >> 3] = (filter[bit >> 3] ?? 0) | (1 << (bit & 7));
      }
    }
  }
  return filter;
}

/**
 * The filters of numbered sets, cut the other way: bit s of word p is bit p of the filter of set s. Eight words tell which
 * of 32 sets may have a digest, where filters that lie apart would take as many looks for each of them.
 */
export class BloomSlices {
  readonly #groups: Uint32Array[] = [];

  add(set: number, filter: Uint8Array): void {
    const words = this.#groupOf(set);
    const shift = set % SETS_A_WORD;
    for (let at = 0; at < BITS; at++) {
      const bit = ((filter[at >> 3] ?? 0) >> (at & 7)) & 1;
      words[at] = (words[at] ?? 0) | (bit << shift);
    }
  }

  remove(set: number): void {
    const words = this.#groupOf(set);
    const others = ~(1 << (set % SETS_A_WORD));
    for (let at = 0; at < BITS; at++) words[at] = (words[at] ?? 0) & others;
  }

  /** The sets that may have the digest: all that do, and now and then another. */
  candidates(digest: string): number[] {
    const [start, step] = [number24(digest, START_AT), oddStep(number24(digest, STEP_AT))];
    const found: number[] = [];
    for (let group = 0; group < this.#groups.length; group++) {
      for (let sets = this.#ask(group, start, step); sets !== 0; sets &= sets - 1) {
        found.push(group * SETS_A_WORD + lowestBit(sets));
      }
    }
    return found;
  }

  #ask(group: number, start: number, step: number): number {
    const words = this.#groups[group];
    let sets = -1;
    for (let i = 0, at = start; i < HASHES && sets !== 0; i++, at += step) sets &= words?.[at % BITS] ?? 0;
    return sets;
  }

  #groupOf(set: number): Uint32Array {
    const group = Math.floor(set / SETS_A_WORD);
    const words = this.#groups[group] ?? new Uint32Array(BITS);
    this.#groups[group] = words;
    return words;
  }
}

/** Odd, so that the eight places differ. */
function oddStep(step: number): number {
  return step | 1;
}

function number24(digest: string, at: number): number {
  return (digest.charCodeAt(at) << 16) | (digest.charCodeAt(at + 1) << 8) | digest.charCodeAt(at + 2);
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
