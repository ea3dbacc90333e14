import { Random } from '../random.ts';
import { windows1252 } from './encodings.ts';
import { localTime, recentMinute, twoDigits } from './local-time.ts';
import { encoded, type MessyFile, type MessyOptions } from './messy-file.ts';
import { type MessyRecord, type Outcome, sent } from './truth.ts';

/** A German shop's weekly report from an old cash register: titles above the header, a total below, decimal commas. */

const ZONE = 'Europe/Berlin';

const HEADER = [
  ...['Auftragsnr.', 'Datum', 'Uhrzeit', 'Vorgang', 'Vertriebsweg', 'Anrede', 'Nachname', 'Vorname', 'Kundennr.'],
  ...['E-Mail', 'Rufnummer', 'Straße', 'PLZ', 'Ort', 'Land', 'Bestellwert', 'Währung', 'Positionen'],
];

const UNITS = ['', 'TT.MM.JJJJ', 'hh:mm', '', '', '', '', '', '', '', '', '', '', '', '', '', '', 'Stück'];

interface Place {
  readonly city: string;
  readonly clean: string;
  readonly zip: string;
  readonly area: string;
  readonly local: string;
}

interface Country {
  readonly names: readonly string[];
  readonly code: string;
  readonly calling: string;
  readonly currency: string;
  readonly places: readonly Place[];
}

const GERMANY: Country = {
  names: ['Deutschland', 'Deutschland', 'DE'],
  code: 'de',
  calling: '49',
  currency: 'EUR',
  places: [
    { city: 'Berlin', clean: 'berlin', zip: '10115', area: '30', local: '23125' },
    { city: 'München', clean: 'münchen', zip: '80331', area: '89', local: '99998' },
    { city: 'Köln', clean: 'köln', zip: '50667', area: '221', local: '4710' },
    { city: 'Frankfurt am Main', clean: 'frankfurtammain', zip: '60311', area: '69', local: '90009' },
    { city: 'Dresden', clean: 'dresden', zip: '01067', area: '176', local: '04069' },
  ],
};

const AUSTRIA: Country = {
  names: ['Österreich', 'AT'],
  code: 'at',
  calling: '43',
  currency: 'EUR',
  places: [{ city: 'Wien', clean: 'wien', zip: '1010', area: '664', local: '1234' }],
};

const SWITZERLAND: Country = {
  names: ['Schweiz'],
  code: 'ch',
  calling: '41',
  currency: 'CHF',
  places: [{ city: 'St. Gallen', clean: 'stgallen', zip: '9000', area: '79', local: '1234' }],
};

const LAST_NAMES = ['Müller', 'Schäfer', 'Weiß', 'Köhler', 'von der Heide', "D'Angelo"] as const;
const FIRST_NAMES: readonly (readonly [salutation: string, name: string])[] = [
  ['Herr', 'Jörg'],
  ['Frau', 'Käthe'],
  ['Frau', 'Anna-Lena'],
  ['Herr', 'Günther'],
  ['Divers', 'Kim'],
];
const SEXES: Readonly<Record<string, string>> = { Herr: 'm', Frau: 'f', Divers: 'n' };

/** What happened, in the words of the cash register; null for what is not an event. */
const EVENTS: readonly (readonly [word: string, event: string | null])[] = [
  ...Array.from({ length: 12 }, () => ['Kauf', 'checkout'] as const),
  ['KAUF', 'checkout'],
  ['Warenkorb', 'add_to_cart'],
  ['Newsletter', 'signup'],
  ['Angebotsanfrage', 'lead'],
  ['Retoure', null],
  ['Storno', null],
];

function* generate({ records, seed, now }: MessyOptions): Generator<MessyRecord> {
  const random = new Random(seed);
  let total = 0;
  for (let record = 1; record < records; record++) {
    const cents = random.integer(195, 249_999);
    total += cents;
    yield recordOf(`${seed}${String(record).padStart(5, '0')}`, cents, random, now);
  }
  const cells = HEADER.map(() => '');
  cells[0] = 'Gesamt';
  cells[HEADER.indexOf('Bestellwert')] = `${grouped(total)},${twoDigits(total % 100)}`;
  yield { cells, truth: { left_out: 'total_row' } };
}

function recordOf(number: string, cents: number, random: Random, now: number): MessyRecord {
  const country = random.chance(0.8) ? GERMANY : random.pick([AUSTRIA, SWITZERLAND]);
  const place = random.pick(country.places);
  const [salutation, firstName] = random.pick(FIRST_NAMES);
  const lastName = random.pick(LAST_NAMES);
  const [word, event] = random.pick(EVENTS);
  const isInStore = random.chance(0.4);
  const phone = phoneOf(country, place, random);
  const email = `${asciiOf(firstName)}.${asciiOf(lastName)}${number}@${random.pick(['post.example', 'brief.example'])}`;
  const [writtenEmail, repair] = writeEmail(email, firstName, lastName, random);
  const time = recentMinute(now, ZONE, random);
  const { year, month, day, hour, minute } = localTime(time, ZONE);
  const items = random.integer(1, 9);
  const hasSalutation = random.chance(0.9);
  const [amount, value] = amountOf(cents, country, random);
  const hasLostZero = place.zip.startsWith('0') && random.chance(0.3);
  const cells = [
    ...[
      `A-${number}`,
      `${twoDigits(day)}.${twoDigits(month)}.${year}`,
      `${twoDigits(hour)}:${twoDigits(minute)}`,
      word,
    ],
    ...[isInStore ? 'Filiale' : 'Onlineshop', hasSalutation ? salutation : '', lastName, firstName],
    ...[`K${number}`, writtenEmail, phone.written, `Musterstraße ${items}`],
    ...[hasLostZero ? place.zip.slice(1) : place.zip, place.city],
    ...[random.pick(country.names), amount, random.pick(currencyWords(country)), String(items)],
  ];
  const truth: Outcome =
    event === null
      ? { left_out: word }
      : sent(
          {
            ...{ name: event, source: isInStore ? 'offline' : 'web', time, id: `A-${number}` },
            person: {
              ...{ em: email, ph: phone.digits, ge: hasSalutation ? (SEXES[salutation] ?? '') : '' },
              ...{ ln: lastName.toLowerCase(), fn: firstName.toLowerCase() },
              ...{ ct: place.clean, zp: place.zip, country: country.code, external_id: `k${number}` },
            },
            custom: { currency: country.currency, value, num_items: items, order_id: `A-${number}` },
          },
          [repair, hasLostZero ? 'leading_zeros' : undefined],
        );
  return { cells, truth };
}

