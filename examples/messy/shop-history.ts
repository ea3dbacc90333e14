import { Random } from '../random.ts';
import { type Fault, faults } from './history-faults.ts';
import { encoded, type MessyFile, type MessyOptions } from './messy-file.ts';
import { type CleanEvent, type MessyRecord, sent } from './truth.ts';

/**
 * A shop's events of several days from its data warehouse: a large file in which one record in twenty has one of
 * fifteen kinds of faults.
 */

const HEADER = [
  ...['event_name', 'action_source', 'event_time', 'event_id', 'email', 'phone', 'gender', 'date_of_birth'],
  ...['first_name', 'last_name', 'city', 'state', 'zip', 'country', 'currency', 'amount', 'language', 'opted_out'],
];

const PLACES = [
  { city: 'Austin', clean: 'austin', state: 'TX', zip: '73301', country: 'US', calling: '1', area: '512' },
  { city: 'New York', clean: 'newyork', state: 'NY', zip: '10001', country: 'US', calling: '1', area: '212' },
  { city: 'Toronto', clean: 'toronto', state: 'ON', zip: '', country: 'CA', calling: '1', area: '416' },
] as const;
const FIRST_NAMES = ['Ava', 'Liam', 'Zoë', 'Mateo', 'Grace', 'Omar'] as const;
const LAST_NAMES = ['Young', 'Okafor', 'Dubois', 'Kim', "O'Brien", 'López'] as const;
const EVENTS = ['checkout', 'checkout', 'add_to_cart', 'page_visit', 'signup'] as const;
const SOURCES = ['web', 'offline', 'app_ios', 'app_android'] as const;
const FAULTY = 0.05;
const SIX_DAYS = 6 * 24 * 60 * 60;

/** Faults take turns, so that each occurs. */
function* generate({ records, seed, now }: MessyOptions): Generator<MessyRecord> {
  const random = new Random(seed + 4000);
  let faultCount = 0;
  for (let record = 1; record <= records; record++) {
    const { event, cells } = recordOf(`${seed}${String(record).padStart(8, '0')}`, random, now);
    const fault = random.chance(FAULTY) ? faults[faultCount++ % faults.length] : undefined;
    yield fault ? withFault(fault, event, cells, now) : { cells, truth: sent(event) };
  }
}

function recordOf(number: string, random: Random, now: number): { event: CleanEvent; cells: string[] } {
  const place = random.pick(PLACES);
  const [name, source] = [random.pick(EVENTS), random.pick(SOURCES)];
  const time = now - random.integer(600, SIX_DAYS);
  const [firstName, lastName] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
  const email = `customer${number}@mail.example`;
  const phone = `${place.area}55501${random.text('0123456789', 2)}`;
  const [gender, optOut] = [random.pick(['f', 'm', 'n', '']), random.chance(0.1)];
  const birth = `${random.integer(1950, 2004)}-0${random.integer(1, 9)}-${random.integer(13, 28)}`;
  const value = `${random.integer(1, 2499)}.${random.integer(10, 99)}`;
  const id = `wh-${number}`;
  const cells = [
    ...[name, source, String(time), id, email, `+${place.calling}${phone}`, gender, birth],
    ...[firstName, lastName, place.city, place.state, place.zip, place.country],
    ...['USD', value, 'en', optOut ? 'yes' : 'no'],
  ];
  const event: CleanEvent = {
    ...{ name, source, time, id, more: { opt_out: optOut, language: 'en' } },
    person: {
      ...{ em: email, ph: `${place.calling}${phone}`, ge: gender, db: birth.replaceAll('-', '') },
      ...{ ln: lastName.toLowerCase(), fn: firstName.toLowerCase(), ct: place.clean },
      ...{ st: place.state.toLowerCase(), zp: place.zip, country: place.country.toLowerCase() },
    },
    custom: { currency: 'USD', value },
  };
  return { event, cells };
}

function withFault(
  { column, spoil, repair, reason }: Fault,
  event: CleanEvent,
  cells: string[],
  now: number,
): MessyRecord {
  const at = HEADER.indexOf(column);
  const cell = cells[at] ?? '';
  const spoiled = cells.with(at, spoil(cell, now));
  if (spoiled[at] === cell) return { cells, truth: sent(event) };
  return { cells: spoiled, truth: reason === undefined ? sent(event, [repair]) : { needs_a_person: reason } };
}

function* lines(records: Iterable<MessyRecord>): Generator<string> {
  yield HEADER.join(',');
  for (const { cells } of records) yield cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',');
}

export const shopHistory: MessyFile = {
  name: 'shop-history.csv',
  records: 1_000_000,
  reading: {},
  mapping: {
    ...{ event_name: 'event_name', action_source: 'action_source', event_time: 'event_time', event_id: 'event_id' },
    phone: { field: 'ph', country: 'US' },
    date_of_birth: { field: 'db', dates: 'day_first' },
    ...{ email: 'em', gender: 'ge', first_name: 'fn', last_name: 'ln', city: 'ct' },
    ...{ state: 'st', zip: 'zp', country: 'country', currency: 'currency', amount: 'value', language: 'language' },
    opted_out: 'opt_out',
  },
  repeats: 'keep',
  generate,
  write: (records) => encoded(lines(records), (text) => Buffer.from(text), '\n'),
};
