import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Row } from '../../core/record/row.ts';
import { MAX_COLUMNS, MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import { CellReader, ColumnFinder } from './columns.ts';
import { JsonlScanner } from './scanner.ts';

const START = { byte: 0, record: 0, line: 1 };

/** All rows of a file, scanned in chunks that end at `cuts` (ascending). */
function scan(bytes: Uint8Array, header: readonly string[], cuts: readonly number[] = [], from = START): Row[] {
  const scanner = new JsonlScanner(new CellReader(header), from);
  const ends = [...cuts, bytes.length];
  const pushed = ends.flatMap((end, i) => [...scanner.push(bytes.subarray(ends[i - 1] ?? 0, end))]);
  return [...pushed, ...scanner.end()].flatMap(({ rows }) => rows);
}

function cellsOf(line: string, header: readonly string[] = ['a', 'b']): readonly string[] {
  return scan(Buffer.from(line), header)[0]?.cells ?? [];
}

function faultOf(line: string | Buffer): string | undefined {
  return scan(Buffer.from(line), ['a', 'b'])[0]?.fault?.code;
}

test.each<[what: string, line: string, cells: readonly string[]]>([
  ['strings as they are', '{"a":" x ","b":"\\"q\\" \\u00e9\\n"}', [' x ', '"q" é\n']],
  ['the order of the header', '{"b":"2","a":"1"}', ['1', '2']],
  ['missing members', '{"b":"2"}', ['', '2']],
  ['null', '{"a":null,"b":"null"}', ['', 'null']],
  ['booleans', '{"a":true,"b":false}', ['true', 'false']],
  ['numbers with the digits as written', '{"a":72.30,"b":-1.50E+3}', ['72.30', '-1.50E+3']],
  [
    'numbers beyond 2^53',
    '{"a":9007199254740993,"b":123456789012345678901234567890}',
    ['9007199254740993', '123456789012345678901234567890'],
  ],
  ['arrays', '{"a":[ "x@y.example", "}" ],"b":[]}', ['[ "x@y.example", "}" ]', '[]']],
  ['objects', '{"a":{"c":[1,{"d":"]\\"}"}]},"b":{}}', ['{"c":[1,{"d":"]\\"}"}]}', '{}']],
  ['blanks anywhere', ' { "a" : 1 , "b"\t:\t[ 2 ] } \r', ['1', '[ 2 ]']],
  ['an object after a byte order mark', '\ufeff{"a":"1"}', ['1', '']],
  ['no members', '{}', ['', '']],
  ['names with escapes', '{"\\u0061":"1","b":"\\\\"}', ['1', '\\']],
  ['names surrounded by blanks', '{" a ":"1"}', ['1', '']],
  ['members without a column', '{"c":"3","":"4","b":"2"}', ['', '2']],
])('reads %s', (_, line, cells) => {
  const [row] = scan(Buffer.from(line), ['a', 'b']);
  expect(row?.fault).toBeUndefined();
  expect(row?.cells).toEqual(cells);
});

const NESTED = ['id', 'user', 'user.email', 'user.address', 'user.address.zip'];

test.each<[what: string, line: string, cells: readonly string[]]>([
  [
    'of objects',
    '{"id":1,"user":{"email":"a@b.c","address":{"zip":"01067"}}}',
    ['1', '{"email":"a@b.c","address":{"zip":"01067"}}', 'a@b.c', '{"zip":"01067"}', '01067'],
  ],
  ['that are null or missing', '{"user":{"email":null}}', ['', '{"email":null}', '', '', '']],
  ['of a value that is not an object', '{"user":"a@b.c"}', ['', 'a@b.c', '', '', '']],
  [
    'unless the record has a member with the name of the column',
    '{"user":{"email":"x"},"user.email":"y"}',
    ['', '{"email":"x"}', 'y', '', ''],
  ],
])('reads nested members %s', (_, line, cells) => {
  expect(scan(Buffer.from(line), NESTED)[0]).toMatchObject({ cells });
});

test('a repeated member of a nested object is a fault', () => {
  const [row] = scan(Buffer.from('{"user":{"email":"x","email":"y"}}'), NESTED);
  expect(row?.fault).toEqual({ code: 'duplicate_key', cell: 2 });
});

test.each<[what: string, lines: readonly object[], header: readonly string[]]>([
  ['an object is followed by its members', [{ user: { email: 1 }, id: 1 }], ['user', 'user.email', 'id']],
  [
    'the members of all lines count',
    [{ user: { email: 1 } }, { user: { a: { b: 1 } } }],
    ['user', 'user.email', 'user.a', 'user.a.b'],
  ],
  ['each name occurs once', [{ user: { email: 1 } }, { 'user.email': 1 }], ['user', 'user.email']],
  ['elements of arrays have none', [{ items: [{ id: 1 }] }], ['items']],
  [
    'members have columns down to the fifth nested object',
    [deep(8)],
    [1, 2, 3, 4, 5, 6].map((depth) => Array(depth).fill('a').join('.')),
  ],
  ['nested members have none if there would be too many', [{ id: 1, many: objectOf(MAX_COLUMNS) }], ['id', 'many']],
])('the columns of a file: %s', (_, lines, header) => {
  const finder = new ColumnFinder();
  for (const line of lines) finder.read(JSON.stringify(line));
  expect(finder.header).toEqual(header);
});

function deep(levels: number): object {
  return levels === 0 ? {} : { a: deep(levels - 1) };
}

function objectOf(memberCount: number): object {
  return Object.fromEntries(Array.from({ length: memberCount }, (_, index) => [`m${index}`, 1]));
}

test('reads a member named __proto__ like any other', () => {
  expect(cellsOf('{"__proto__":"x","constructor":"y"}', ['__proto__', 'constructor'])).toEqual(['x', 'y']);
});

test.each<[what: string, line: string | Buffer, code: string]>([
  ['invalid JSON', '{"a":1', 'bad_json'],
  ['two objects on a line', '{"a":1} {"b":2}', 'bad_json'],
  ['an array', '["a"]', 'json_not_object'],
  ['a number', '12', 'json_not_object'],
  ['null', 'null', 'json_not_object'],
  ['a name twice', '{"a":1,"a":1}', 'duplicate_key'],
  ['a NUL', '{"a":"\0"}', 'nul_character'],
  ['a NUL by escape', '{"a":"\\u0000"}', 'nul_character'],
  ['a lone surrogate', '{"a":"\\ud83d"}', 'bad_encoding'],
  ['bytes of another encoding', Buffer.from([...Buffer.from('{"a":"'), 0xe9, ...Buffer.from('"}')]), 'bad_encoding'],
  ['more than a record may hold', `{"a":"${'x'.repeat(MAX_RECORD_BYTES)}"}`, 'record_too_large'],
])('a line with %s has a fault', (_, line, code) => {
  expect(faultOf(line)).toBe(code);
});

test.each<[what: string, line: Buffer, likely: string]>([
  ['bytes of another encoding', Buffer.from('{"a":"Müller, Köln"}', 'latin1'), 'unknown'],
  ['a lone surrogate', Buffer.from('{"a":"\\ud83d"}'), 'lost'],
  ['a replacement character', Buffer.from('{"a":"\ufffd"}'), 'lost'],
  ['a replacement character by escape', Buffer.from('{"a":"\\ufffd"}'), 'lost'],
  ['a replacement character in invalid JSON', Buffer.from('{"a":"\ufffd'), 'lost'],
])('an encoding fault tells lost characters from those of an unknown encoding: %s', (_, line, likely) => {
  expect(scan(line, ['a'])[0]?.fault?.params).toEqual({ likely });
});

test('continues at the line after a fault, with correct records and lines', () => {
  const text = '{"a":1}\n\n  \n{"a":\r\n{"a":3}\n[]\n{"a":5}';
  expect(
    scan(Buffer.from(text), ['a']).map(({ record, line, cells, fault }) => [record, line, cells[0], fault?.code]),
  ).toEqual([
    [1, 1, '1', undefined],
    [2, 4, '{"a":', 'bad_json'],
    [3, 5, '3', undefined],
    [4, 6, '[]', 'json_not_object'],
    [5, 7, '5', undefined],
  ]);
});

/** Not more, because generating a file takes longer than scanning it. */
const RUNS = { numRuns: 400 };

const HEADER = ['a', 'b', '__proto__'];
const anyObject = fc.dictionary(fc.constantFrom(...HEADER), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: false });
const fragment = fc.oneof(
  { weight: 6, arbitrary: anyObject.map((value) => Buffer.from(JSON.stringify(value))) },
  {
    weight: 8,
    arbitrary: fc
      .constantFrom('\n', '\n', '\r\n', ' ', '{', '}', '"', '\\', ':', ',', '{"a":', 'é', '\0')
      .map((text) => Buffer.from(text)),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 3 }).map((bytes) => Buffer.from(bytes)) },
);
const anyBytes = fc.array(fragment, { maxLength: 40 }).map((fragments) => Buffer.concat(fragments));

