import { bytes, file, fileWith, HEADER, lines, repeated, row, TIME } from '../bytes.ts';
import { allValid, type CorpusFile, invalid, refused, valid } from '../corpus-file.ts';

/** Headers: too many, too long, duplicate and unusual names; numbered names; and the detection of the delimiter. */

const MB = 1_000_000;
const start = `checkout,web,${TIME}`;

/** The header, extended to `count` columns that match no field. */
function wideHeader(count: number): string {
  return `${HEADER},${Array.from({ length: count - 5 }, (_, i) => `c${i}`).join()}`;
}

function wideRow(n: number, count: number): string {
  return row(n, ...Array.from({ length: count - 5 }, () => 'x'));
}

function delimited(delimiter: string, ...texts: readonly string[]) {
  return () => lines(...[HEADER, ...texts].map((text) => text.replaceAll(',', delimiter)));
}

const headers: readonly CorpusFile[] = [
  {
    name: 'one column',
    content: () => lines('em', 'user1@mail.example'),
    expected: refused('columns_missing', { count: 4 }),
  },
  {
    name: 'columns without names',
    content: () => lines(',,,,', row(1)),
    expected: refused('columns_missing', { count: 4 }),
  },
  {
    name: '1000 columns',
    content: () => lines(wideHeader(1000), wideRow(1, 1000), wideRow(2, 999), wideRow(3, 1001)),
    expected: [valid(2), valid(3, 'short_row'), invalid(4, 'too_many_cells')],
  },
  {
    name: '1001 columns',
    content: () => lines(wideHeader(1001), wideRow(1, 1001)),
    expected: refused('too_many_columns', { columns: 1001, max: 1000 }),
  },
  {
    name: '10,000 columns',
    content: () => lines(wideHeader(10_000), wideRow(1, 10_000)),
    expected: refused('too_many_columns', { columns: 10_000, max: 1000 }),
  },
  {
    name: '10,000 columns without names at the end',
    content: () => lines(HEADER + ','.repeat(10_000), row(1)),
    expected: allValid(2),
  },
  {
    name: '10,000 columns without names before the last name',
    content: () => lines(`${HEADER}${','.repeat(10_000)}value`, row(1)),
    expected: refused('too_many_columns'),
  },
  {
    name: 'a duplicate name',
    content: () => fileWith('em', row(1, '')),
    expected: refused('duplicate_columns', { columns: 'em (5, 6)' }),
  },
  {
    name: 'a duplicate name that differs in case and spaces',
    content: () => fileWith('" EM "', row(1, '')),
    expected: refused('duplicate_columns'),
  },
  {
    name: 'a duplicate name that matches no field',
    content: () => fileWith('note,Note', row(1, '', '')),
    expected: refused('duplicate_columns', { columns: 'note (6, 7)' }),
  },
  {
    name: 'hundreds of duplicate names',
    content: () => fileWith(Array.from({ length: 900 }, (_, i) => `name${i % 450}`).join(), row(1)),
    expected: refused('duplicate_columns'),
  },
  {
    name: 'several columns without names',
    content: () => fileWith(', ,\t,', row(1, 'a', 'b', 'c', 'd')),
    expected: allValid(2),
  },
  {
    name: 'names of object properties',
    content: () => fileWith('__proto__,constructor,hasOwnProperty,toString,valueOf', row(1, 'a', 'b', 'c', 'd', 'e')),
    expected: allValid(2),
  },
  {
    name: 'names in other cases and with spaces',
    content: () => lines(' EVENT_NAME ,Action_Source,\tevent_time,"event_id ",\u00a0Em\u3000', row(1)),
    expected: allValid(2),
  },
  {
    name: 'a name with an invisible character at its end',
    content: () => lines(HEADER.replace('em', 'em\u200b'), row(1)),
    expected: allValid(2),
  },
  {
    name: 'names that are formulas, markup and paths',
    content: () => fileWith(`=1+1,<b>,../..,{count},'`, row(1, 'a', 'b', 'c', 'd', 'e')),
    expected: allValid(2),
  },
  { name: 'a name of 1000 letters', content: () => fileWith('x'.repeat(1000), row(1, 'a')), expected: allValid(2) },
  {
    name: 'a name of 1001 letters',
    content: () => fileWith('x'.repeat(1001), row(1, 'a')),
    expected: refused('column_name_too_long', { column: 6, max: 1000 }),
  },
  {
    name: 'a name of 900 kB',
    content: () => fileWith('x'.repeat(900_000), row(1, 'a')),
    expected: refused('column_name_too_long', { column: 6 }),
  },
  {
    name: 'a header of exactly 1 MB with one long name',
    content: () => fileWith('x'.repeat(MB - HEADER.length - 1), row(1, 'a')),
    expected: refused('column_name_too_long'),
  },
  {
    name: 'a header of 1 MB plus one byte',
    content: () => fileWith('x'.repeat(MB - HEADER.length), row(1, 'a')),
    expected: refused('header_unreadable', { fault: 'record_too_large', line: 1 }),
  },
  {
    name: 'a header of 100 MB',
    content: function* () {
      yield bytes(HEADER, ',');
      yield* repeated('x', 100 * MB);
    },
    expected: refused('header_unreadable', { fault: 'record_too_large', line: 1 }),
    isGiant: true,
  },
  {
    name: 'a header of 100 MB of delimiters',
    content: function* () {
      yield bytes(HEADER);
      yield* repeated(',', 100 * MB);
    },
    expected: refused('header_unreadable', { fault: 'record_too_large' }),
    isGiant: true,
  },
];

