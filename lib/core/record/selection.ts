import type { RowSource } from './row-block.ts';

/** Records of a file as ascending, non-overlapping ranges of their numbers: first and last of each. */
export type Selection = readonly (readonly [first: number, last: number])[];

/** The ranges of ascending numbers. */
export function selectionOf(records: Iterable<number>): Selection {
  const ranges: [number, number][] = [];
  for (const record of records) {
    const range = ranges.at(-1);
    if (range && range[1] === record - 1) range[1] = record;
    else ranges.push([record, record]);
  }
  return ranges;
}

export function isSelected(selection: Selection, record: number): boolean {
  let [low, high] = [0, selection.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((selection[middle]?.[1] ?? 0) < record) low = middle + 1;
    else high = middle;
  }
  return (selection[low]?.[0] ?? Number.POSITIVE_INFINITY) <= record;
}

/** A file reduced to these records. They keep their numbers, and nothing is read after the last one. */
export function onlySelected(source: RowSource, selection: Selection): RowSource {
  return {
    header: source.header,
    async *rows(from, until) {
      const ranges = selection.filter(([, last]) => last > from.record);
      let next = 0;
      // Must be called with ascending records, because it never goes back to an earlier range.
      const isInRange = (record: number): boolean => {
        while (record > (ranges[next]?.[1] ?? Number.POSITIVE_INFINITY)) next += 1;
        return record >= (ranges[next]?.[0] ?? Number.POSITIVE_INFINITY);
      };
      const lastRecord = ranges.at(-1)?.[1];
      if (lastRecord === undefined) return;
      for await (const block of source.rows(from, until)) {
        const selected = block.select((index) => isInRange(block.recordOf(index)));
        if (selected.length > 0) yield selected;
        if (block.length > 0 && block.recordOf(block.length - 1) >= lastRecord) return;
      }
    },
  };
}

/** All records of a file from this one on. */
export function allFrom(record: number): Selection {
  return [[record, LAST_RECORD]];
}

/** The largest 32-bit integer; no file has more records. */
const LAST_RECORD = 2_147_483_647;

/**
 * Whether a selection with this last record goes to the end of the file. Undefined means that the whole file is
 * selected.
 */
export function goesToEnd(last: number | undefined): boolean {
  return last === undefined || last === LAST_RECORD;
}

/** Merges ranges in any order, possibly overlapping, into a selection. */
export function mergeRanges(ranges: Selection): Selection {
  const merged: [number, number][] = [];
  for (const [first, last] of ranges.toSorted(([a], [b]) => a - b)) {
    const previous = merged.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

/** The records that are in either selection. Needs no sorting, unlike `mergeRanges`, because both are ascending. */
export function union(left: Selection, right: Selection): Selection {
  if (left.length === 0) return right;
  if (right.length === 0) return left;
  const merged: [number, number][] = [];
  let [i, j] = [0, 0];
  while (i < left.length || j < right.length) {
    const isLeftNext = (left[i]?.[0] ?? Number.POSITIVE_INFINITY) <= (right[j]?.[0] ?? Number.POSITIVE_INFINITY);
    const [first, last] = (isLeftNext ? left[i++] : right[j++]) ?? [0, 0];
    const previous = merged.at(-1);
    if (previous && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

/** The records of a selection that are not in `removed`. */
export function subtract(selection: Selection, removed: Selection): Selection {
  if (selection.length === 0 || removed.length === 0) return selection;
  const remaining: [number, number][] = [];
  let next = 0;
  for (const [first, last] of selection) {
    let from = first;
    while ((removed[next]?.[1] ?? Number.POSITIVE_INFINITY) < from) next += 1;
    for (let index = next; (removed[index]?.[0] ?? Number.POSITIVE_INFINITY) <= last; index += 1) {
      const [start, end] = removed[index] ?? [0, 0];
      if (start > from) remaining.push([from, start - 1]);
      from = Math.max(from, end + 1);
    }
    if (from <= last) remaining.push([from, last]);
  }
  return remaining;
}

/** The records that are in both selections. */
export function intersect(selection: Selection, other: Selection): Selection {
  return subtract(selection, subtract(selection, other));
}

/** The number of records. */
export function sizeOf(selection: Selection): number {
  return selection.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** The number of records up to and including this one. */
export function countUntil(selection: Selection, record: number): number {
  return selection.reduce((sum, [first, last]) => sum + Math.max(0, Math.min(last, record) - first + 1), 0);
}

/** The numbers of up to `limit` records, without the first `skipped` records of the selection. */
export function recordsFrom(selection: Selection, skipped: number, limit: number): number[] {
  const records: number[] = [];
  let toSkip = skipped;
  for (const [first, last] of selection) {
    const size = last - first + 1;
    for (let record = first + toSkip; record <= last && records.length < limit; record += 1) records.push(record);
    toSkip = Math.max(0, toSkip - size);
    if (records.length >= limit) break;
  }
  return records;
}

/** The first records of a selection, at most `max`. */
export function takeFirst(selection: Selection, max: number): Selection {
  const firstRanges: [number, number][] = [];
  let remaining = max;
  for (const [first, last] of selection) {
    if (remaining <= 0) break;
    firstRanges.push([first, Math.min(last, first + remaining - 1)]);
    remaining -= last - first + 1;
  }
  return firstRanges;
}

/** The record numbers, one by one. */
export function numbersOf(selection: Selection): number[] {
  return selection.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
}
