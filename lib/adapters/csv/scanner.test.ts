import { describe, expect, test } from 'vitest';
import type { Row } from '../../core/record/row.ts';
import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import { RecordFinder } from './record-finder.ts';
import { scanInChunks } from './scan.test-kit.ts';
import { Scanner } from './scanner.ts';

const scan = (text: string | Buffer, columnCount = 2) =>
  scanInChunks(Buffer.from(text), { delimiter: ',', columnCount });

/** Line, cells and fault of each row. */
const summaryOf = (rows: Row[]) =>
  rows.map(({ line, cells, fault }) => `${line} ${cells.join('|')}${fault ? ` !${fault.code}` : ''}`);

describe('records and their lines', () => {
  test.each<[string, string, string[]]>([
    ['nothing', '', []],
    ['one row without a line end', 'a,b', ['1 a|b']],
    ['LF', 'a,b\nc,d\n', ['1 a|b', '2 c|d']],
    ['CRLF', 'a,b\r\nc,d\r\n', ['1 a|b', '2 c|d']],
    ['CR', 'a,b\rc,d\r', ['1 a|b', '2 c|d']],
    ['mixed line ends', 'a,b\rc,d\ne,f\r\ng,h', ['1 a|b', '2 c|d', '3 e|f', '4 g|h']],
    ['LF CR are two line ends', 'a,b\n\rc,d', ['1 a|b', '3 c|d']],
    ['blank lines are counted, but are not records', '\n\r\n\ra,b\n\n\nc,d\n\n', ['4 a|b', '7 c|d']],
    ['a line of spaces is a record', '  \n', ['1   |']],
    ['a line of delimiters is a record', ',\n', ['1 |']],
    ['an empty quoted cell is a record', '""\n', ['1 |']],
    ['nothing is trimmed', ' a ,\tb\u00a0', ['1  a |\tb\u00a0']],
    ['quoted cells', '"a","b"\n"c",d\ne,"f"', ['1 a|b', '2 c|d', '3 e|f']],
    ['doubled quotes', '"a ""b"" c",""""\n"""",""""""', ['1 a "b" c|"', '2 "|""']],
    ['delimiters and line ends in quotes', '"a,\n,b","\r\n\r"\nc,d', ['1 a,\n,b|\r\n\r', '5 c|d']],
    ['line ends at the end of quoted cells', '"a\r","b\n"\nc,d', ['1 a\r|b\n', '4 c|d']],
    ['short rows', 'a\nb,c\n', ['1 a|', '2 b|c']],
    ['a blank surplus is dropped', 'a,b,,\nc,d, ,"\t"\n', ['1 a|b', '2 c|d']],
    ['text beyond ASCII', '日本,é\n"😀",""', ['1 日本|é', '2 😀|']],
    ['a byte order mark is text here', '\ufeffa,b', ['1 \ufeffa|b']],
  ])('%s', (_, text, expected) => {
    expect(summaryOf(scan(text))).toEqual(expected);
  });

  test('a short row has the number of its missing cells, and a complete row has 0', () => {
    expect(scan('a\na,b,c\n,\n', 3).map((row) => row.missingCells)).toEqual([2, 0, 1]);
  });

  test('another delimiter does not split at commas', () => {
    expect(summaryOf(scanInChunks(Buffer.from('a,b\tc\n'), { delimiter: '\t', columnCount: 2 }))).toEqual(['1 a,b|c']);
  });

  test('cells are neither padded nor cut without a header length', () => {
    const finder = new RecordFinder({ delimiter: ',', columnCount: undefined });
    finder.append(Buffer.from('a,b,c\nd\n'));
    expect(summaryOf([finder.next(), finder.next()].flatMap((row) => row ?? []))).toEqual(['1 a|b|c', '2 d']);
  });

  test('every row has its number and offsets', () => {
    expect(scan('\r\né,"b\r\nc\r"\r\n\n"d"x\r"e"\n')).toEqual([
      { record: 1, line: 2, start: 2, end: 12, endLine: 4, cells: ['é', 'b\r\nc\r'], missingCells: 0 },
      {
        record: 2,
        line: 6,
        start: 15,
        end: 19,
        endLine: 6,
        cells: ['"d"x', ''],
        missingCells: 0,
        fault: { code: 'stray_quote', cell: 0 },
      },
      { record: 3, line: 7, start: 20, end: 23, endLine: 7, cells: ['e', ''], missingCells: 1 },
    ]);
  });

  test('counts offsets, records and lines from a cursor', () => {
    const options = { delimiter: ',', columnCount: 2, from: { byte: 1000, record: 7, line: 12 } } as const;
    expect(scanInChunks(Buffer.from('\r\na,b'), options)).toEqual([
      { record: 8, line: 13, start: 1002, end: 1005, endLine: 13, cells: ['a', 'b'], missingCells: 0 },
    ]);
  });
});

