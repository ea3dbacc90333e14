import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Row, type RowSource, rowOfCells } from '../../core/record/row.ts';
import { recordsByNumber } from './records-by-number.ts';

/** Ten bytes a record; of every `known`th one it is known where it stands. */
const RECORDS = 12_000;
const LENGTH = 10;

function rowOf(record: number): Row {
  const start = (record - 1) * LENGTH;
  return { ...rowOfCells([String(record)]), record, line: record + 1, start, end: start + LENGTH - 1 };
}

function placesOf(known: number) {
  return {
    before: (record: number) => {
      const before = record - 1 - ((record - 1) % known);
      return { byte: before * LENGTH, record: before, line: before + 1 };
    },
    behind: (record: number) => {
      const behind = Math.ceil(record / known) * known;
      return behind > RECORDS ? undefined : behind * LENGTH;
    },
  };
}

/** Tells how many rows were read of it. */
function fileOf(): RowSource & { read: number } {
  return {
    header: ['number'],
    read: 0,
    async *rows(from, until = Number.POSITIVE_INFINITY) {
      for (let record = from.record + 1; record <= RECORDS; record += 50) {
        const numbers = Array.from({ length: Math.min(50, RECORDS - record + 1) }, (_, index) => record + index);
        const rows = numbers.map(rowOf).filter(({ start }) => start < until);
        if (rows.length === 0) return;
        this.read += rows.length;
        yield rows;
      }
    },
  };
}

async function found(numbers: readonly number[], known: number, file = fileOf()): Promise<number[]> {
  const blocks = await Array.fromAsync(recordsByNumber(numbers, file, placesOf(known)));
  return blocks.flat().map(({ record }) => record);
}

const rising = fc
  .uniqueArray(fc.integer({ min: 1, max: RECORDS }), { maxLength: 12 })
  .map((numbers) => numbers.toSorted((a, b) => a - b));

test('any records are found, near and far, wherever it is known where they stand', async () => {
  await fc.assert(
    fc.asyncProperty(rising, fc.integer({ min: 1, max: 3000 }), async (numbers, known) => {
      expect(await found(numbers, known)).toEqual(numbers);
    }),
  );
});

test('little is read beside them', async () => {
  const file = fileOf();
  expect(await found([7, 11_000], 1, file)).toEqual([7, 11_000]);
  expect(file.read).toBe(2);
});

test('it ends where the file has no such record', async () => {
  expect(await found([3, RECORDS + 1], 100)).toEqual([3]);
});
