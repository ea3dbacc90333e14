import type { ReviewNumbers } from './review-view.ts';

/** The numbers of the records that a filter found, by their place in the list, and their places by number. */
export class NumberList {
  readonly length: number;
  readonly #ranges: ReviewNumbers['ranges'];
  /** The place of each range's first record. */
  readonly #places: readonly number[];

  constructor(ranges: ReviewNumbers['ranges']) {
    let length = 0;
    this.#places = ranges.map(([first, last]) => {
      const place = length;
      length += last - first + 1;
      return place;
    });
    this.#ranges = ranges;
    this.length = length;
  }

  at(place: number): number | undefined {
    if (place < 0 || place >= this.length) return undefined;
    const index = countTo(this.#places, (start) => start <= place) - 1;
    return (this.#ranges[index]?.[0] ?? 0) + place - (this.#places[index] ?? 0);
  }

  /** The numbers from one place to before another. */
  slice(from: number, to: number): number[] {
    const count = Math.max(0, Math.min(to, this.length) - from);
    return Array.from({ length: count }, (_, index) => this.at(from + index) ?? 0);
  }

  /** The place of a record; undefined where it is not in the list. */
  indexOf(record: number): number | undefined {
    const index = countTo(this.#ranges, ([first]) => first <= record) - 1;
    const [first, last] = this.#ranges[index] ?? [0, -1];
    return record <= last ? (this.#places[index] ?? 0) + record - first : undefined;
  }

  /** How many records of the list stand before this one in the file. */
  countBefore(record: number): number {
    const index = countTo(this.#ranges, ([first]) => first < record) - 1;
    const [first, last] = this.#ranges[index] ?? [0, -1];
    return index < 0 ? 0 : (this.#places[index] ?? 0) + Math.min(record - 1, last) - first + 1;
  }
}

/** How many members of a rising list, from its beginning, are still so. */
function countTo<T>(list: readonly T[], isSo: (member: T) => boolean): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(list[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
