import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cursor, Row } from '../../core/record/row.ts';
import { readFirstRows, readRows, readSheetHeader } from '../csv/csv-source.ts';
import { readSheetRows } from './sheet-parser.ts';
import { makeSheetSpool, type SheetSpoolOptions } from './sheet-spool.ts';
import {
  escapeXml,
  inlineCell,
  textRows,
  textWorkbook,
  workbookBytes,
  workbookParts,
  zipBytes,
} from './workbook.test-kit.ts';

const isKnown = (name: string) => ['em', 'ph', 'event_name'].includes(name.toLowerCase());

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xlsx-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function spoolOf(workbook: Buffer, options: Partial<SheetSpoolOptions> = {}) {
  const original = join(folder, 'original');
  const spool = join(folder, 'spool.csv');
  await writeFile(original, workbook);
  const made = await makeSheetSpool(original, spool, { isKnown, ...options });
  return { ...made, text: await readFile(spool, 'utf8'), spool };
}

/** Lines and cells of all rows. */
async function rowsOf(workbook: Buffer, options: Partial<SheetSpoolOptions> = {}) {
  const { spool } = await spoolOf(workbook, options);
  const rows = await readFirstRows(spool, { delimiter: ',', limit: 1000, isSheet: true });
  return rows.map(({ line, cells }) => [line, ...cells]);
}

async function readSheet(spool: string, columnCount: number, from: Cursor): Promise<Row[]> {
  const blocks = await Array.fromAsync(readRows(spool, { delimiter: ',', columnCount, from, isSheet: true }));
  return blocks.flatMap(({ rows }) => rows);
}

test('a row keeps its number in the sheet, after empty rows and cells with line ends', async () => {
  const rows = [undefined, undefined, ['em', 'note'], undefined, ['a@b.c', 'one\ntwo\r\nthree'], [''], ['d@e.f', 'x']];
  const { spool, text } = await spoolOf(textWorkbook(rows));
  expect(text).toBe('\n\nem,note\n\na@b.c,"one\ntwo\r\nthree"\n\nd@e.f,x\n');
  const { header, cursor, headerRow } = await readSheetHeader(spool, { isKnown });
  expect([header, headerRow]).toEqual([['em', 'note'], 3]);
  const read = await readSheet(spool, 2, cursor);
  expect(read.map(({ record, line, endLine, cells }) => [record, line, endLine, ...cells])).toEqual([
    [1, 5, 5, 'a@b.c', 'one\ntwo\r\nthree'],
    [2, 7, 7, 'd@e.f', 'x'],
  ]);
  const [second] = read.slice(1);
  const from = { byte: read[0]!.end, record: 1, line: 5 };
  expect(await readSheet(spool, 2, from)).toEqual([second]);
});

test('a row may lack its last cells; a row with too many is invalid, and does not affect the next row', async () => {
  const { spool } = await spoolOf(textWorkbook([['em', 'ph'], ['a@b.c'], ['b', 'c', 'too\nmany'], ['d', 'e']]));
  const { cursor: from } = await readSheetHeader(spool, { isKnown });
  const rows = await readSheet(spool, 2, from);
  expect(rows.map(({ line, missingCells, fault }) => [line, missingCells, fault?.code])).toEqual([
    [2, 0, undefined],
    [3, 0, 'too_many_cells'],
    [4, 0, undefined],
  ]);
});

test('a row over the limit of a record is one invalid record, whatever line ends it contains', async () => {
  const long = `x\n${'y'.repeat(600_000)}`;
  const { spool } = await spoolOf(
    textWorkbook([
      ['em', 'ph', 'note'],
      ['a', long, long, long],
      ['b', 'c'],
    ]),
  );
  const { cursor: from } = await readSheetHeader(spool, { isKnown });
  const rows = await readSheet(spool, 3, from);
  expect(rows.map(({ line, fault }) => [line, fault?.code])).toEqual([
    [2, 'record_too_large'],
    [3, undefined],
  ]);
});