test('reads back what JSON.stringify writes', () => {
  fc.assert(
    fc.property(fc.array(anyObject, { minLength: 1 }), (objects) => {
      const rows = scan(Buffer.from(objects.map((object) => JSON.stringify(object)).join('\n')), HEADER);
      const written = objects.map((object) => HEADER.map((name) => cellFor(object, name)));
      const valid = rows.filter(({ fault }) => !fault);
      expect(rows).toHaveLength(objects.length);
      expect(valid.map(({ cells }) => cells)).toEqual(written.filter((_, i) => !rows[i]?.fault));
      for (const { fault } of rows) expect(['nul_character', 'bad_encoding', undefined]).toContain(fault?.code);
    }),
    RUNS,
  );
});

function cellFor(object: Readonly<Record<string, unknown>>, name: string): string {
  const value = Object.hasOwn(object, name) ? object[name] : null;
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

test('each non-blank line is one record, whatever the bytes and chunks', () => {
  fc.assert(
    fc.property(anyBytes, fc.array(fc.nat(200)), (bytes, places) => {
      const rows = scan(bytes, HEADER);
      const lines = bytes.toString('latin1').split('\n');
      const filled = lines.flatMap((line, i) => (/^[ \t\r]*$/.test(line) ? [] : [i + 1]));
      expect(rows.map(({ line }) => line)).toEqual(filled);
      for (const { start, end, line } of rows) {
        expect(bytes.subarray(start, end).toString('latin1')).toBe(lines[line - 1]);
      }
      const cuts = places.filter((at) => at < bytes.length).sort((a, b) => a - b);
      expect(scan(bytes, HEADER, cuts)).toEqual(rows);
    }),
    RUNS,
  );
});

test('reading from the end of any row yields the rows after it', () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const rows = scan(bytes, HEADER);
      rows.forEach((row, i) => {
        const from = { byte: row.end, record: row.record, line: row.endLine };
        expect(scan(bytes.subarray(row.end), HEADER, [], from)).toEqual(rows.slice(i + 1));
      });
    }),
    RUNS,
  );
});

test('a line that is too large is a fault, and the next one is read', () => {
  const scanner = new JsonlScanner(new CellReader(['a']), START);
  const filler = Buffer.alloc(MAX_RECORD_BYTES, 'x');
  const rows = [filler, filler, filler, Buffer.from('\n{"a":"next"}')].flatMap((chunk) => [...scanner.push(chunk)]);
  const [first, second] = [...rows, ...scanner.end()].flatMap((block) => block.rows);
  expect(first).toMatchObject({
    record: 1,
    line: 1,
    start: 0,
    end: 3 * MAX_RECORD_BYTES,
    fault: { code: 'record_too_large' },
  });
  expect(second).toMatchObject({ record: 2, line: 2, start: 3 * MAX_RECORD_BYTES + 1, cells: ['next'] });
});
