import type { ReviewNumbers } from './review-view.ts';

/** The record numbers found by a filter, accessible by index and by number. */
export class NumberList {
  readonly length: number;
  readonly #ranges: ReviewNumbers['ranges'];
  /** The index of each range's first record. */
  readonly #offsets: readonly number[];

  constructor(ranges: ReviewNumbers['ranges']) {
    let length = 0;
    this.#offsets = ranges.map(([first, last]) => {
      const offset = length;
      length += last - first + 1;
      return offset;
    });
    this.#ranges = ranges;
    this.length = length;
  }

  at(index: number): number | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const rangeIndex = countLeading(this.#offsets, (offset) => offset <= index) - 1;
    return (this.#ranges[rangeIndex]?.[0] ?? 0) + index - (this.#offsets[rangeIndex] ?? 0);
  }

  /** The numbers from one index up to, not including, another. */
  slice(start: number, end: number): number[] {
    const count = Math.max(0, Math.min(end, this.length) - start);
    return Array.from({ length: count }, (_, index) => this.at(start + index) ?? 0);
  }

  /** The index of a record; undefined if it is not in the list. */
  indexOf(record: number): number | undefined {
    const rangeIndex = countLeading(this.#ranges, ([first]) => first <= record) - 1;
    const [first, last] = this.#ranges[rangeIndex] ?? [0, -1];
    return record <= last ? (this.#offsets[rangeIndex] ?? 0) + record - first : undefined;
  }

  /** How many records of the list have a smaller number. */
  countBefore(record: number): number {
    const rangeIndex = countLeading(this.#ranges, ([first]) => first < record) - 1;
    const [first, last] = this.#ranges[rangeIndex] ?? [0, -1];
    return rangeIndex < 0 ? 0 : (this.#offsets[rangeIndex] ?? 0) + Math.min(record - 1, last) - first + 1;
  }
}

/** The number of leading members of a list that satisfy a condition, by binary search. */
function countLeading<T>(list: readonly T[], isLeading: (member: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isLeading(list[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
