import { expect, test } from 'vitest';
import { type SheetSummary, suggestedSheet } from './workbook.ts';

type Facts = readonly [name: string, records: number, known: number, change?: Partial<SheetSummary>];

function sheetOf([name, records, known, change]: Facts): SheetSummary {
  const header = { line: 1, rowsBefore: 0, known };
  return { name, visibility: 'visible', rows: records + 1, isCounted: true, columns: 2, header, ...change };
}

test.each<[what: string, sheets: Facts[], suggested: string | undefined]>([
  [
    'the sheet with the most known column names',
    [
      ['Read me', 2, 1],
      ['Events KW48', 46, 13],
    ],
    'Events KW48',
  ],
  [
    'the sheet with more known column names, not the one with more records',
    [
      ['Log', 900, 1],
      ['Orders', 10, 4],
    ],
    'Orders',
  ],
  [
    'the sheet with the most records if several have equally many known column names',
    [
      ['Sample', 5, 6],
      ['All', 4000, 6],
      ['Some', 50, 6],
    ],
    'All',
  ],
  [
    'the first of several sheets that exceed 5,000 records',
    [
      ['A', 6000, 2],
      ['B', 900_000, 2],
    ],
    'A',
  ],
  [
    'the first visible sheet of several equal ones',
    [
      ['Old', 900, 9, { visibility: 'hidden' }],
      ['New', 3, 0],
      ['Copy', 3, 0],
    ],
    'New',
  ],
  [
    'a sheet with rows if none has records',
    [
      ['Empty', -1, 0, { header: null }],
      ['Header', 0, 3],
    ],
    'Header',
  ],
  ['none if all are empty', [['Empty', -1, 0, { header: null }]], undefined],
])('suggests %s', (_, sheets, suggested) => {
  expect(suggestedSheet(sheets.map(sheetOf))?.name).toBe(suggested);
});
