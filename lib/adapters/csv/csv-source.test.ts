import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Row } from '../../core/record/row.ts';
import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import { readHeader, readRows } from './csv-source.ts';

const CHUNK = 256 * 1024;

let folder = '';
let spool = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'csv-source-'));
  spool = join(folder, 'spool');
});
afterEach(() => rm(folder, { recursive: true }));

const knownNames = new Set(['em', 'ph', 'event_name', 'value']);
const isKnown = (name: string) => knownNames.has(name.toLowerCase());

async function headerOf(text: string | Buffer) {
  await writeFile(spool, text);
  return readHeader(spool, { isKnown });
}

describe('the header', () => {
  test.each([
    [
      'names are trimmed and otherwise unchanged',
      ' EM ,"ph",Value\na',
      [['EM', 'ph', 'Value'], ',', { byte: 15, record: 0, line: 1 }],
    ],
    ['a byte order mark is skipped', '\ufeff"em";ph\r\n', [['em', 'ph'], ';', { byte: 10, record: 0, line: 1 }]],
    ['blank lines before it are counted', '\n\r\nem\tph', [['em', 'ph'], '\t', { byte: 8, record: 0, line: 3 }]],
    [
      'a name may contain a line break',
      '"e\r\nm","p\nh"\n',
      [['e\r\nm', 'p\nh'], ',', { byte: 12, record: 0, line: 3 }],
    ],
    ['blank names are allowed, more than once', 'em,, ,', [['em', '', '', ''], ',', { byte: 6, record: 0, line: 1 }]],
    ['Unicode blanks are trimmed', '\u00a0em\u0085,\u3000ph', [['em', 'ph'], ',', { byte: 12, record: 0, line: 1 }]],
    ['one column', 'em', [['em'], ',', { byte: 2, record: 0, line: 1 }]],
    [
      'names of properties that every object has',
      '__proto__,constructor',
      [['__proto__', 'constructor'], ',', { byte: 21, record: 0, line: 1 }],
    ],
  ])('%s', async (_, text, [header, delimiter, cursor]) => {
    expect(await headerOf(text)).toEqual({ header, delimiter, headerRow: 1, cursor });
  });

  test('is found below a title by its names, with the delimiter that yields them', async () => {
    const text = 'Orders, all of May\n\nem;ph;x\na,b@mail.example;1;2';
    expect(await headerOf(text)).toMatchObject({ header: ['em', 'ph', 'x'], delimiter: ';', headerRow: 2 });
  });

  test.each([
    ['sep=;\r\na;b;c\r\n1;2;3', ['a', 'b', 'c'], ';', 2],
    ['"sep=|"\na|b,c;d,e\n1|2', ['a', 'b,c;d,e'], '|', 2],
    ['\ufeffSEP=\t\rem\tx\r1\t2', ['em', 'x'], '\t', 2],
    ['sep=,\nOrders of May\nem,ph,x\n1,2,3', ['em', 'ph', 'x'], ',', 3],
  ])('is below a line that names the delimiter: %j', async (text, header, delimiter, headerRow) => {
    expect(await headerOf(text)).toMatchObject({ header, delimiter, headerRow });
  });

  test.each([
    // Excel does not take these for a delimiter.
    ['sep=;x\n1;2', ['sep=', 'x'], ';'],
    ['sep=,sep=b', ['sep=', 'sep=b'], ','],
    // A quote on one side begins a cell that may end lines below.
    ['sep=;"\r\nem;ph"\n3;4', ['sep=', 'em;ph'], ';'],
  ])('is a first line that begins with `sep=`, but does not name a delimiter: %j', async (text, header, delimiter) => {
    expect(await headerOf(text)).toMatchObject({ header, delimiter, headerRow: 1 });
  });

  test('the line that names the delimiter is no record', async () => {
    await writeFile(spool, 'sep=;\n1;2\n3;4');
    expect(await readHeader(spool, { headerRow: 1, isKnown })).toMatchObject({ header: ['1', '2'], headerRow: 2 });
    const numbered = await readHeader(spool, { headerRow: 0, isKnown });
    expect(numbered).toMatchObject({ header: ['Column 1', 'Column 2'], delimiter: ';' });
    expect(numbered.cursor).toEqual({ byte: 6, record: 0, line: 2 });
    expect(await readHeader(spool, { delimiter: ',', isKnown })).toMatchObject({ header: ['1;2'], headerRow: 2 });
    await expect(headerOf('sep=;\n')).rejects.toMatchObject({ code: 'file_empty' });
    await writeFile(spool, 'sep=;\n\n');
    await expect(readHeader(spool, { headerRow: 0, isKnown })).rejects.toMatchObject({ code: 'file_empty' });
  });

  test('a given delimiter is used', async () => {
    await writeFile(spool, 'em,ph');
    expect(await readHeader(spool, { delimiter: ';', isKnown })).toMatchObject({ header: ['em,ph'], delimiter: ';' });
  });

  const columns = (count: number) => Array.from({ length: count }, (_, i) => `c${i}`).join();

  test.each<[string, string | Buffer, string, object]>([
    ['no bytes', '', 'file_empty', {}],
    ['only a byte order mark', '\ufeff', 'file_empty', {}],
    ['only line breaks', '\r\n\n\r', 'file_empty', {}],
    ['too many columns', columns(1001), 'too_many_columns', { columns: 1001, max: 1000 }],
    [
      'a duplicate name',
      'em,value,EM , note,Note',
      'duplicate_columns',
      { columns: 'em (1, 3); note (4, 5)', more: 0 },
    ],
    ['duplicate data in the first record', 'a@b.c,x,A@b.c', 'duplicate_columns', { columns: '1, 3', more: 0 }],
    [
      'more duplicate names than a message lists',
      `em,${'a,b,c,d,e,f,'.repeat(8)}`,
      'duplicate_columns',
      {
        columns: ['a', 'b', 'c', 'd', 'e']
          .map((name, i) => `${name} (${[2, 8, 14, 20, 26].map((n) => n + i).join(', ')}, …)`)
          .join('; '),
        more: 1,
      },
    ],
    ['a name over the maximum length', `em,${'x'.repeat(1001)}`, 'column_name_too_long', { column: 2, max: 1000 }],
    ['a stray quote', '\nem,p"h', 'header_unreadable', { fault: 'stray_quote', line: 2 }],
    ['an open quote', 'em,"ph\na,b', 'header_unreadable', { fault: 'unclosed_quote', line: 1 }],
    [
      'a quote open for over a megabyte',
      `em,"ph\n${'a,b\n'.repeat(300_000)}`,
      'header_unreadable',
      { fault: 'unclosed_quote', line: 1 },
    ],
    [
      'bytes that are not UTF-8',
      Buffer.from('em,\x93\xfa', 'latin1'),
      'header_unreadable',
      { fault: 'bad_encoding', line: 1 },
    ],
    ['a NUL', 'em,\0', 'header_unreadable', { fault: 'nul_character', line: 1 }],
    [
      'an endless line',
      '\nem'.padEnd(MAX_RECORD_BYTES + CHUNK),
      'header_unreadable',
      { fault: 'record_too_large', line: 2 },
    ],
  ])('%s is refused', async (_, text, code, params) => {
    await expect(headerOf(text)).rejects.toMatchObject({ name: 'UserError', code, params });
  });

  test('accepts the maximum number of columns, not counting blank ones at its end', async () => {
    expect((await headerOf(columns(1000))).header).toHaveLength(1000);
    expect((await headerOf(`em,ph${','.repeat(16_000)}\n1`)).header).toEqual(['em', 'ph']);
    expect((await headerOf(`em,ph${','.repeat(998)}\n1`)).header).toHaveLength(1000);
    await writeFile(spool, `1,2${','.repeat(16_000)}\n3`);
    expect((await readHeader(spool, { headerRow: 0, isKnown })).header).toEqual(['Column 1', 'Column 2']);
  });
});

