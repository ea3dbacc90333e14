import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { textWorkbook } from '#lib/adapters/xlsx/workbook.test-kit.ts';

/** 27 columns: twelve values to hash and two items per record, as in a shop's export. */
const HEADER = (
  'event_name,action_source,event_time,event_id,event_source_url,opt_out,em,em_1,ph,' +
  'ge,db,ln,fn,ct,st,zp,country,external_id,client_ip_address,currency,value,' +
  'item_id,item_price,item_quantity,item_id_1,item_price_1,order_id'
).split(',');

const EVENTS = ['checkout', 'add_to_cart', 'page_visit', 'signup', 'search'];
const CITIES = ['San Francisco', 'São Paulo', 'New York', 'München', 'Los Angeles', 'St. Louis', 'Zürich'];
const STATES = ['CA', 'NY', 'TX', 'WA', 'MO'];
const COUNTRIES = ['US', 'BR', 'DE', 'CH', 'FR', 'GB'];
/** The number of digits of a country's zip codes, if it is not five. Those of another length would cause a warning. */
const ZIP_DIGITS: Readonly<Record<string, number>> = { BR: 8, CH: 4 };
const GENDERS = ['f', 'm', 'n', 'Female', 'male'];
const LAST_NAMES = ['Lovelace', 'Müller', "O'Neill", 'Araújo', 'Tanaka', 'Garcia'];
const FIRST_NAMES = ['Ada', 'Grace', 'Antônio', 'Olivia', 'Yuki', 'José'];

export interface BenchFile {
  readonly path: string;
  readonly records: number;
  /** Every nth record is invalid: unknown event name, malformed email address. 1 for all of them. */
  readonly invalidEvery?: number;
  /** Every nth record repeats the one before it. */
  readonly repeatEvery?: number;
  /** All cells are quoted, lines end with CRLF, and names and towns contain non-ASCII letters and never repeat. */
  readonly isHostile?: boolean;
}

/** Writes a file that is the same each time except for the event times. */
export async function writeBenchFile(file: BenchFile): Promise<void> {
  await pipeline(Readable.from(blocks(file)), createWriteStream(file.path));
}

/** Writes a workbook of one sheet with the records of such a file, all valid and none repeated. */
export async function writeBenchWorkbook({ path, records }: Pick<BenchFile, 'path' | 'records'>): Promise<void> {
  const now = Math.floor(Date.now() / 1000) - 3600;
  const rows = Array.from({ length: records }, (_, index) => rowOf(index + 1, now, false).map(String));
  await writeFile(path, textWorkbook([HEADER, ...rows]));
}

function* blocks({
  records,
  invalidEvery = Number.POSITIVE_INFINITY,
  repeatEvery = Number.POSITIVE_INFINITY,
  isHostile = false,
}: BenchFile): Generator<string> {
  const now = Math.floor(Date.now() / 1000) - 3600;
  const lineOf = isHostile ? hostileLine : plainLine;
  let block = lineOf(HEADER, 0);
  for (let record = 1; record <= records; record++) {
    const number = record % repeatEvery === 0 ? record - 1 : record;
    block += lineOf(rowOf(number, now, record % invalidEvery === 0), record);
    if (block.length < 1024 * 1024) continue;
    yield block;
    block = '';
  }
  yield block;
}

type Cells = readonly (string | number)[];

function plainLine(cells: Cells): string {
  return `${cells.join(',')}\n`;
}

const NAME_COLUMNS = ['ln', 'fn', 'ct'].map((name) => HEADER.indexOf(name));
const LETTERS = 'éàüöñçßøåæ';

function hostileLine(cells: Cells, record: number): string {
  const letters = record === 0 ? '' : String(record).replace(/\d/g, (digit) => LETTERS[Number(digit)] ?? '');
  const quoted = cells.map((cell, index) => `"${cell}${NAME_COLUMNS.includes(index) ? letters : ''}"`);
  return `${quoted.join(',')}\r\n`;
}

function rowOf(record: number, now: number, isInvalid: boolean): readonly (string | number)[] {
  const pick = <T>(list: readonly T[]) => list[record % list.length] as T;
  const customer = (record * 7919) % 10_000_019;
  return [
    isInvalid ? 'buy' : pick(EVENTS),
    'web',
    now - (record % 3000),
    `order-${record}-5b21f0`,
    `https://shop.example/checkout/thanks?order=${record}&utm_source=newsletter`,
    record % 9 === 0 ? 'yes' : 'no',
    isInvalid ? `customer${customer}` : `customer.${customer}@mail.example`,
    `c${customer}@work.example`,
    `+1 415 ${String(2_000_000 + (customer % 7_999_999)).replace(/^(\d{3})/, '$1 ')}`,
    pick(GENDERS),
    `19${50 + (record % 50)}-0${1 + (record % 9)}-1${record % 9}`,
    pick(LAST_NAMES),
    pick(FIRST_NAMES),
    pick(CITIES),
    pick(STATES),
    zipOf(customer, pick(COUNTRIES)),
    pick(COUNTRIES),
    `C-${customer}`,
    `203.0.${record % 256}.${customer % 256}`,
    'USD',
    `${20 + (record % 400)}.50`,
    `sku-${customer % 5000}`,
    `${10 + (record % 90)}.25`,
    1 + (record % 3),
    `sku-${record % 5000}`,
    `${5 + (record % 60)}.00`,
    `R${record}`,
  ];
}

function zipOf(customer: number, country: string): string {
  const smallest = 10 ** ((ZIP_DIGITS[country] ?? 5) - 1);
  return String(smallest + (customer % (9 * smallest)));
}
