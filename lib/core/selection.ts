import type { Row, RowSource } from './row.ts';

/** Some of a file's records, as ranges of their numbers in rising order, without overlap: first and last of each. */
export type Selection = readonly (readonly [first: number, last: number])[];

/** The ranges of these numbers, which rise. */
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

/** A file as if it had only these records. They keep their numbers, and behind the last one nothing is read. */
export function onlySelected(source: RowSource, selection: Selection): RowSource {
  return {
    header: source.header,
    async *rows(from, until) {
      const ranges = selection.filter(([, last]) => last > from.record);
      let next = 0;
      const isNext = ({ record }: Row): boolean => {
        while (record > (ranges[next]?.[1] ?? Number.POSITIVE_INFINITY)) next += 1;
        return record >= (ranges[next]?.[0] ?? Number.POSITIVE_INFINITY);
      };
      const end = ranges.at(-1)?.[1] ?? 0;
      if (end === 0) return;
      for await (const block of source.rows(from, until)) {
        const selected = block.filter(isNext);
        if (selected.length > 0) yield selected;
        if ((block.at(-1)?.record ?? 0) >= end) return;
      }
    },
  };
}
