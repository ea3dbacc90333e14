import { createHash } from 'node:crypto';
import { cellsOf, conversionColumns, csvLine, type Row } from './columns.ts';
import type { Random } from './random.ts';

/** Faults seen in real files. Each makes its record invalid, with exactly one error, which has its code. */

export interface Fault {
  /** The code under which the product reports it. */
  readonly code: string;
  /** The code of the record's only warning. */
  readonly warning?: string;
  /** The text of the row with the fault. */
  apply(row: Row, random: Random, now: number): string;
}

const YEAR = 365 * 24 * 60 * 60;

export const faults: readonly Fault[] = [
  badCell('em_malformed', 'em', ['ana.example.com', 'ana@', '@example.com', 'ana@@example.com', 'ana b@example.com']),
  {
    code: 'em_other_hash',
    apply: ({ em = '', ...row }, random) => {
      const algorithm = random.pick(['md5', 'sha1']);
      return line({ ...row, em: createHash(algorithm).update(em).digest('hex') });
    },
  },
  badCell('event_name_unknown', 'event_name', ['purchase', 'AddToCart', 'add-to-cart', 'page visit']),
  badCell('action_source_unknown', 'action_source', ['website', 'ios', 'store']),
  {
    code: 'event_time_not_seconds',
    apply: (row, random, now) => line({ ...row, event_time: String((now - random.integer(60, 9999)) * 1000 + 123) }),
  },
  {
    code: 'event_time_future',
    // Far enough in the future that an older file still has the same faults.
    apply: (row, random, now) => line({ ...row, event_time: String(now + 10 * YEAR + random.integer(0, YEAR)) }),
  },
  badCell('event_time_unreadable', 'event_time', ['24/11/2026 07:53', 'yesterday', '2026-02-30 10:00:00 UTC']),
  badCell('required_missing', 'event_id', ['', ' ', '\\N']),
  badCell('opt_out_unreadable', 'opt_out', ['maybe', 'sim', 'ja', '2']),
  badCell('language_unknown', 'language', ['english', 'pt_BR', '日本語']),
  badCell('client_ip_address_malformed', 'client_ip_address', ['192.0.2.300', '192.0.2', 'unknown', '2001:db8:::1']),
  badCell('ge_unknown', 'ge', ['x', 'weiblich', 'u']),
  badCell('db_unreadable', 'db', ['03/04/1990', '1990-02-30', '4 May 1990']),
  badCell('st_not_two_letters', 'st', ['California', 'Bayern', '13']),
  badCell('country_not_two_letters', 'country', ['Brasil', 'USA', 'Deutschland', '日本']),
  badCell('nothing_left', 'ph', ['n/a', '-', 'unknown']),
  badCell('currency_unknown', 'currency', ['R$', '€', 'YEN']),
  badCell('decimal_unreadable', 'value', ['1,234.50', '12,50', 'free', 'R$ 10']),
  badCell('decimal_unreadable', 'item_price', ['12,50', '¥1,200']),
  badCell('integer_unreadable', 'item_quantity', ['2.5', 'two', '1 pc']),
  badCell('integer_too_large', 'num_items', ['9007199254740993']),
  {
    code: 'user_data_missing',
    apply: (row, random) => line({ ...withoutIdentifiers(row), ph: `+1 (415) 555-01${random.integer(10, 99)}` }),
  },
  // Truncated after the first columns, so that no identifier of a person is left.
  {
    code: 'user_data_missing',
    warning: 'short_row',
    apply: (row) => csvLine(cellsOf(row, conversionColumns.slice(0, 4))),
  },
  {
    code: 'too_many_cells',
    // On one line: readers differ in how they continue after a malformed record of several lines.
    apply: ({ content_name = '', ...row }, random) =>
      `${line({ ...row, content_name: content_name.replace('\n', ' ') })},${random.pick(['50', 'x', 'a,b', '"see, note"'])}`,
  },
  { code: 'stray_quote', apply: (row, random) => withStrayQuote(row, random.pick(['"Moka" 6', '"8" skillet'])) },
];

function line(row: Row): string {
  return csvLine(cellsOf(row, conversionColumns));
}

function badCell(code: string, column: string, values: readonly string[]): Fault {
  return { code, apply: (row, random) => line({ ...row, [column]: random.pick(values) }) };
}

function withoutIdentifiers(row: Row): Row {
  const identifiers = ['em', 'em_1', 'em_2', 'hashed_maids', 'client_ip_address'];
  return { ...row, ...Object.fromEntries(identifiers.map((column) => [column, ''])) };
}

/** A manually quoted cell: it begins with a quotation mark, and the one inside closes it too early. */
function withStrayQuote(row: Row, text: string): string {
  const cells = cellsOf(row, conversionColumns).map((one) => csvLine([one]));
  return cells.with(conversionColumns.indexOf('content_name'), text).join(',');
}
