import { bytes, file, fileWith, HEADER, lines, repeated, row, TIME } from '../bytes.ts';
import { allValid, type CorpusFile, invalid, refused, valid } from '../corpus-file.ts';

/** Line endings, blank lines, rows that are too short or too long, and files without rows. */

const start = `checkout,web,${TIME}`;
const requiredMissing = ['event_name', 'action_source', 'event_time', 'event_id'].map(
  (name) => `required_missing ${name}`,
);

function joined(lineEnd: string, ...rows: readonly string[]) {
  return () => bytes([HEADER, ...rows].join(lineEnd), lineEnd);
}

export const lineEnds: readonly CorpusFile[] = [
  { name: 'CR as line ending', content: joined('\r', row(1), row(2)), expected: allValid(2, 3) },
  { name: 'CRLF as line ending', content: joined('\r\n', row(1), row(2)), expected: allValid(2, 3) },
  {
    name: 'LF CR: a blank line after each line',
    content: joined('\n\r', row(1), row(2)),
    expected: allValid(3, 5),
  },
  {
    name: 'CR CR LF, as in a file copied in text mode',
    content: joined('\r\r\n', row(1), row(2)),
    expected: allValid(3, 5),
  },
  {
    name: 'all line endings in one file',
    content: () => bytes(HEADER, '\r', row(1), '\n', row(2), '\r\n', row(3), '\r', row(4)),
    expected: allValid(2, 3, 4, 5),
  },
  { name: 'no line ending after the last record', content: () => bytes(HEADER, '\n', row(1)), expected: allValid(2) },
  {
    name: 'CR without LF at the end of a CRLF file',
    content: () => bytes(HEADER, '\r\n', row(1), '\r'),
    expected: allValid(2),
  },
  {
    name: 'blank lines everywhere',
    content: () => bytes('\n\r\n', HEADER, '\n\n\n', row(1), '\r\r', row(2), '\n\n\n\n'),
    expected: allValid(6, 8),
  },
  {
    name: 'line breaks in quoted cells count as lines',
    content: () => fileWith('note', row(1, '"a\nb"'), row(2, '"a\r\nb\r\n"'), row(3, '"a\rb"'), row(4, 'x')),
    expected: allValid(2, 4, 7, 9),
  },
  {
    name: 'characters that other programs treat as line breaks',
    content: () =>
      fileWith('content_name', row(1, 'a\u2028b'), row(2, 'a\u2029b'), row(3, 'a\u0085b'), row(4, 'a\v\fb')),
    expected: allValid(2, 3, 4, 5),
  },
  {
    name: 'an end mark of DOS',
    content: () => bytes(file(row(1)), 0x1a),
    expected: allValid(2),
  },
  {
    name: 'an end mark of DOS, and a line break after it',
    content: () => bytes(file(row(1)), 0x1a, '\n'),
    expected: [
      valid(2),
      invalid(3, ['event_name_unknown event_name', ...requiredMissing.slice(1), 'user_data_missing'], 'short_row'),
    ],
  },
  { name: 'no bytes', content: () => bytes(), expected: refused('file_empty') },
  { name: 'only line breaks', content: () => bytes('\n\r\n\r\n\n\r'), expected: refused('file_empty') },
  { name: 'only spaces', content: () => bytes('   \t \n  '), expected: refused('columns_missing') },
  {
    name: 'a single quote',
    content: () => bytes('"'),
    expected: refused('header_unreadable', { fault: 'unclosed_quote' }),
  },
  { name: 'only a header', content: () => lines(HEADER), expected: [] },
  { name: 'a header without a line ending', content: () => bytes(HEADER), expected: [] },
  { name: 'a header and blank lines', content: () => bytes(HEADER, '\r\n\r\n\n'), expected: [] },
  { name: 'no header', content: () => lines(row(1), row(2)), expected: refused('columns_missing') },
  {
    name: 'no header, and a duplicate value in the first row',
    content: () => lines(`${start},web,web`),
    expected: refused('duplicate_columns', { columns: '2, 4, 5' }),
  },
  {
    name: 'a row without its last cells',
    content: () => fileWith('value,currency', row(1), row(2, '1'), row(3, '1', 'USD')),
    expected: [valid(2, 'short_row'), valid(3, 'short_row'), valid(4)],
  },
  {
    name: 'a row without required values',
    content: () => file(`${start},e1`, 'checkout', row(3)),
    expected: [
      invalid(2, 'user_data_missing', 'short_row'),
      invalid(3, [...requiredMissing.slice(1), 'user_data_missing'], 'short_row'),
      valid(4),
    ],
  },
  {
    name: 'a line of delimiters',
    content: () => file(',,,,', row(1)),
    expected: [invalid(2, 'row_blank'), valid(3)],
  },
  {
    name: 'a line of spaces',
    content: () => file('   ', row(1)),
    expected: [invalid(2, 'row_blank'), valid(3)],
  },
  {
    name: 'a row with extra empty cells',
    content: () => file(row(1, '', ''), row(2, '', ' ', '\t', '""'), row(3, '', '', 'x')),
    expected: [valid(2), valid(3), invalid(4, 'too_many_cells')],
  },
  {
    name: 'an unquoted delimiter does not shift cells',
    content: () => fileWith('content_name,value', row(1, 'Boots, brown', '2'), row(2, '"Boots, brown"', '2')),
    expected: [invalid(2, 'too_many_cells'), valid(3)],
  },
  {
    name: 'a row of several lines with too many cells covers only its first line',
    content: () => file(`${start},e1,"a`, row(2), 'b",c', row(4)),
    expected: [invalid(2, 'too_many_cells'), valid(3), invalid(4, 'stray_quote event_name'), valid(5)],
  },
  {
    name: '100 MB of line breaks',
    content: () => repeated('\n\r\n', 100_000_000),
    expected: refused('file_empty'),
    isGiant: true,
  },
  {
    name: '100 MB of line breaks after the header, then a record',
    content: function* () {
      yield bytes(HEADER, '\n');
      yield* repeated('\n', 100_000_000);
      yield bytes(row(1));
    },
    expected: allValid(100_000_002),
    isGiant: true,
  },
];
