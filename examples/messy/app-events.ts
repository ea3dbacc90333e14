import { Random } from '../random.ts';
import { utf16le } from './encodings.ts';
import { localTime, recentMinute, twoDigits } from './local-time.ts';
import { encoded, type MessyFile, type MessyOptions } from './messy-file.ts';
import { type CleanEvent, type MessyRecord, sent } from './truth.ts';

/**
 * A spreadsheet's "Unicode text", made by appending each day's export to the previous ones: the same event occurs
 * again, identical or corrected.
 */

const ZONE = 'Europe/London';

const HEADER = [
  ...['Conversion ID', 'Event', 'Platform', 'Occurred at', 'Email', 'Second email', 'Advertising ID', 'IP', 'Browser'],
  ...['Opted out', 'Wi-Fi', 'Locale', 'Currency', 'Revenue', 'Product IDs', 'Search term'],
];

const EVENTS: readonly (readonly [word: string, event: string])[] = [
  ['Order completed', 'checkout'],
  ['Order completed', 'checkout'],
  ['Order completed', 'checkout'],
  ['Product search', 'search'],
  ['Page view', 'page_visit'],
  ['add-to-cart', 'add_to_cart'],
];
const PLATFORMS = { iOS: 'app_ios', Android: 'app_android', Website: 'web' } as const;
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
const REPEATED = 0.08;

function* generate({ records, seed, now }: MessyOptions): Generator<MessyRecord> {
  const random = new Random(seed + 3000);
  const generated: MessyRecord[] = [];
  const numberOf = (record: number) => `${seed}${String(record).padStart(5, '0')}`;
  for (let record = 1; record <= records; record++) {
    const number = numberOf(record);
    const isRepeat = generated.length > 5 && random.chance(REPEATED);
    const earlier = isRepeat ? generated[random.integer(0, generated.length - 1)] : undefined;
    generated.push(earlier ? repeated(earlier, random, number) : recordOf(number, random, now));
  }
  // Of the events with the same ID, the last one counts: it is the corrected one.
  const last = new Map(generated.map(({ cells, truth }, index) => [idOf({ cells, truth }), index]));
  for (const [index, record] of generated.entries()) {
    const isLast = last.get(idOf(record)) === index;
    yield isLast || !('event' in record.truth) ? record : { ...record, truth: { left_out: 'repeated' } };
  }
}

function idOf({ cells: [id, event] }: MessyRecord): string {
  return `${id} ${event}`;
}

/** The same row again, possibly with a corrected price. */
function repeated({ cells, truth }: MessyRecord, random: Random, number: string): MessyRecord {
  const at = HEADER.indexOf('Revenue');
  if (random.chance(0.5) || cells[at] === '' || !('event' in truth)) return { cells, truth };
  const value = `${Number(number.slice(-3)) + 1}.25`;
  const event = { ...truth.event, custom_data: { ...(truth.event['custom_data'] as object), value } };
  return { cells: cells.with(at, value), truth: { ...truth, event } };
}

function recordOf(number: string, random: Random, now: number): MessyRecord {
  const id = `app:${number}`;
  const [word, event] = random.pick(EVENTS);
  const platform = random.pick(['iOS', 'Android', 'Website'] as const);
  const isWeb = platform === 'Website';
  const time = recentMinute(now, ZONE, random);
  const email = `sam.o'hara+${number}@mail.example`;
  const [writtenEmail, repair] = writeEmail(email, random);
  const second = random.chance(0.3) ? `family${number}@post.example` : '';
  const device = isWeb ? { written: '', id: '' } : deviceOf(random);
  const ip = `192.0.2.${random.integer(1, 254)}`;
  const optOut = random.pick(['yes', 'no', 'NO', 'Yes', 'false']);
  const wifi = random.pick(['yes', 'no', 'TRUE', '']);
  const amount = event === 'checkout' ? `${random.integer(3, 180)}.${twoDigits(random.integer(0, 99))}` : '';
  const products = Array.from({ length: random.integer(1, 3) }, () => `sku-${random.integer(100, 999)}`);
  const term = event === 'search' ? 'rain boots "kids", size 30' : '';
  const cells = [
    ...[id, word, platform, writeTime(time), writtenEmail, second, device.written, isWeb ? ip : ''],
    ...[isWeb ? BROWSER : '', optOut, wifi, random.pick(['en-GB', 'en_GB', 'en']), amount === '' ? '' : 'GBP', amount],
    ...[JSON.stringify(products), term],
  ];
  const clean: CleanEvent = {
    ...{ name: event, source: PLATFORMS[platform], time, id },
    more: {
      opt_out: /yes/i.test(optOut),
      ...(wifi !== '' && { wifi: /yes|true/i.test(wifi) }),
      language: 'en',
    },
    person: { em: [email, second], hashed_maids: device.id },
    visit: { ...(isWeb && { client_ip_address: ip, client_user_agent: BROWSER }) },
    custom: {
      ...(amount !== '' && { currency: 'GBP', value: amount }),
      content_ids: [...new Set(products)],
      ...(term !== '' && { search_string: term }),
    },
  };
  const isBraced = device.written.startsWith('{');
  return { cells, truth: sent(clean, [repair, isBraced ? 'uuid_in_text' : undefined]) };
}

/** With spaces and capitals, as a link, or with the period that ended a sentence. */
function writeEmail(email: string, random: Random): [written: string, repair: string | undefined] {
  const luck = random.next();
  if (luck < 0.15) return [`  ${email.toUpperCase()} `, undefined];
  if (luck < 0.25) return [`mailto:${email}`, undefined];
  if (luck < 0.32) return [`${email}.`, 'address_in_text'];
  if (luck < 0.36) return [email.replace('@', ' @'), 'address_in_text'];
  if (luck < 0.45) return [`Sam <${email}>`, undefined];
  return [email, undefined];
}

function deviceOf(random: Random): { written: string; id: string } {
  const hex = random.text('0123456789abcdef', 32);
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return { written: random.pick([id, id.toUpperCase(), `{${id}}`]), id };
}

function writeTime(time: number): string {
  const { year, month, day, hour, minute } = localTime(time, ZONE);
  return `${twoDigits(day)}/${twoDigits(month)}/${year} ${twoDigits(hour)}:${twoDigits(minute)}`;
}

function* lines(records: Iterable<MessyRecord>): Generator<string> {
  yield `\ufeff${HEADER.join('\t')}`;
  for (const { cells } of records) yield cells.map(quoted).join('\t');
}

function quoted(cell: string): string {
  return cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export const appEvents: MessyFile = {
  name: 'app-events.txt',
  records: 240,
  reading: {},
  mapping: {
    'Conversion ID': 'event_id',
    Event: {
      field: 'event_name',
      values: {
        ...{ 'Order completed': 'checkout', 'Product search': 'search', 'Page view': 'page_visit' },
        'add-to-cart': 'add_to_cart',
      },
    },
    Platform: { field: 'action_source', values: PLATFORMS },
    'Occurred at': { field: 'event_time', timezone: ZONE, dates: 'day_first' },
    Email: 'em',
    'Second email': 'em_1',
    'Advertising ID': 'hashed_maids',
    IP: 'client_ip_address',
    Browser: 'client_user_agent',
    'Opted out': 'opt_out',
    'Wi-Fi': 'wifi',
    Locale: { field: 'language', values: { 'en-GB': 'en', en_GB: 'en' } },
    Currency: 'currency',
    Revenue: 'value',
    'Product IDs': 'content_ids',
    'Search term': 'search_string',
  },
  repeats: 'last',
  generate,
  write: (records) => encoded(lines(records), utf16le),
};
