import { createHash } from 'node:crypto';
import { cellsOf, conversionColumns, csvLine, type Row } from './columns.ts';
import type { Random } from './random.ts';

/** What goes wrong in real files. Each fault makes its record invalid, with one error of that code and no other. */

export interface Fault {
  /** The code under which the product reports it. */
  readonly code: string;
  /** The code of the one warning that the record gets besides. */
  readonly warning?: string;
  /** The spoilt row's text. */
  spoil(row: Row, random: Random, now: number): string;
}

const YEAR = 365 * 24 * 60 * 60;

export const faults: readonly Fault[] = [
  cell('em_malformed', 'em', ['ana.example.com', 'ana@', '@example.com', 'ana@@example.com', 'ana b@example.com']),
  {
    code: 'em_other_hash',
    spoil: ({ em = '', ...row }, random) => {
      const algorithm = random.pick(['md5', 'sha1']);
      return line({ ...row, em: createHash(algorithm).update(em).digest('hex') });
    },
  },
  cell('event_name_unknown', 'event_name', ['purchase', 'AddToCart', 'add-to-cart', 'page visit']),
  cell('action_source_unknown', 'action_source', ['website', 'ios', 'store']),
  {
    code: 'event_time_not_seconds',
    spoil: (row, random, now) => line({ ...row, event_time: String((now - random.integer(60, 9999)) * 1000 + 123) }),
  },
  {
    code: 'event_time_future',
    // So far ahead that a file which has aged a little still has the same faults.
    spoil: (row, random, now) => line({ ...row, event_time: String(now + 10 * YEAR + random.integer(0, YEAR)) }),
  },
  cell('event_time_unreadable', 'event_time', ['24/11/2026 07:53', 'yesterday', '2026-02-30 10:00:00 UTC']),
  cell('required_missing', 'event_id', ['', ' ', '\\N']),
  cell('opt_out_unreadable', 'opt_out', ['maybe', 'sim', 'ja', '2']),
  cell('language_unknown', 'language', ['english', 'pt_BR', '日本語']),
  cell('client_ip_address_malformed', 'client_ip_address', ['192.0.2.300', '192.0.2', 'unknown', '2001:db8:::1']),
  cell('ge_unknown', 'ge', ['x', 'weiblich', 'u']),
  cell('db_unreadable', 'db', ['03/04/1990', '1990-02-30', '4 May 1990']),
  cell('st_not_two_letters', 'st', ['California', 'Bayern', '13']),
  cell('country_not_two_letters', 'country', ['Brasil', 'USA', 'Deutschland', '日本']),
  cell('nothing_left', 'ph', ['n/a', '-', 'unknown']),
  cell('currency_unknown', 'currency', ['R$', '€', 'YEN']),
  cell('decimal_unreadable', 'value', ['1,234.50', '12,50', 'free', 'R$ 10']),
  cell('decimal_unreadable', 'item_price', ['12,50', '¥1,200']),
  cell('integer_unreadable', 'item_quantity', ['2.5', 'two', '1 pc']),
  cell('integer_too_large', 'num_items', ['9007199254740993']),
  {
    code: 'user_data_missing',
    spoil: (row, random) => line({ ...unidentified(row), ph: `+1 (415) 555-01${random.integer(10, 99)}` }),
  },
  // Cut off behind its first columns, so that nobody is left to match.
  {
    code: 'user_data_missing',
    warning: 'short_row',
    spoil: (row) => csvLine(cellsOf(row, conversionColumns.slice(0, 4))),
  },
  {
    code: 'too_many_cells',
    // On one line: how a reader goes on behind a bad record that spans several is its own affair.
    spoil: ({ content_name = '', ...row }, random) =>
      `${line({ ...row, content_name: content_name.replace('\n', ' ') })},${random.pick(['50', 'x', 'a,b', '"see, note"'])}`,
  },
  { code: 'stray_quote', spoil: (row, random) => strayQuote(row, random.pick(['"Moka" 6', '"8" skillet'])) },
];

function line(row: Row): string {
  return csvLine(cellsOf(row, conversionColumns));
}

function cell(code: string, column: string, values: readonly string[]): Fault {
  return { code, spoil: (row, random) => line({ ...row, [column]: random.pick(values) }) };
}

function unidentified(row: Row): Row {
  const identifiers = ['em', 'em_1', 'em_2', 'hashed_maids', 'client_ip_address'];
  return { ...row, ...Object.fromEntries(identifiers.map((column) => [column, ''])) };
}

/** A cell that was quoted by hand: it begins with a quote, and the quote inside closes it too early. */
function strayQuote(row: Row, text: string): string {
  const cells = cellsOf(row, conversionColumns).map((one) => csvLine([one]));
  return cells.with(conversionColumns.indexOf('content_name'), text).join(',');
}
