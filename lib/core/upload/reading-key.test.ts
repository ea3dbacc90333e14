import { expect, test } from 'vitest';
import { type ReadingOfFile, readingKey } from './reading-key.ts';
import type { WorkbookReading } from './workbook.ts';

const FILE: ReadingOfFile = {
  id: 1,
  encoding: 'utf-8',
  format: 'csv',
  delimiter: ',',
  headerRow: 1,
  header: ['A', 'B'],
  workbook: null,
};

function sheet(name: string): WorkbookReading {
  const nothing = { sheets: [], hiddenRows: 0, hiddenColumns: [], errorCells: 0, uncomputedCells: 0 };
  return { sheet: name, calendar: 1900, ...nothing };
}

test.each<[what: string, change: Partial<ReadingOfFile>]>([
  ['file', { id: 2 }],
  ['encoding', { encoding: 'windows-1252' }],
  ['format', { format: 'jsonl' }],
  ['delimiter', { delimiter: ';' }],
  ['header row', { headerRow: 2 }],
  ['names of columns', { header: ['A', 'B (2)'] }],
  ['sheet', { workbook: sheet('Orders') }],
])('a different %s gives a different key', (_, change) => {
  expect(readingKey({ ...FILE, ...change })).not.toEqual(readingKey(FILE));
});

test('the same reading has the same key, and two sheets of a workbook have different keys', () => {
  expect(readingKey({ ...FILE })).toEqual(readingKey(FILE));
  const [orders, notes] = ['Orders', 'Notes'].map((name) => readingKey({ ...FILE, workbook: sheet(name) }));
  expect(orders).not.toEqual(notes);
});
