import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockOfRows } from '../../../tests/kit/row-block.ts';
import type { Cursor, Row } from './row.ts';
import type { RowSource } from './row-block.ts';
import {
  countUntil,
  isSelected,
  mergeRanges,
  numbersOf,
  onlySelected,
  recordsFrom,
  selectionOf,
  subtract,
  takeFirst,
  union,
} from './selection.ts';

/** A file with this number of records of ten bytes, read in blocks of three. */
function file(recordCount: number): RowSource {
  return {
    header: ['id'],
    async *rows(from, until = Number.POSITIVE_INFINITY) {
      for (let record = from.record + 1; record <= recordCount; record += 3) {
        const block = Array.from({ length: Math.min(3, recordCount - record + 1) }, (_, index) =>
          rowOf(record + index),
        );
        yield blockOfRows(block.filter(({ start }) => start < until));
      }
    },
  };
}

function rowOf(record: number): Row {
  const start = record * 10;
  return { record, line: record + 1, start, end: start + 9, endLine: record + 1, cells: ['x'], missingCells: 0 };
}

const START: Cursor = { byte: 0, record: 0, line: 1 };

async function read(source: RowSource, from = START): Promise<number[]> {
  return (await Array.fromAsync(source.rows(from))).flatMap(({ rows }) => rows.map(({ record }) => record));
}

const picked = fc.uniqueArray(fc.integer({ min: 1, max: 40 })).map((numbers) => numbers.sort((a, b) => a - b));

test('reads exactly the selected records, in order, from any position', async () => {
  await fc.assert(
    fc.asyncProperty(picked, fc.integer({ min: 0, max: 40 }), async (numbers, alreadyRead) => {
      const source = onlySelected(
        file(30),
        numbers.map((number) => [number, number] as const),
      );
      const expected = numbers.filter((number) => number <= 30);
      expect(await read(source)).toEqual(expected);
      const from = { ...START, record: alreadyRead };
      expect(await read(source, from)).toEqual(expected.filter((number) => number > alreadyRead));
    }),
  );
});

test('reads nothing after the block of the last selected record', async () => {
  const { header, rows } = file(30);
  const seen: number[] = [];
  const watched: RowSource = {
    header,
    async *rows(from) {
      for await (const block of rows(from)) {
        seen.push(...block.rows.map(({ record }) => record));
        yield block;
      }
    },
  };
  await read(onlySelected(watched, [[4, 5]]));
  expect(seen.at(-1)).toBe(6); // the last record of the block that contains 5
});

const ranges = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 6 })))
  .map((pairs) => pairs.map(([first, more]) => [first, first + more] as const));
const NUMBERS = Array.from({ length: 50 }, (_, index) => index + 1);

function isAmong(some: readonly (readonly [number, number])[], number: number): boolean {
  return some.some(([first, last]) => first <= number && number <= last);
}

test('subtract leaves all records that are not in the removed selection', () => {
  fc.assert(
    fc.property(ranges, ranges, (some, others) => {
      const [selection, removed] = [mergeRanges(some), mergeRanges(others)];
      const left = subtract(selection, removed);
      expect(mergeRanges(left)).toEqual(left);
      for (const number of NUMBERS) {
        expect(isSelected(selection, number)).toBe(isAmong(some, number));
        expect(isSelected(left, number)).toBe(isAmong(some, number) && !isAmong(others, number));
      }
    }),
  );
});

test('a union has the records of both selections, and its pages are slices of its numbers', () => {
  fc.assert(
    fc.property(picked, picked, fc.nat(45), fc.nat(45), (one, other, skipped, limit) => {
      const both = union(selectionOf(one), selectionOf(other));
      const numbers = [...new Set([...one, ...other])].sort((a, b) => a - b);
      expect(both).toEqual(selectionOf(numbers));
      expect(numbersOf(both)).toEqual(numbers);
      expect(recordsFrom(both, skipped, limit)).toEqual(numbers.slice(skipped, skipped + limit));
      expect(takeFirst(both, limit)).toEqual(selectionOf(numbers.slice(0, limit)));
      expect(countUntil(both, limit)).toBe(numbers.filter((number) => number <= limit).length);
    }),
    { numRuns: 300, seed: 20 },
  );
});
