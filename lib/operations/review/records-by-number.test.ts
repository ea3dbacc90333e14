import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockOfRows } from '../../../tests/kit/row-block.ts';
import { type Row, rowOfCells } from '../../core/record/row.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import { recordsByNumber } from './records-by-number.ts';

/** Ten bytes per record. The positions of every `known`th record are known. */
const RECORDS = 12_000;
const LENGTH = 10;

function rowOf(record: number): Row {
  const start = (record - 1) * LENGTH;
  return { ...rowOfCells([String(record)]), record, line: record + 1, start, end: start + LENGTH - 1 };
}

function positionsOf(known: number) {
  return {
    before: async (record: number) => {
      const before = record - 1 - ((record - 1) % known);
      return { byte: before * LENGTH, record: before, line: before + 1 };
    },
    after: async (record: number) => {
      const after = Math.ceil(record / known) * known;
      return after > RECORDS ? undefined : after * LENGTH;
    },
  };
}

/** A file that counts the rows read. */
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
        yield blockOfRows(rows);
      }
    },
  };
}

async function found(numbers: readonly number[], known: number, file = fileOf()): Promise<number[]> {
  const blocks = await Array.fromAsync(recordsByNumber(numbers, file, positionsOf(known)));
  return blocks.flat().map(({ record }) => record);
}

const rising = fc
  .uniqueArray(fc.integer({ min: 1, max: RECORDS }), { maxLength: 12 })
  .map((numbers) => numbers.toSorted((a, b) => a - b));

test('finds any records for any known positions', async () => {
  await fc.assert(
    fc.asyncProperty(rising, fc.integer({ min: 1, max: 3000 }), async (numbers, known) => {
      expect(await found(numbers, known)).toEqual(numbers);
    }),
  );
});

test('reads few other records', async () => {
  const file = fileOf();
  expect(await found([7, 11_000], 1, file)).toEqual([7, 11_000]);
  expect(file.read).toBe(2);
});

test('ends if the file has no such record', async () => {
  expect(await found([3, RECORDS + 1], 100)).toEqual([3]);
});
