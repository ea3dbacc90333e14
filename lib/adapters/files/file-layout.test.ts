import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { MAX_COLUMNS, NO_HEADER_ROW } from '../../core/upload/file-format.ts';
import { type LayoutOptions, readLayout } from './file-layout.ts';

async function layoutOf(content: string | Uint8Array, overrides: Partial<LayoutOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'layout-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const spool = join(folder, 'spool');
  await writeFile(spool, content);
  return readLayout(spool, { isKnown: (name) => name === 'em', ...overrides });
}

test.each<[what: string, content: string, format: string, header: readonly string[]]>([
  ['one object per line', '{"em":"a","b":1}\n{"c":2,"em":"d"}\n', 'jsonl', ['em', 'b', 'c']],
  ['objects after a byte order mark and blank lines', '\ufeff\n \n{"em":1}', 'jsonl', ['em']],
  ['objects of which the first is broken', '{"em":1\n{"b":1}', 'jsonl', ['b']],
  ['an empty object first', '{}\n{"em":1}', 'jsonl', ['em']],
  ['cells', 'em,b\n1,2\n', 'csv', ['em', 'b']],
  ['cells in angle brackets', '<em>,<html\n1,2\n', 'csv', ['<em>', '<html']],
  ['cells with a brace', '{em},b\n1,2\n', 'csv', ['{em}', 'b']],
])('detects %s', async (_, content, format, header) => {
  expect(await layoutOf(content)).toMatchObject({ format, header, cursor: { record: 0 } });
});

test.each<[what: string, content: string, overrides: Partial<LayoutOptions>, code: string]>([
  ['one array', '[{"em":1},\n{"em":2}]', {}, 'json_not_lines'],
  ['an array over several lines', '[\n  {\n', {}, 'json_not_lines'],
  ['an object over several lines', '{\n  "em": 1\n}', {}, 'json_not_lines'],
  ['a web page', '\ufeff\r\n<html xmlns:x="urn:schemas-microsoft-com:office:excel">\n', {}, 'file_markup'],
  ['a table of a web page', '<table><tr><td>em</td></tr></table>', {}, 'file_markup'],
  ['a workbook as XML', '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n', {}, 'file_markup'],
  ['no object at all', '1\n2\n', { format: 'jsonl' }, 'json_no_objects'],
  ['nothing', '\n\n', { format: 'jsonl' }, 'file_empty'],
  ['names that differ only in case', '{"em":1}\n{"EM":2}', {}, 'duplicate_columns'],
  [
    'too many names',
    JSON.stringify(Object.fromEntries(Array.from({ length: MAX_COLUMNS + 1 }, (_, i) => [i, i]))),
    { format: 'jsonl' },
    'too_many_columns',
  ],
  ['a name that is too long', `{"${'x'.repeat(1001)}":1}`, {}, 'column_name_too_long'],
  ['a header row that does not exist', 'em\n1\n', { headerRow: 3 }, 'header_row_missing'],
])('refuses %s', async (_, content, overrides, code) => {
  await expect(layoutOf(content, overrides)).rejects.toMatchObject({ code });
});

test('a header may be below other rows; records are counted from the row after it', async () => {
  const layout = await layoutOf('Report\nof,May\n\nem;b\n1;2\n', { headerRow: 3 });
  expect(layout).toEqual({
    format: 'csv',
    headerRow: 3,
    delimiter: ';',
    header: ['em', 'b'],
    cursor: { byte: 19, record: 0, line: 4 },
  });
});

test('numbers the columns of a file without a header, whose first row is data', async () => {
  const layout = await layoutOf('\ufeff\n1,2\n1,2,3\n', { headerRow: NO_HEADER_ROW });
  expect(layout.header).toEqual(['Column 1', 'Column 2', 'Column 3']);
  expect(layout.cursor).toEqual({ byte: 4, record: 0, line: 2 });
});