async function rowsOf(options: Partial<Parameters<typeof readRows>[1]> = {}): Promise<Row[]> {
  const from = { byte: 0, record: 0, line: 1 };
  const blocks = await Array.fromAsync(readRows(spool, { delimiter: ',', columnCount: 2, from, ...options }));
  return blocks.flatMap(({ rows }) => rows);
}

test('an encoding fault names the encoding of the file, for which one record is too little evidence', async () => {
  const likelyOf = async (...names: string[]) => {
    await writeFile(spool, Buffer.from(names.map((name) => `${name},x`).join('\n'), 'latin1'));
    const faults = (await rowsOf()).map(({ fault }) => fault?.params?.['likely']);
    return [...new Set(faults)];
  };
  expect(await likelyOf('M\xfcge', 'J\xfcrgen M\xfcller', 'Wei\xdf')).toEqual(['windows-1252']);
  expect(await likelyOf('M\xfcge', '\xdeule', 'G\xfcl\xfeah', '\xc7i\xf0dem', '\xddrem')).toEqual(['windows-1254']);
  expect(await likelyOf('M\xfcge', '\xfeule')).toEqual(['unknown']);
});

describe('the rows', () => {
  test('of a file of several chunks begin after the header', async () => {
    const { cursor } = await headerOf(`\ufeffem,ph\n${'é,"日\n本"\n'.repeat(60_000)}`);
    const rows = await rowsOf({ from: cursor });
    expect(rows).toHaveLength(60_000);
    expect(rows[0]).toMatchObject({ record: 1, line: 2, start: 9, end: 21, endLine: 3, cells: ['é', '日\n本'] });
    expect(rows.at(-1)).toMatchObject({ record: 60_000, line: 120_000, cells: ['é', '日\n本'] });
    expect(rows.every((row) => !row.fault)).toBe(true);
  });

  test('are empty if there is only a header', async () => {
    const { cursor } = await headerOf('em,ph\r\n');
    expect(await rowsOf({ from: cursor })).toEqual([]);
  });

  test('of any range are the rows that start in it', async () => {
    await writeFile(spool, 'a,b\n"c\nd",e\n\nf,"g\nh,i\n"j",k\r\n5" x\nl');
    const all = await rowsOf();
    expect(all.map((row) => row.fault?.code)).toEqual([
      undefined,
      undefined,
      'stray_quote',
      undefined,
      undefined,
      'stray_quote',
      undefined,
    ]);
    for (const first of all) {
      const from = { byte: first.end, record: first.record, line: first.endLine };
      for (let until = 0; until <= 45; until++) {
        const expected = all.filter((row) => row.record > first.record && row.start < until);
        expect(await rowsOf({ from, until })).toEqual(expected);
      }
    }
  });

  test('of a range are complete even if the last row ends after it', async () => {
    await writeFile(spool, `a,b\nc,"d\n${'e,f\n'.repeat(100_000)}`);
    const rows = await rowsOf({ until: 8 });
    expect(rows.map((row) => [row.record, row.fault?.code])).toEqual([
      [1, undefined],
      [2, 'unclosed_quote'],
    ]);
  });

  test.runIf(process.platform === 'linux')('leave no file open after an early return or an abort', async () => {
    await writeFile(spool, 'a,b\n'.repeat(200_000));
    const options = { delimiter: ',', columnCount: 2, from: { byte: 0, record: 0, line: 1 } } as const;
    for await (const {
      rows: [row],
    } of readRows(spool, options)) {
      expect(await timesOpen(spool)).toBe(1);
      if (row) break;
    }
    expect(await timesOpen(spool)).toBe(0);
    const controller = new AbortController();
    const reading = (async () => {
      for await (const _ of readRows(spool, { ...options, signal: controller.signal })) controller.abort();
    })();
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(await timesOpen(spool)).toBe(0);
  });
});

/** How often this process has the file open; other tests open other files at the same time. */
async function timesOpen(path: string): Promise<number> {
  const descriptors = await readdir('/proc/self/fd');
  const paths = await Promise.all(descriptors.map((each) => readlink(`/proc/self/fd/${each}`).catch(() => '')));
  return paths.filter((each) => each === path).length;
}

test('a missing spool is not a user error', async () => {
  await expect(readHeader(join(folder, 'none'), { isKnown })).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(rowsOf()).rejects.toMatchObject({ code: 'ENOENT' });
});