test('cells of every type become text: dates in ISO 8601, errors and formulas without a value empty, and counted', async () => {
  const cells = [
    '<c r="A1" t="s"><v>0</v></c>',
    '<c r="B1" t="s"><v>1</v></c>',
    '<c r="C1" t="str"><f>A1&amp;"x"</f><v>joined_x0020_</v></c>',
    '<c r="D1" t="b"><v>1</v></c>',
    '<c r="E1" t="b"><v>0</v></c>',
    '<c r="F1" t="e"><v>#N/A</v></c>',
    '<c r="G1" s="1"><f>TODAY()</f><v>46347</v></c>',
    '<c r="H1"><f>SUM(A2:A9)</f></c>',
    '<c r="I1" t="inlineStr"><is><r><t>rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>よみ</t></rPh></is></c>',
    '<c r="J1" t="d"><v>2026-11-21T00:00:00</v></c>',
    '<c r="K1" t="n"><v>1.5</v></c>',
    '<c r="L1" s="2"/>',
    '<c r="N1" s="2"><v>501</v></c>',
  ];
  const { text, workbook } = await spoolOf(
    workbookBytes({
      sheets: [{ name: 'Orders', rows: `<row r="1">${cells.join('')}</row>` }],
      sharedStrings: [
        '<t>plain</t>',
        '<r><rPr><b/></rPr><t>Sa</t></r><r><t xml:space="preserve">rah </t></r><phoneticPr/>',
      ],
      formats: ['m/d/yyyy', '00000'],
    }),
  );
  expect(text).toBe('plain,Sarah ,joined ,TRUE,FALSE,,2026-11-21,,rich text,2026-11-21,1.5,,,00501\n');
  expect(workbook).toMatchObject({ errorCells: 1, uncomputedCells: 1, calendar: 1900 });
});

test('rows and cells without references follow the previous ones', async () => {
  const rows =
    '<row><c><v>1</v></c><c><v>2</v></c></row><row r="4"><c r="C4"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>';
  expect(await rowsOf(workbookBytes({ sheets: [{ rows }] }))).toEqual([
    [1, '1', '2'],
    [4, '', '', '3', '4'],
    [5, '5'],
  ]);
});

test('hidden rows and columns are read, and counted unless they are empty', async () => {
  const before = '<cols><col min="2" max="3" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>';
  const cell = inlineCell('x');
  const rows = `<row r="1">${cell}${cell}</row><row r="2" hidden="1">${cell}</row><row r="3" hidden="true"/>`;
  const { text, workbook } = await spoolOf(workbookBytes({ sheets: [{ rows, before }] }));
  expect(text).toBe('x,x\nx\n');
  expect(workbook).toMatchObject({ hiddenRows: 1, hiddenColumns: [2] });
});

test('a range of hidden columns that begins before the first column is cut to the columns that exist', async () => {
  const before = '<cols><col min="-9007199254740991" max="1" hidden="1"/></cols>';
  const { workbook } = await spoolOf(workbookBytes({ sheets: [{ rows: `<row>${inlineCell('x')}</row>`, before }] }));
  expect(workbook).toMatchObject({ hiddenColumns: [1] });
});

