import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockOfRows } from '../../../tests/kit/row-block.ts';
import { type Row, rowOfCells } from '../../core/record/row.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import { recordsByNumber } from './records-by-number.ts';

const RECORDS = 12_000;
const BYTES_PER_RECORD = 10;

function rowOf(record: number): Row {
  const start = (record - 1) * BYTES_PER_RECORD;
  return { ...rowOfCells([String(record)]), record, line: record + 1, start, end: start + BYTES_PER_RECORD - 1 };
}

/** The positions of every `interval`th record are known. */
function positionsOf(interval: number) {
  return {
    before: async (record: number) => {
      const before = record - 1 - ((record - 1) % interval);
      return { byte: before * BYTES_PER_RECORD, record: before, line: before + 1 };
    },
    after: async (record: number) => {
      const after = Math.ceil(record / interval) * interval;
      return after > RECORDS ? undefined : after * BYTES_PER_RECORD;
    },
  };
}

/** A file that counts the rows read. */
function createFile(): RowSource & { read: number } {
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

async function read(numbers: readonly number[], interval: number, file = createFile()): Promise<number[]> {
  const blocks = await Array.fromAsync(recordsByNumber(numbers, file, positionsOf(interval)));
  return blocks.flat().map(({ record }) => record);
}

const ascendingNumbers = fc
  .uniqueArray(fc.integer({ min: 1, max: RECORDS }), { maxLength: 12 })
  .map((numbers) => numbers.toSorted((a, b) => a - b));

test('finds any records for any known positions', async () => {
  await fc.assert(
    fc.asyncProperty(ascendingNumbers, fc.integer({ min: 1, max: 3000 }), async (numbers, interval) => {
      expect(await read(numbers, interval)).toEqual(numbers);
    }),
  );
});

test('reads only the given records if all positions are known', async () => {
  const file = createFile();
  expect(await read([7, 11_000], 1, file)).toEqual([7, 11_000]);
  expect(file.read).toBe(2);
});

test('ends at a record that the file does not have', async () => {
  expect(await read([3, RECORDS + 1], 100)).toEqual([3]);
});
