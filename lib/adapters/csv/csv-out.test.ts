import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { toCsv } from './csv-out.ts';

const written = (cells: readonly string[], spreadsheetSafe: boolean) =>
  text(toCsv(Readable.from([cells]), { spreadsheetSafe }));

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\0=1', '＝1', '＋1', '－1', '＠x'])(
  '%j is escaped for spreadsheets, and unchanged if the CSV is not for spreadsheets',
  async (cell) => {
    expect(await written([cell, 'x'], true)).toBe(`'${cell},x\n`);
    expect(await written([cell, 'x'], false)).toBe(`${cell},x\n`);
  },
);

test('cells with line ends, quotes or commas are quoted, including escaped formulas', async () => {
  expect(await written(['\r=1', '\n=1'], true)).toBe(`"'\r=1","\n=1"\n`);
  expect(await written(['a\rb', 'a"b', 'a,b', ' a '], false)).toBe('"a\rb","a""b","a,b", a \n');
});

test.each(['1', 'a=b', "'=1", ' =1', '', '1-2'])(
  '%j is no formula, and is unchanged for spreadsheets',
  async (cell) => {
    expect(await written([cell, 'x'], true)).toBe(`${cell},x\n`);
  },
);

test("a row's only cell is quoted if it is empty, because a blank line is not a row", async () => {
  expect(await written([''], false)).toBe('""\n');
});

test('writes a byte order mark on request', async () => {
  expect((await buffer(toCsv(Readable.from([['é', 'x']]), { bom: true }))).toString()).toBe('\uFEFFé,x\n');
});