test('namespace prefixes, UTF-16 and uncompressed parts are supported', async () => {
  const parts = workbookParts({ sheets: [{ rows: '' }] }).map((part) => {
    if (!part.name.endsWith('sheet1.xml')) return part;
    const xml = `\ufeff<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row r="1"><x:c t="inlineStr"><x:is><x:t>ü</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
    return { ...part, content: Buffer.from(xml, 'utf16le'), stored: true };
  });
  expect((await spoolOf(zipBytes(parts))).text).toBe('ü\n');
});

describe('the sheet', () => {
  const orders = textRows([['Report'], undefined, ['em', 'ph', 'x'], ['1', '2', '3'], ['4', '5', '6']]);
  const notes = textRows([['Read me'], ['second line']]);
  const workbook = (...sheets: { name: string; rows: string; state?: 'hidden' | 'veryHidden' }[]) =>
    workbookBytes({ sheets });

  test('is the visible one with the most column names that look like fields, and all sheets are listed', async () => {
    const file = workbook(
      { name: 'Cover', rows: notes },
      { name: 'Old', rows: orders, state: 'hidden' },
      { name: 'Orders', rows: orders },
      { name: 'Empty', rows: '' },
    );
    const { workbook: reading } = await spoolOf(file);
    expect(reading.sheet).toBe('Orders');
    const header = { line: 3, rowsBefore: 1, known: 2 };
    expect(reading.sheets).toEqual([
      {
        name: 'Cover',
        visibility: 'visible',
        rows: 2,
        isCounted: true,
        columns: 1,
        header: { line: 1, rowsBefore: 0, known: 0 },
      },
      { name: 'Old', visibility: 'hidden', rows: 4, isCounted: true, columns: 3, header },
      { name: 'Orders', visibility: 'visible', rows: 4, isCounted: true, columns: 3, header },
      { name: 'Empty', visibility: 'visible', rows: 0, isCounted: true, columns: 0, header: null },
    ]);
  });

  test('is the first visible one with the most records if no column name looks like a field', async () => {
    const file = workbook(
      { name: 'Title', rows: textRows([['Title']]) },
      { name: 'A', rows: notes },
      { name: 'B', rows: textRows([['Read me'], ['second line'], ['third line']]) },
      { name: 'C', rows: textRows([['Read us'], ['line 2'], ['line 3']]) },
    );
    expect((await spoolOf(file)).workbook.sheet).toBe('B');
  });

  test('can be named in upper or lower case, even if it is hidden', async () => {
    const file = workbook(
      { name: 'Orders', rows: orders },
      { name: 'Secret & more', rows: notes, state: 'veryHidden' },
    );
    expect((await spoolOf(file, { sheet: 'secret & MORE' })).workbook.sheet).toBe('Secret & more');
  });

  test('can be named regardless of blanks around the name', async () => {
    const file = workbook({ name: 'Notes', rows: notes }, { name: 'Orders ', rows: orders });
    expect((await spoolOf(file, { sheet: 'Orders' })).workbook.sheet).toBe('Orders ');
    expect((await spoolOf(file, { sheet: ' notes ' })).workbook.sheet).toBe('Notes');
  });

  test('that does not exist, or has no rows, is refused with the names of the existing sheets', async () => {
    const file = workbook({ name: 'Orders', rows: orders }, { name: 'Empty', rows: '' });
    await expect(spoolOf(file, { sheet: 'Order' })).rejects.toMatchObject({
      code: 'sheet_unknown',
      params: { sheet: 'Order', sheets: 'Orders, Empty' },
    });
    await expect(spoolOf(file, { sheet: 'Empty' })).rejects.toMatchObject({ code: 'workbook_empty' });
    const hidden = workbook({ name: 'Empty', rows: '' }, { name: 'Hidden', rows: orders, state: 'hidden' });
    await expect(spoolOf(hidden)).rejects.toMatchObject({
      code: 'workbook_empty',
      params: { sheets: 'Empty, Hidden' },
    });
  });
});

describe('a workbook is refused', () => {
  const parts = workbookParts({ sheets: [{ rows: textRows([['em'], ['a@b.c']]) }], sharedStrings: ['<t>x</t>'] });
  const sheet = parts.at(-1)!;
  const others = parts.slice(0, -1);
  const withSheet = (xml: string) => zipBytes([...others, { ...sheet, content: xml }]);
  const caps = { maxBytes: 1e9, maxRatio: 200, ratioFrom: 20e6 };
  const sheetData = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

  test.each<[string, string, Buffer]>([
    ['that is truncated', 'workbook_damaged', zipBytes(parts).subarray(0, -30)],
    ['that is another zip', 'file_zipped', zipBytes([{ name: 'orders.csv', content: 'em\n' }])],
    [
      'that is a document',
      'file_zipped',
      zipBytes([{ ...others[0]!, content: String(others[0]!.content).replace('xl/workbook', 'word/document') }]),
    ],
    [
      'that is OpenDocument',
      'workbook_other_format',
      zipBytes([
        { name: 'mimetype', content: '' },
        { name: 'content.xml', content: '' },
      ]),
    ],
    [
      'that is binary',
      'workbook_other_format',
      zipBytes([{ ...others[0]!, content: String(others[0]!.content).replace('.xml', '.bin') }]),
    ],
    ['without its sheet', 'workbook_damaged', zipBytes(others)],
    ['with truncated XML', 'workbook_damaged', withSheet('<worksheet><sheetData><row r="1">')],
    ['with malformed XML', 'workbook_damaged', withSheet(sheetData('<row></c></row>'))],
    ['with a DTD', 'workbook_damaged', withSheet(`<!DOCTYPE x [<!ENTITY a "b">]>${sheetData('')}`)],
    ['with rows out of order', 'workbook_damaged', withSheet(sheetData('<row r="2"/><row r="1"/>'))],
    ['with a row beyond the last', 'workbook_damaged', withSheet(sheetData('<row r="1048577"/>'))],
    ['with a cell beyond the last', 'workbook_damaged', withSheet(sheetData('<row><c r="XFE1"><v>1</v></c></row>'))],
    ['with a missing shared string', 'workbook_damaged', withSheet(sheetData('<row><c t="s"><v>1</v></c></row>'))],
    ['with one endless text', 'workbook_damaged', withSheet(sheetData(`<row><c><v>${'1'.repeat(5_000_000)}`))],
    ['with one endless comment', 'workbook_damaged', withSheet(`<worksheet><!--${'<>'.repeat(3_000_000)}`)],
    ['with a wrong checksum', 'workbook_damaged', zipBytes([...others, { ...sheet, announced: { crc: 1 } }])],
    [
      'that unpacks to more than announced',
      'workbook_damaged',
      zipBytes([...others, { ...sheet, announced: { size: 10 } }]),
    ],
    ['whose parts have a password', 'workbook_encrypted', zipBytes([...others, { ...sheet, announced: { flags: 1 } }])],
    ['that unpacks to far more than its size', 'workbook_ratio', withSheet(sheetData(' '.repeat(21_000_000)))],
  ])('%s: %s', async (_, code, file) => {
    await expect(spoolOf(file, { caps })).rejects.toMatchObject({ name: 'UserError', code });
    expect((await readdir(folder)).filter((name) => name !== 'original')).toEqual([]);
  });

  test('whose sheets all refer to the same small part', async () => {
    const sheets = Array.from({ length: 9 }, () => ({ rows: '<x/>'.repeat(50_000) }));
    const shared = workbookParts({ sheets }).flatMap((part) => {
      if (/sheet[2-9]/.test(part.name)) return [];
      return [{ ...part, content: String(part.content).replace(/sheet\d\.xml/g, 'sheet1.xml') }];
    });
    const refused = spoolOf(zipBytes(shared), { caps: { ...caps, ratioFrom: 1_000_000 } });
    await expect(refused).rejects.toMatchObject({ code: 'workbook_ratio' });
  });

  test('that exceeds the limit of unpacked bytes, when unpacked or as CSV', async () => {
    const refused = { code: 'workbook_too_large', params: { maxBytes: 2_000_000 } };
    const small = { ...caps, maxBytes: 2_000_000 };
    await expect(spoolOf(withSheet(sheetData(' '.repeat(3_000_000))), { caps: small })).rejects.toMatchObject(refused);
    const wide = Array.from({ length: 200 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`).join(
      '',
    );
    await expect(spoolOf(withSheet(sheetData(wide)), { caps: small })).rejects.toMatchObject(refused);
  });
});

test.each([
  ['a text that many cells refer to', '<c t="s"><v>0</v></c>'],
  ['a row of empty cells before a filled one', '<c r="XFD1"><v>1</v></c>'],
])('%s is not multiplied in memory', async (_, cell) => {
  const rows = `<row>${cell}</row>`.repeat(400);
  const xml = Readable.from([Buffer.from(`<worksheet><sheetData>${rows}</sheetData></worksheet>`)]);
  const context = { calendar: 1900, styles: [], sharedStrings: { get: () => 'x'.repeat(900_000) } } as const;
  const counts: number[] = [];
  for await (const portion of readSheetRows(xml, context)) counts.push(portion.length);
  expect(counts.reduce((sum, count) => sum + count)).toBe(400);
  expect(Math.max(...counts)).toBeLessThan(100);
});

test('the test kit escapes XML', () => {
  expect(escapeXml('a<b&"')).toBe('a&lt;b&amp;&quot;');
});
