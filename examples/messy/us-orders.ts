import { escapeXml, inlineCell, textRows, workbookBytes } from '#lib/adapters/xlsx/workbook.test-kit.ts';
import { Random } from '../random.ts';
import { type LocalTime, localTime, recentMinute, twoDigits } from './local-time.ts';
import type { MessyFile, MessyOptions } from './messy-file.ts';
import { type CleanEvent, type MessyRecord, sent } from './truth.ts';

/** An American shop's workbook, assembled by hand: a cover sheet, and orders in cells of mixed types. */

const ZONE = 'America/Chicago';

const HEADER = [
  ...['Order #', 'Order Date', 'Sale Type', 'Sold Via', 'First Name', 'Last Name', 'Email Address', 'Phone'],
  ...['City', 'State', 'ZIP', 'Country', 'Order Total', 'Currency', 'Member ID', 'Do Not Track', 'Notes'],
];

const PLACES: readonly (readonly [city: string, clean: string, code: string, state: string, zip: string])[] = [
  ['San Francisco', 'sanfrancisco', 'CA', 'California', '94107'],
  ['St. Louis', 'stlouis', 'MO', 'Missouri', '63101'],
  ['Cambridge', 'cambridge', 'MA', 'Massachusetts', '02139'],
  ['Newark', 'newark', 'NJ', 'New Jersey', '07102'],
  ["Coeur d'Alene", 'coeurdalene', 'ID', 'Idaho', '83814'],
];
const FIRST_NAMES = ['Renée', 'Noah', 'Mary Ann', 'José', 'Olivia'] as const;
const LAST_NAMES = ["O'Neill", 'Smith-Jones', 'Nguyen', 'García', 'Van Buren'] as const;
const EVENTS: readonly (readonly [word: string, event: string | null])[] = [
  ...Array.from({ length: 10 }, () => ['Purchase', 'checkout'] as const),
  ['Sign-Up', 'signup'],
  ['Add to Cart', 'add_to_cart'],
  ['Quote Request', 'lead'],
  ['Refund', null],
];
const SOURCES = { 'In Store': 'offline', Website: 'web', 'iPhone App': 'app_ios' } as const;

/** Cell styles are positions in the list of formats, from 1. */
const FORMATS = ['m/d/yy h:mm AM/PM', '"$"#,##0.00', '00000'];
const [DATE, MONEY, ZIP] = [1, 2, 3];

function* generate({ records, seed, now }: MessyOptions): Generator<MessyRecord> {
  const random = new Random(seed + 2000);
  for (let record = 1; record <= records; record++) {
    yield recordOf(`${seed}${String(record).padStart(5, '0')}`, random, now);
  }
}

function recordOf(number: string, random: Random, now: number): MessyRecord {
  const id = `US-${number}`;
  const time = recentMinute(now, ZONE, random);
  const [word, event] = random.pick(EVENTS);
  const source = random.pick(['In Store', 'Website', 'iPhone App'] as const);
  const firstName = random.pick(FIRST_NAMES);
  const lastName = random.pick(LAST_NAMES);
  const email = `${random.pick(['renee', 'noah', 'mary.ann'])}${number}@example.com`;
  const hasTrailingPeriod = random.chance(0.04);
  const phone = phoneOf(random);
  const [city, cleanCity, code, state, zip] = random.pick(PLACES);
  const hasStateName = random.chance(0.3);
  const postcode = zipOf(zip, random);
  const cents = random.integer(495, 399_999);
  const amount = amountOf(cents, random);
  // Excel keeps 15 digits of a number; longer IDs survive only as text.
  const member = `98765${random.text('0123456789', 13)}`;
  const areDigitsLost = random.chance(0.02);
  const optOut = random.pick(['Y', 'N', 'No', '']);
  const cells = [
    ...[inlineCell(id), timeCell(time, random), inlineCell(word), inlineCell(source)],
    ...[inlineCell(firstName), inlineCell(lastName), inlineCell(hasTrailingPeriod ? `${email}.` : email), phone.cell],
    ...[inlineCell(city), inlineCell(hasStateName ? state : code), postcode.cell],
    ...[inlineCell(random.pick(['USA', 'US', 'United States'])), amount.cell],
    inlineCell('USD'),
    areDigitsLost ? `<c><v>${member[0]}.${member.slice(1, 15)}E+17</v></c>` : inlineCell(member),
    ...[inlineCell(optOut), inlineCell(random.chance(0.1) ? 'gift & card' : '')],
  ];
  if (event === null) return { cells, truth: { left_out: word } };
  if (areDigitsLost) return { cells, truth: { needs_a_person: 'digits_lost' } };
  const clean: CleanEvent = {
    ...{ name: event, source: SOURCES[source], time, id },
    more: { ...(optOut !== '' && { opt_out: optOut === 'Y' }) },
    person: {
      ...{ em: email, ph: phone.digits, ln: lastName.toLowerCase(), fn: firstName.toLowerCase() },
      ...{ ct: cleanCity, st: code.toLowerCase(), zp: postcode.digits, country: 'us', external_id: member },
    },
    custom: { currency: 'USD', value: amount.value, order_id: id },
  };
  const repairs = [
    ...[hasTrailingPeriod ? 'address_in_text' : undefined, hasStateName ? 'state_code' : undefined],
    postcode.repair,
  ];
  return { cells, truth: sent(clean, repairs) };
}

