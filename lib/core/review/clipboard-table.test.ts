import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipboardTable } from './clipboard-table.ts';

test.each<[what: string, text: string, table: string[][]]>([
  ['one cell', 'a', [['a']]],
  ['one cell with the line break of a spreadsheet', 'a\r\n', [['a']]],
  ['an empty cell', '', [['']]],
  ['an empty cell with a line break', '\n', [['']]],
  ['rows and columns', 'a\tb\nc\td\n', [['a', 'b'], ['c', 'd']]], // biome-ignore format: one case a line
  ['empty cells', '\ta\t\n\t\t\n', [['', 'a', ''], ['', '', '']]], // biome-ignore format: one case a line
  ['an empty row between others', 'a\n\nb', [['a'], [''], ['b']]],
  ['line ends of Windows and of old Macs', 'a\r\nb\rc', [['a'], ['b'], ['c']]],
  ['a cell with a line break, a tab and a quote', '"a\nb\t""c"""\td\r\n', [['a\nb\t"c"', 'd']]],
  ['quotes that belong to a value', '"a"\t5"\t""\n', [['"a"', '5"', '""']]],
  ['a quote that nothing closes', '"a\nb', [['"a'], ['b']]],
  ['a full-width space, which is no separator', '東京　都\t渋谷', [['東京　都', '渋谷']]],
])('reads %s from the clipboard', (_, text, table) => {
  expect(clipboardTable(text)).toEqual(table);
});

test('reads any table as a spreadsheet writes it', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', ' ', 'é', '東') });
  const row = fc
    .integer({ min: 1, max: 3 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 4 }));
  fc.assert(
    fc.property(row, (table) => {
      // A value that itself looks like a quoted cell with a separator cannot be told from one.
      fc.pre(!table.flat().some((value) => value.startsWith('"') && !/[\t\n]/.test(value)));
      const text = table.map((cells) => cells.map(written).join('\t')).join('\r\n');
      expect(clipboardTable(`${text}\r\n`)).toEqual(table);
    }),
  );
});

function written(value: string): string {
  return /[\t\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