describe('a faulty record covers only its first line', () => {
  const latin1 = (text: string) => Buffer.from(text, 'latin1');

  test.each<[string, string | Buffer, string[]]>([
    ['a quote inside a cell', '5" pipe,b\nc,d', ['1 5" pipe|b !stray_quote', '2 c|d']],
    ['a quote after a space', 'a, "b"\nc,d', ['1 a| "b" !stray_quote', '2 c|d']],
    ['text after a closing quote', '"abc"x,b\nc,d', ['1 "abc"x|b !stray_quote', '2 c|d']],
    ['a space after a closing quote', 'a,"b" \nc,d', ['1 a|"b"  !stray_quote', '2 c|d']],
    ['a quote at the end of a cell', 'a"\nc,d', ['1 a"| !stray_quote', '2 c|d']],
    ['a quote and nothing more', 'a,b\n"', ['1 a|b', '2 "| !unclosed_quote']],
    ['a quote that the next row contradicts', 'a,"b\n"c",d\ne,f', ['1 a|"b !stray_quote', '2 c|d', '3 e|f']],
    ['a quote never closed', 'a,"b\nc,d\n"",f\n', ['1 a|"b !unclosed_quote', '2 c|d', '3 |f']],
    ['an unclosed quote above a stray one', 'a,"\nb,""c\nd', ['1 a|" !unclosed_quote', '2 b|""c !stray_quote', '3 d|']],
    ['an unclosed quote on the second line', '"a\nb","c\nd', ['1 "a| !unclosed_quote', '2 b"|"c !stray_quote', '3 d|']],
    ['a surplus cell that is not blank', 'a,b,c,,\nd,e', ['1 a|b,c,, !too_many_cells', '2 d|e']],
    ['a surplus cell of two lines', 'a,b,"c\nd"\ne', ['1 a|b,"c !too_many_cells', '2 d"| !stray_quote', '3 e|']],
    ['a byte that is not UTF-8', latin1('caf\xe9,b\nc,d'), ['1 caf\ufffd|b !bad_encoding', '2 c|d']],
    ['a cut character before a delimiter', latin1('\xe3\x81,b\nc,d'), ['1 \ufffd|b !bad_encoding', '2 c|d']],
    ['an encoded surrogate', latin1('a,\xed\xa0\x80'), ['1 a|\ufffd\ufffd\ufffd !bad_encoding']],
    ['letters of ISO-2022-JP', 'a,\x1b$B;3ED\x1b(B\n\x1b[1m,d', ['1 a|\x1b$B;3ED\x1b(B !bad_encoding', '2 \x1b[1m|d']],
    ['a replacement character in the text', 'a,\ufffd', ['1 a|\ufffd !bad_encoding']],
    ['a NUL', 'a\0,b\nc,d', ['1 a\0|b !nul_character', '2 c|d']],
  ])('%s', (_, text, expected) => {
    expect(summaryOf(scan(text))).toEqual(expected);
  });

  test.each([
    ['a,"b" x', { code: 'stray_quote', cell: 1 }],
    ['"a,b",c,d"', { code: 'stray_quote', cell: 2 }],
    ['a,"b', { code: 'unclosed_quote', cell: 1 }],
    ['"a\n","b",c,"d', { code: 'unclosed_quote', cell: 3 }],
    ['a,b,,c', { code: 'too_many_cells', params: { cells: 4, columns: 2 } }],
    ['a,\0b', { code: 'nul_character', cell: 1 }],
    ['\0a,\0b', { code: 'nul_character' }],
    ['a,\x1b$@', { code: 'bad_encoding', cell: 1, params: { likely: 'unknown' } }],
    ['é,\x1b(I', { code: 'bad_encoding', cell: 1, params: { likely: 'unknown' } }],
    ['\ufffd,b', { code: 'bad_encoding', cell: 0, params: { likely: 'lost' } }],
    ['\ufffd,\ufffd', { code: 'bad_encoding', params: { likely: 'lost' } }],
    [latin1('M\xfcller,Stra\xdfe'), { code: 'bad_encoding', params: { likely: 'unknown' } }],
    [Buffer.from('efbfbd2cff', 'hex'), { code: 'bad_encoding', params: { likely: 'unknown' } }],
  ])('%j has a fault, with its cell if only one cell has the fault', (text, fault) => {
    expect(scan(text)[0]?.fault).toEqual(fault);
  });
});

