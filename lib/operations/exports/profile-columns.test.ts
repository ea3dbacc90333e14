import { expect, test } from 'vitest';
import { blockOfRows } from '../../../tests/kit/row-block.ts';
import type { Row } from '../../core/record/row.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import { profileColumns } from './profile-columns.ts';

const HEADER = ['Kind', 'Nr'];
const START = { byte: 8, record: 0, line: 1 };

function rowOf(record: number, cells = [`kind ${record % 2}`, `nr ${record}`]): Row {
  return {
    record,
    line: record + 1,
    start: record * 10,
    end: record * 10 + 9,
    endLine: record + 1,
    missingCells: 0,
    cells,
  };
}

const source: RowSource = {
  header: HEADER,
  async *rows() {
    yield blockOfRows([rowOf(1), rowOf(2)]);
    yield blockOfRows([rowOf(3)]);
  },
};

function profile(signal: AbortSignal, reports: unknown[] = []) {
  const onProgress = (records: number, bytes: number) => void reports.push([records, bytes]);
  return profileColumns({ header: HEADER, start: START }, source, { signal, fields: [], onProgress });
}

test('reports after each block how many records and bytes were read', async () => {
  const reports: unknown[] = [];
  const { records, columns } = await profile(new AbortController().signal, reports);
  expect(reports).toEqual([
    [2, 29],
    [3, 39],
  ]);
  expect(records).toBe(3);
  expect(columns.map(({ column, distinct }) => [column, distinct])).toEqual([
    ['Kind', 2],
    ['Nr', 3],
  ]);
});

test('the names of columns are no values where a row repeats the header', async () => {
  const repeated = [rowOf(1, ['Kind', 'Nr']), rowOf(2, [' KIND ', 'nr']), rowOf(3, ['Kind', '1'])];
  const combined: RowSource = {
    header: HEADER,
    async *rows() {
      yield blockOfRows(repeated);
    },
  };
  const { signal } = new AbortController();
  const { records, columns } = await profileColumns({ header: HEADER, start: START }, combined, { signal, fields: [] });
  expect(records).toBe(3);
  expect(columns.map(({ values }) => values)).toEqual([[{ text: 'Kind', records: 1 }], [{ text: '1', records: 1 }]]);
});

test('stops when the signal aborts', async () => {
  const signal = AbortSignal.abort(new Error('left'));
  await expect(profile(signal)).rejects.toThrow('left');
});