/** Most are Excel dates; some were typed as text, and some lost their format when they were pasted. */
function timeCell(time: number, random: Random): string {
  const local = localTime(time, ZONE);
  const serial = serialOf(local);
  const luck = random.next();
  if (luck < 0.6) return `<c s="${DATE}"><v>${serial}</v></c>`;
  if (luck < 0.7) return `<c><v>${serial}</v></c>`;
  const { year, month, day, hour, minute } = local;
  const clock = `${hour % 12 === 0 ? 12 : hour % 12}:${twoDigits(minute)} ${hour < 12 ? 'AM' : 'PM'}`;
  return inlineCell(`${month}/${day}/${year} ${clock}`);
}

/** A local time as Excel counts it: in days since 1899-12-30. */
function serialOf({ year, month, day, hour, minute }: LocalTime): number {
  const days = (Date.UTC(year, month - 1, day) - Date.UTC(1899, 11, 30)) / 86_400_000;
  return days + (hour * 60 + minute) / 1440;
}

function phoneOf(random: Random): { cell: string; digits: string } {
  const area = random.pick(['202', '415', '617']);
  const last = random.text('0123456789', 2);
  const rest = `01${last}`;
  const digits = `1${area}555${rest}`;
  const text = random.pick([
    `(${area}) 555-${rest}`,
    `${area}-555-${rest}`,
    `${area}.555.${rest}`,
    `+1 ${area} 555 ${rest}`,
    `1-${area}-555-${rest}`,
    `${area}555${rest}`,
  ]);
  return { cell: /^\d+$/.test(text) ? `<c><v>${text}</v></c>` : inlineCell(text), digits };
}

/** Text with or without the four additional digits, or a number with or without a format that shows leading zeros. */
function zipOf(zip: string, random: Random): { cell: string; digits: string; repair?: string } {
  const luck = random.next();
  if (luck < 0.3) return { cell: inlineCell(zip), digits: zip };
  if (luck < 0.5) return { cell: inlineCell(`${zip}-4307`), digits: `${zip}4307` };
  const number = String(Number(zip));
  if (luck < 0.7) return { cell: `<c s="${ZIP}"><v>${number}</v></c>`, digits: zip };
  const cell = `<c><v>${number}</v></c>`;
  return number === zip ? { cell, digits: zip } : { cell, digits: zip, repair: 'leading_zeros' };
}

function amountOf(cents: number, random: Random): { cell: string; value: string } {
  const dollars = Math.floor(cents / 100);
  const fixed = `${dollars}.${twoDigits(cents % 100)}`;
  // A number has no trailing zeros.
  if (random.chance(0.5)) return { cell: `<c s="${MONEY}"><v>${Number(fixed)}</v></c>`, value: String(Number(fixed)) };
  const grouped = fixed.replace(/\B(?=(?:\d{3})+\.)/g, ',');
  return { cell: inlineCell(random.pick([`$${grouped}`, `$${fixed}`, `${grouped} USD`])), value: fixed };
}

function write(records: Iterable<MessyRecord>): Uint8Array[] {
  const rows = [...records].map(({ cells }, index) => `<row r="${index + 5}">${cells.join('')}</row>`);
  const titles = `<row r="1">${inlineCell('Orders — all stores')}</row><row r="2">${inlineCell('Times are local')}</row>`;
  const header = `<row r="4">${HEADER.map(inlineCell).join('')}</row>`;
  const cover = [
    ['Weekly orders', ''],
    ['Prepared by', escapeXml('Store operations')],
    ['Stores', '12'],
  ];
  return [
    workbookBytes({
      formats: FORMATS,
      sheets: [
        { name: 'Read me', rows: textRows(cover) },
        { name: 'Orders', rows: titles + header + rows.join('') },
      ],
    }),
  ];
}

export const usOrders: MessyFile = {
  name: 'us-orders.xlsx',
  records: 180,
  reading: { sheet: 'Orders', headerRow: 4 },
  mapping: {
    'Order #': ['event_id', 'order_id'],
    'Order Date': { field: 'event_time', timezone: ZONE, dates: 'month_first' },
    'Sale Type': {
      field: 'event_name',
      values: {
        ...{ Purchase: 'checkout', 'Sign-Up': 'signup', 'Add to Cart': 'add_to_cart', 'Quote Request': 'lead' },
        Refund: null,
      },
    },
    'Sold Via': { field: 'action_source', values: SOURCES },
    'First Name': 'fn',
    'Last Name': 'ln',
    'Email Address': 'em',
    Phone: { field: 'ph', country: 'US' },
    City: 'ct',
    State: 'st',
    ZIP: 'zp',
    Country: { field: 'country', values: { USA: 'US', 'United States': 'US' } },
    'Order Total': { field: 'value', decimals: 'point' },
    Currency: 'currency',
    'Member ID': 'external_id',
    'Do Not Track': 'opt_out',
    Notes: null,
  },
  repeats: 'keep',
  generate,
  write,
};