const headerWithoutEm = HEADER.replace(',em', '');
const rowWithoutEm = (n: number, ...cells: readonly string[]) => [start, `e${n}`, ...cells].join();

const numbered: readonly CorpusFile[] = [
  {
    name: 'em_1 to em_100',
    content: () =>
      lines(
        `${headerWithoutEm},${Array.from({ length: 100 }, (_, i) => `em_${i + 1}`).join()}`,
        rowWithoutEm(1, ...Array.from({ length: 100 }, (_, i) => `u${i}@mail.example`)),
      ),
    expected: allValid(2),
  },
  ...['em_101', 'em_01', 'em_0', 'em_-1', 'em_+1', 'em_1.0', 'em_', 'em_１', 'em_1e1', 'em_99999', 'em_ 1'].map(
    (name): CorpusFile => ({
      name: `${name} is not a column of em`,
      content: () => lines(`${headerWithoutEm},${name}`, rowWithoutEm(1, 'user1@mail.example')),
      expected: [invalid(2, 'user_data_missing')],
    }),
  ),
  {
    name: 'numbers with gaps, in any order',
    content: () =>
      lines(
        `${headerWithoutEm},em_100,em_7,em`,
        rowWithoutEm(1, 'a@b.co', '', 'd@e.fr'),
        rowWithoutEm(2, '', '', ''),
        rowWithoutEm(3, '', 'a@b', ''),
      ),
    expected: [valid(2), invalid(3, 'user_data_missing'), invalid(4, 'em_malformed em_7')],
  },
  {
    name: 'item_id_2 without item_id_1, and a price without an id',
    content: () => fileWith('item_id_2,item_price_5', row(1, 'sku', '1.50'), row(2, '', '1.50'), row(3, 'sku', 'x')),
    expected: [valid(2), valid(3), invalid(4, 'decimal_unreadable item_price_5')],
  },
  {
    name: 'a number after a field with a single value',
    content: () => fileWith('currency_1', row(1, 'nonsense')),
    expected: allValid(2),
  },
  {
    name: 'all addresses of a list are malformed',
    content: () => fileWith('em_1,em_2', row(1, 'x', 'y')),
    expected: [invalid(2, ['em_malformed em_1', 'em_malformed em_2'])],
  },
  {
    name: 'a list of 100 malformed addresses in one cell is one error of that cell',
    content: () =>
      file(`${start},e1,"${JSON.stringify(Array.from({ length: 100 }, (_, i) => `x${i}`)).replaceAll('"', '""')}"`),
    expected: [invalid(2, 'em_malformed em')],
  },
  {
    name: 'a list of 101 addresses',
    content: () =>
      file(
        `${start},e1,"${JSON.stringify(Array.from({ length: 101 }, (_, i) => `x${i}@b.co`)).replaceAll('"', '""')}"`,
      ),
    expected: [invalid(2, 'array_too_long em')],
  },
];

const delimiters: readonly CorpusFile[] = [
  { name: 'tabs', content: delimited('\t', row(1), row(2)), expected: allValid(2, 3) },
  { name: 'semicolons', content: delimited(';', row(1), row(2)), expected: allValid(2, 3) },
  { name: 'pipes', content: delimited('|', row(1), row(2)), expected: allValid(2, 3) },
  { name: 'colons, which are not a delimiter', content: delimited(':', row(1)), expected: refused('columns_missing') },
  {
    name: 'the unit separator, which is not a delimiter',
    content: delimited('\u001f', row(1)),
    expected: refused('columns_missing'),
  },
  {
    name: 'semicolons, and commas in names, numbers and texts',
    content: () =>
      lines(
        `"Preis, netto";${HEADER.replaceAll(',', ';')};value`,
        `"1,5";${row(1).replaceAll(',', ';')};72,30`,
        `1,5,5;${row(2).replaceAll(',', ';')};72.30`,
      ),
    expected: [invalid(2, 'decimal_unreadable value'), valid(3)],
  },
  {
    name: 'commas, and more semicolons than commas in a name',
    content: () => fileWith('"a;b;c;d;e;f;g;h;i"', row(1, 'x;y')),
    expected: allValid(2),
  },
  {
    name: 'tabs, with a comma in each value',
    content: () => lines(`${HEADER},content_name`.replaceAll(',', '\t'), `${row(1).replaceAll(',', '\t')}\ta,b`),
    expected: allValid(2),
  },
  {
    name: 'another delimiter on one line',
    content: () => file(row(1), row(2).replaceAll(',', ';'), row(3)),
    expected: [
      valid(2),
      invalid(
        3,
        [
          'event_name_unknown event_name',
          'required_missing action_source',
          'required_missing event_time',
          'required_missing event_id',
          'user_data_missing',
        ],
        'short_row',
      ),
      valid(4),
    ],
  },
  {
    name: 'a wrong delimiter given by the sender',
    content: () => file(row(1)),
    delimiter: ';',
    expected: refused('columns_missing'),
  },
  {
    name: 'a delimiter given by the sender that differs from the likely one of the header',
    content: () => lines(`${HEADER.replaceAll(',', '|')}|"a,b,c"`, `${row(1).replaceAll(',', '|')}|x`),
    delimiter: '|',
    expected: allValid(2),
  },
  {
    name: 'a sep= line of a spreadsheet before the header',
    content: () => bytes('sep=,\n', file(row(1))),
    expected: allValid(3),
  },
  {
    name: 'delimiters in quotes everywhere',
    content: () => fileWith('content_name', row(1, '","'), row(2, '",,,,"'), row(3, '"\t;|,"')),
    expected: allValid(2, 3, 4),
  },
];

export const columns: readonly CorpusFile[] = [...headers, ...numbered, ...delimiters];
