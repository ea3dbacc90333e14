import { bytes, fileWith, HEADER, repeated, row } from '../bytes.ts';
import { type CorpusFile, type ExpectedRecord, invalid, type Tally, valid } from '../corpus-file.ts';

/** Records around the maximum size, far beyond it, and files that could fill memory in other ways. */

const MB = 1_000_000;

/** A record of exactly `total` bytes. */
function recordOf(total: number, before = row(1, ''), after = ''): string {
  return before + 'x'.repeat(total - before.length - after.length) + after;
}

function sized(name: string, record: string, ...expected: readonly ExpectedRecord[]): CorpusFile {
  return { name, content: () => fileWith('content_name', record, row(2, 'x')), expected };
}

const quotedCell = row(1, '"');
const TALL = `${row(1, '"')}${'\n'.repeat(500_000)}`;
/** 700 columns of list fields. */
const LISTS = ['ph', 'ge', 'db', 'st', 'zp', 'country', 'ct'].flatMap((name) =>
  Array.from({ length: 100 }, (_, n) => `${name}_${n + 1}`),
);
/** The errors of these columns for a question mark; in `st` and `country`, it is left out with a warning. */
const LIST_ERRORS = ['nothing_left', 'ge_unknown', 'db_unreadable'];

/** `recordCount` records with this cell in each of the 700 columns. */
function* manyErrors(cell: string, recordCount: number): Generator<Uint8Array> {
  const record = bytes(row(1, ...LISTS.map(() => cell)), '\n');
  yield bytes(HEADER, ',', LISTS.join(), '\n');
  yield* repeated(record, record.length * recordCount);
}

function tallyOfAll(read: number): Tally {
  return { read, errors: Object.fromEntries(LIST_ERRORS.map((code) => [code, read])) };
}

export const sizes: readonly CorpusFile[] = [
  sized('a record of 1 MB minus one byte', recordOf(MB - 1), valid(2), valid(3)),
  sized('a record of 1 MB', recordOf(MB), valid(2), valid(3)),
  sized('a record of 1 MB plus one byte', recordOf(MB + 1), invalid(2, 'record_too_large'), valid(3)),
  sized('a record of 1 MB in quotes', recordOf(MB, quotedCell, '"'), valid(2), valid(3)),
  sized(
    'a record of 1 MB plus one byte in quotes',
    recordOf(MB + 1, quotedCell, '"'),
    invalid(2, 'record_too_large'),
    valid(3),
  ),
  sized('a record of two lines and 1 MB', recordOf(MB, quotedCell, '\n"'), valid(2), valid(4)),
  sized(
    'a record of two lines and 1 MB plus one byte: its second line is a record',
    recordOf(MB + 1, quotedCell, '\n"'),
    invalid(2, 'record_too_large'),
    invalid(3, 'unclosed_quote event_name'),
    valid(4),
  ),
  sized(
    'a four-byte character across the maximum size',
    recordOf(MB - 2).concat('😀'),
    invalid(2, 'record_too_large'),
    valid(3),
  ),
  sized('a record of half a million lines', recordOf(TALL.length + 1, TALL, '"'), valid(2), valid(500_003)),
  {
    name: 'a last record of 1 MB without a line ending',
    content: () => bytes(HEADER, ',content_name\n', recordOf(MB)),
    expected: [valid(2)],
  },
  {
    name: 'a last record of 1 MB plus one byte without a line ending',
    content: () => bytes(HEADER, ',content_name\n', recordOf(MB + 1)),
    expected: [invalid(2, 'record_too_large')],
  },
  {
    name: 'a record of 1 MB of control characters, which take six times the space in JSON',
    content: () =>
      fileWith(
        'content_name',
        row(0, 'x'.repeat(70_000)),
        recordOf(MB - 2, row(1, '"'), '"').replaceAll(/x(?!ample)/g, '\u0001'),
        row(2, 'x'),
      ),
    expected: [valid(2), valid(3), valid(4)],
  },
  {
    name: 'a record of 500,000 cells',
    content: () => fileWith('value', row(1) + ','.repeat(500_000), `${row(2)}${',x'.repeat(400_000)}`, row(3, '1')),
    expected: [valid(2), invalid(3, 'too_many_cells'), valid(4)],
  },
  {
    name: 'a field of 100 MB',
    content: function* () {
      yield bytes(HEADER, ',content_name\n', row(1, ''));
      yield* repeated('x', 100 * MB);
      yield bytes('\n', row(2, 'x'));
    },
    expected: [invalid(2, 'record_too_large'), valid(3)],
    isGiant: true,
  },
  {
    name: 'a field of 100 MB in quotes, on one line',
    content: function* () {
      yield bytes(HEADER, ',content_name\n', row(1, '"'));
      yield* repeated('x', 100 * MB);
      yield bytes('"\n', row(2, 'x'));
    },
    expected: [invalid(2, 'record_too_large'), valid(3)],
    isGiant: true,
  },
  {
    name: 'a line of 100 MB without a line ending',
    content: function* () {
      yield bytes(HEADER, '\n');
      yield* repeated('x', 100 * MB);
    },
    expected: [invalid(2, 'record_too_large')],
    isGiant: true,
  },
  {
    name: '100 MB of delimiters',
    content: function* () {
      yield bytes(HEADER, '\n');
      yield* repeated(',', 100 * MB);
    },
    expected: [invalid(2, 'record_too_large')],
    isGiant: true,
  },
  {
    name: '100 MB of lines ending with CR',
    content: function* () {
      yield bytes(HEADER, ',value\r');
      yield* repeated(`${'x'.repeat(999)}\r`, 100 * MB);
    },
    expected: {
      read: 100_000,
      errors: { event_name_unknown: 100_000, required_missing: 100_000, user_data_missing: 100_000 },
    },
    isGiant: true,
  },
  {
    name: '100 MB of Shift_JIS without a line ending',
    content: function* () {
      yield bytes(HEADER, '\n');
      yield* repeated(Uint8Array.of(0x93, 0xfa), 100 * MB);
    },
    encoding: 'shift_jis',
    expected: [invalid(2, 'record_too_large')],
    isGiant: true,
  },
  {
    name: 'two million errors in 4000 records',
    content: () => manyErrors('?', 4000),
    expected: tallyOfAll(4000),
    isGiant: true,
  },
  {
    name: 'lists of 100 invalid values in 700 cells of each record',
    content: () => manyErrors(`"[${Array(100).fill('""?""').join()}]"`, 60),
    expected: tallyOfAll(60),
    isGiant: true,
  },
];
