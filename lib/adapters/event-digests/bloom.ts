/**
 * Bloom filters of many sets, queried together. With 65,536 members a filter has 16 bits per member, and a false positive
 * rate of 1 in 1,700. Digests are uniformly distributed, so their bytes serve as hashes.
 */

const BITS = 2 ** 20;
const HASHES = 8;
const SETS_PER_WORD = 32;

/** Offsets in a digest of the two numbers that determine its bits: three bytes each, big-endian. */
const [START_AT, STEP_AT] = [4, 8];

/** The filter of one set, for storage. Each row is a concatenation of digests of `digestBytes` bytes. */
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
 * The filters of numbered sets, transposed: bit s of word p is bit p of the filter of set s. Eight words tell which of 32
 * sets may have a digest; separate filters would take eight reads for each set.
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
    const others = ~(1 << (set % SETS_PER_WORD));
    for (let at = 0; at < BITS; at++) words[at] = (words[at] ?? 0) & others;
  }

  /** The sets that may have the digest: all that do, and occasionally others. */
  candidates(digest: string): number[] {
    const [start, step] = [number24(digest, START_AT), oddStep(number24(digest, STEP_AT))];
    const found: number[] = [];
    for (let group = 0; group < this.#groups.length; group++) {
      for (let sets = this.#setsWith(group, start, step); sets !== 0; sets &= sets - 1) {
        found.push(group * SETS_PER_WORD + lowestBit(sets));
      }
    }
    return found;
  }

  #setsWith(group: number, start: number, step: number): number {
    const words = this.#groups[group];
    let sets = -1;
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

/** Odd, so that the eight bits differ. */
function oddStep(step: number): number {
  return step | 1;
}

function number24(digest: string, at: number): number {
  return (digest.charCodeAt(at) << 16) | (digest.charCodeAt(at + 1) << 8) | digest.charCodeAt(at + 2);
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