describe('records at the size limit', () => {
  const line = (bytes: number) => 'x'.repeat(bytes);
  const codes = (text: string) => scan(text).map((row) => [row.line, row.end - row.start, row.fault?.code]);

  test.each([
    ['plain', line(MAX_RECORD_BYTES)],
    ['quoted', `"${line(MAX_RECORD_BYTES - 2)}"`],
  ])('a record of exactly the limit is read: %s', (_, record) => {
    expect(codes(`${record}\na`)).toEqual([
      [1, MAX_RECORD_BYTES, undefined],
      [2, 1, undefined],
    ]);
    expect(codes(record)).toEqual([[1, MAX_RECORD_BYTES, undefined]]);
  });

  test.each([
    ['plain', line(MAX_RECORD_BYTES + 1), {}],
    ['quoted and closed', `"${line(MAX_RECORD_BYTES - 1)}"`, {}],
    ['quoted and open', `"${line(3 * MAX_RECORD_BYTES)}"`, { params: { openQuote: 1 } }],
    ['with a stray quote', `a"${line(2 * MAX_RECORD_BYTES)}`, {}],
  ])('a longer line is a fault, and the next one is read: %s', (_, record, params) => {
    const rows = scan(`a,b\n${record}\r\nc,d`);
    expect(summaryOf(rows)).toEqual(['1 a|b', '2 | !record_too_large', '3 c|d']);
    expect(rows[1]).toMatchObject({ start: 4, end: 4 + record.length, fault: { code: 'record_too_large', ...params } });
    expect(scan(record)).toHaveLength(1);
  });

  test('a quote still open at the limit affects one line', () => {
    const rows = scan(`a,"b\n${'c,d\n'.repeat(400_000)}e,"f"`);
    expect(rows).toHaveLength(400_002);
    expect(rows[0]).toMatchObject({
      end: 4,
      cells: ['a', '"b'],
      fault: { code: 'record_too_large', params: { openQuote: 1 } },
    });
    expect(rows.filter((row) => row.fault)).toHaveLength(1);
    expect(rows.at(-1)).toMatchObject({ record: 400_002, line: 400_002, cells: ['e', 'f'] });
  });

  test('a line of any length is skipped in constant memory', () => {
    const scanner = new Scanner({ delimiter: ',', columnCount: 2 });
    const chunk = Buffer.alloc(1 << 20, '"');
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 200; i++) expect([...scanner.push(chunk)]).toEqual([]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 << 20);
    const rows = [...scanner.push(Buffer.from('\na,b')), ...scanner.end()].flatMap((block) => block.rows);
    expect(summaryOf(rows)).toEqual(['1 | !record_too_large', '2 a|b']);
    expect(rows[1]?.start).toBe(200 * (1 << 20) + 1);
  });
});

/** If backtracking read bytes any number of times, each file would take hours, and its test would time out. */
describe('adversarial files are not slow', () => {
  const repeated = (line: string, times: number) => Buffer.from(line.repeat(times));
  const CHUNK = 64 * 1024;
  const scanChunked = (bytes: Buffer, columnCount = 2) =>
    scanInChunks(
      bytes,
      { delimiter: ',', columnCount },
      Array.from({ length: Math.floor(bytes.length / CHUNK) }, (_, i) => i * CHUNK),
    );

  test.each([
    ['each line opens a quote that the next one contradicts', 'a,"b\n', 50_000, 50_000],
    ['each line opens a quote that the next one closes', 'a,"\n', 50_000, 25_000],
    ['each line opens a quote that the next one closes with too many cells', '"","","\n', 50_000, 50_000],
    ['each line is valid, and would leave an open quote open', '"",""\n', 50_000, 50_000],
    ['each line has a stray quote', '"a"b\n', 50_000, 50_000],
    ['nothing but three quotes on each line', '"""\n', 50_000, 25_000],
    ['nothing but quotes', '"', 5_000_001, 1],
    ['nothing but delimiters', ',', 900_000, 1],
    ['nothing but line ends', '\r', 2_000_000, 0],
    ['nothing but a pair of quotes on each line', '""\r', 300_000, 300_000],
  ])('%s', (_, line, times, records) => {
    expect(scanChunked(repeated(line, times))).toHaveLength(records);
  });

  test('a quote that is open over many valid lines, again and again', () => {
    const group = `a,"b\n${'"",""\n'.repeat(2_000)}`;
    const rows = scanChunked(repeated(group, 100));
    expect(rows).toHaveLength(200_100);
    expect(rows.filter((row) => row.fault)).toHaveLength(100);
  });

  test('a large record that arrives byte by byte', () => {
    const bytes = Buffer.from(`"${'ab""\r\n'.repeat(50_000)}",x\n`);
    const everywhere = Array.from(bytes.keys());
    expect(scanInChunks(bytes, { delimiter: ',', columnCount: 2 }, everywhere)).toMatchObject([{ endLine: 50_001 }]);
  });

  test('rows padded to many columns are split into blocks', () => {
    const scanner = new Scanner({ delimiter: ',', columnCount: 1000 });
    let rowCount = 0;
    for (const block of scanner.push(repeated('a\n', 5_000))) {
      expect(block.length * 1000).toBeLessThanOrEqual(50_000);
      rowCount += block.length;
    }
    expect(rowCount).toBe(5_000);
  });
});