/** `030/23125 042` and its other formats; the digits of all of them are 493023125042. */
function phoneOf({ calling }: Country, { area, local }: Place, random: Random) {
  const rest = random.text('0123456789', 3);
  const number = `${local}${rest}`;
  const written = random.pick([
    `0${area}/${local} ${rest}`,
    `0${area} ${local}-${rest}`,
    `(0${area}) ${number}`,
    `0${area}-${number}`,
    `+${calling} ${area} ${number}`,
    `+${calling} (0)${area} ${local} ${rest}`,
    `00${calling} ${area} ${number}`,
  ]);
  return random.chance(0.05) ? { written: '', digits: '' } : { written, digits: `${calling}${area}${number}` };
}

function writeEmail(
  email: string,
  firstName: string,
  lastName: string,
  random: Random,
): [written: string, repair: string | undefined] {
  const luck = random.next();
  if (luck < 0.03) return [email.replace('@', ' (at) '), 'address_in_text'];
  if (luck < 0.06) return [`${firstName} ${lastName} <${email}>`, undefined];
  return [luck < 0.12 ? email.toUpperCase() : email, undefined];
}

/** `1.299,90 €`, `1299,90`, and `1.299,-` for whole amounts. */
function amountOf(cents: number, { currency }: Country, random: Random): [written: string, value: string] {
  const euros = Math.floor(cents / 100);
  if (random.chance(0.1)) return [`${grouped(euros * 100)},-`, String(euros)];
  const fraction = twoDigits(cents % 100);
  const written = random.pick([
    `${grouped(cents)},${fraction}`,
    `${grouped(cents)},${fraction} ${currency === 'EUR' ? '€' : currency}`,
    `${euros},${fraction}`,
  ]);
  return [written, `${euros}.${fraction}`];
}

/** The whole euros of an amount, with a point between thousands. */
function grouped(cents: number): string {
  return String(Math.floor(cents / 100)).replace(/\B(?=(?:\d{3})+$)/g, '.');
}

function currencyWords({ currency }: Country): readonly string[] {
  return currency === 'EUR' ? ['EUR', 'EUR', '€', 'Euro'] : ['CHF', 'Franken'];
}

/** A name as people write it in an email address. */
function asciiOf(name: string): string {
  const letters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };
  return name
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => letters[letter] ?? '')
    .replace(/[^a-z]/g, '');
}

function* lines(records: Iterable<MessyRecord>, now: number): Generator<string> {
  const { year, month, day } = localTime(now, ZONE);
  yield `Umsatzbericht Filialen und Onlineshop;;${twoDigits(day)}.${twoDigits(month)}.${year}`;
  yield 'Kaufhaus Beispiel GmbH – vertraulich';
  yield '';
  yield UNITS.join(';');
  yield HEADER.join(';');
  for (const { cells } of records) yield cells.join(';');
}

export const germanShop: MessyFile = {
  name: 'german-shop.csv',
  records: 220,
  // The number of the header row counts only filled rows.
  reading: { encoding: 'windows-1252', headerRow: 4 },
  mapping: {
    'Auftragsnr.': ['event_id', 'order_id'],
    Datum: { field: 'event_time', join: ['Uhrzeit'], timezone: ZONE, dates: 'day_first' },
    Uhrzeit: null,
    Vorgang: {
      field: 'event_name',
      values: {
        ...{ Kauf: 'checkout', Warenkorb: 'add_to_cart', Newsletter: 'signup', Angebotsanfrage: 'lead' },
        ...{ Retoure: null, Storno: null },
      },
    },
    Vertriebsweg: { field: 'action_source', values: { Filiale: 'offline', Onlineshop: 'web' } },
    Anrede: { field: 'ge', values: { Herr: 'm', Frau: 'f', Divers: 'n' } },
    Nachname: 'ln',
    Vorname: 'fn',
    'Kundennr.': 'external_id',
    'E-Mail': 'em',
    Rufnummer: { field: 'ph', country: 'DE' },
    Straße: null,
    PLZ: 'zp',
    Ort: 'ct',
    Land: { field: 'country', values: { Deutschland: 'DE', Österreich: 'AT', Schweiz: 'CH' } },
    Bestellwert: { field: 'value', decimals: 'comma' },
    Währung: { field: 'currency', values: { '€': 'EUR', Euro: 'EUR', Franken: 'CHF' } },
    Positionen: 'num_items',
  },
  repeats: 'keep',
  generate,
  write: (records, { now }) => encoded(lines(records, now), windows1252),
};
