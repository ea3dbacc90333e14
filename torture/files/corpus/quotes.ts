import { bytes, file, fileWith, HEADER, lines, repeated, row, TIME } from '../bytes.ts';
import { allValid, type CorpusFile, invalid, valid } from '../corpus-file.ts';

/** Quotation marks: unclosed, stray, pairs that span records, and very long quoted cells. */

const start = `checkout,web,${TIME}`;
const MB = 1_000_000;
const LONG = `${row(1, 'x'.repeat(2000))}\n`;

export const quotes: readonly CorpusFile[] = [
  {
    name: 'an unclosed quote in the last record',
    content: () => file(row(1), `${start},e2,"user2@mail.example`),
    expected: [valid(2), invalid(3, 'unclosed_quote em')],
  },
  {
    name: 'an unclosed quote in the last record without a line ending',
    content: () => bytes(HEADER, '\n', row(1), '\n', `${start},e2,"`),
    expected: [valid(2), invalid(3, 'unclosed_quote em')],
  },
  {
    name: 'an unclosed quote in the middle: the following records are read',
    content: () => file(row(1), `${start},"e2,user2@mail.example`, row(3), row(4), row(5)),
    expected: [valid(2), invalid(3, 'unclosed_quote event_id'), ...allValid(4, 5, 6)],
  },
  {
    name: 'a line with only a quote',
    content: () => file(row(1), '"', row(2)),
    expected: [valid(2), invalid(3, 'unclosed_quote event_name'), valid(4)],
  },
  {
    name: 'unclosed quotes on three consecutive lines',
    content: () => file(row(1), `"${row(2)}`, `"${row(3)}`, `"${row(4)}`, row(5)),
    expected: [
      valid(2),
      invalid(3, 'stray_quote event_name'),
      invalid(4, 'stray_quote event_name'),
      invalid(5, 'unclosed_quote event_name'),
      valid(6),
    ],
  },
  {
    name: 'an unclosed quote pairs with the opening quote of a later cell',
    content: () => file(`${start},e1,"user1@mail.example`, row(2), `${start},"e3",user3@mail.example`, row(4)),
    expected: [invalid(2, 'stray_quote em'), ...allValid(3, 4, 5)],
  },
  {
    name: 'an unclosed quote pairs with the quote of a later line, with too many cells',
    content: () =>
      fileWith('value', `${start},e1,"user1@mail.example,1`, row(2, '2'), `${start},e3",user3@mail.example,3`),
    expected: [invalid(2, 'too_many_cells'), valid(3), invalid(4, 'stray_quote event_id')],
  },
  {
    name: 'an unclosed quote pairs with the quote of a later line, with the right number of cells: only a warning is possible',
    content: () =>
      fileWith(
        'value',
        `${start},"e1,user1@mail.example,1`,
        row(2, '2'),
        `${start},e3",user3@mail.example,3`,
        row(4, '4'),
      ),
    expected: [valid(2, 'email_unhashed', 'line_break'), valid(5)],
  },
  {
    name: 'a quote inside a cell',
    content: () => file(`${start},e"1,user1@mail.example`, row(2)),
    expected: [invalid(2, 'stray_quote event_id'), valid(3)],
  },
  {
    name: 'text after a closing quote',
    content: () => file(`${start},"e"1,user1@mail.example`, row(2)),
    expected: [invalid(2, 'stray_quote event_id'), valid(3)],
  },
  {
    name: 'a space after a closing quote',
    content: () => file(`${start},"e1" ,user1@mail.example`, row(2)),
    expected: [invalid(2, 'stray_quote event_id'), valid(3)],
  },
  {
    name: 'a space before an opening quote',
    content: () => file(`${start}, "e1",user1@mail.example`, row(2)),
    expected: [invalid(2, 'stray_quote event_id'), valid(3)],
  },
  {
    name: 'a quote escaped with a backslash',
    content: () => file(`${start},"e\\"1",user1@mail.example`, row(2)),
    expected: [invalid(2, 'stray_quote event_id'), valid(3)],
  },
  {
    name: 'an inch sign',
    content: () => fileWith('content_name', row(1, '27" screen'), row(2, '"27"" screen"')),
    expected: [invalid(2, 'stray_quote content_name'), valid(3)],
  },
  {
    name: 'correctly doubled quotes, and cells of quotes only',
    content: () => fileWith('content_name', row(1, '""'), row(2, '""""'), row(3, '""""""'), row(4, '"a""""b"')),
    expected: allValid(2, 3, 4, 5),
  },
  {
    name: 'three quotes: an opening one and an escaped one, unclosed',
    content: () => fileWith('content_name', row(1, '"""'), row(2, 'x')),
    expected: [invalid(2, 'unclosed_quote content_name'), valid(3)],
  },
  {
    name: 'typographic and single quotes, which are text',
    content: () => fileWith('content_name', row(1, '“x”'), row(2, "'x'"), row(3, '«x»'), row(4, '＂x＂')),
    expected: allValid(2, 3, 4, 5),
  },
  {
    name: 'a quoted cell with delimiters, line breaks and quotes',
    content: () => fileWith('order_id', row(1, '"a,b\n""c"",\r\nd"'), row(2, 'x')),
    expected: [valid(2), valid(5)],
  },
  {
    name: 'a quoted address that spans records up to the next quote gets a warning',
    content: () => file(`${start},e1,"user1@mail.example`, row(2), `${start},e3,user3@mail.example"`, row(4)),
    expected: [invalid(2, 'em_malformed em', 'line_break'), valid(5)],
  },
  {
    name: 'a quote of the header is closed in the first record',
    content: () => lines('event_name,action_source,event_time,event_id,"em', `${row(1)}"`, row(2)),
    expected: [invalid(3, 'user_data_missing')],
  },
  {
    name: 'an unclosed quote in the header',
    content: () => lines('event_name,action_source,event_time,event_id,"em', row(1)),
    expected: { refused: 'header_unreadable', params: { fault: 'unclosed_quote', line: 1 } },
  },
  {
    name: 'a stray quote in the header',
    content: () => lines('event_name,action_source,event_time,event_id,em"', row(1)),
    expected: { refused: 'header_unreadable', params: { fault: 'stray_quote', line: 1 } },
  },
  {
    name: 'a quote of the header is open for more than a megabyte',
    content: () => bytes('event_name,"action_source,event_time,event_id,em\n', `${row(1)}\n`.repeat(40_000)),
    expected: { refused: 'header_unreadable', params: { fault: 'unclosed_quote', line: 1 } },
  },
  {
    name: 'a quoted header with line breaks in its names',
    content: () => lines('"event_name",action_source,"event_time",event_id,"em","a\r\nb"', row(1), row(2, 'x')),
    expected: [valid(3, 'short_row'), valid(4)],
  },
  {
    name: 'a quote that is open for over 1 MB: every line after the one with the quote is read',
    content: () => bytes(HEADER, '\n"', `${row(1)}\n`.repeat(30_000)),
    expected: { read: 30_000, errors: { record_too_large: 1 } },
  },
  {
    name: 'a quote that is open until the end of the file, within 1 MB',
    content: () => bytes(HEADER, '\n"', `${row(1)}\n`.repeat(10_000)),
    expected: { read: 10_000, errors: { unclosed_quote: 1 } },
  },
  {
    name: 'an unclosed quote on every line',
    content: () => bytes(HEADER, '\n', `"${row(1)}\n`.repeat(3000)),
    expected: { read: 3000, errors: { stray_quote: 2999, unclosed_quote: 1 } },
  },
  {
    name: 'a quote that is open for 100 MB',
    content: function* () {
      yield bytes(HEADER, ',content_name\n"');
      yield* repeated(LONG, 50_000 * LONG.length);
    },
    expected: { read: 50_000, errors: { record_too_large: 1 } },
    isGiant: true,
  },
  {
    name: '100 MB of quotes on one line',
    content: function* () {
      yield bytes(HEADER, '\n');
      yield* repeated('"', 100 * MB);
      yield bytes('\n', row(1));
    },
    expected: [invalid(2, 'record_too_large'), valid(3)],
    isGiant: true,
  },
];
