import { type Caution, cautions } from './cautions.ts';
import { cellsOf, conversionColumns, csvLine, type Row } from './columns.ts';
import { type Fault, faults } from './faults.ts';
import { Random } from './random.ts';
import { shopRow } from './shop-rows.ts';

/** A shop's file as it really comes: in several languages, with faults, and with things to warn of. */

export interface SampleOptions {
  readonly rows: number;
  readonly seed: number;
  /** Unix seconds: the moment at which the file is made. */
  readonly now: number;
}

export interface SampleRecord {
  /** From 1. */
  readonly record: number;
  /** As in the file, without the line end behind it. A quoted cell may hold line ends. */
  readonly text: string;
  /** The code of the one error that this record was given; undefined for a valid one. */
  readonly fault: string | undefined;
  /** The code of the one warning that this record should get. */
  readonly warning: string | undefined;
}

export const conversionsHeader = csvLine(conversionColumns);

const FAULTY = 0.03;
const CAUTIONARY = 0.05;
const REPEATED = 0.005;

/** The records, the same for the same options. Kinds of faults and warnings take turns, so that each occurs. */
export function* generateConversions({ rows, seed, now }: SampleOptions): Generator<SampleRecord> {
  const random = new Random(seed);
  const nextFault = turns(faults);
  const nextCaution = turns(cautions);
  const told = new Set<string>();
  let before: Row = {};
  for (let record = 1; record <= rows; record++) {
    const row = repeat(shopRow(record, now, random), before, random);
    const luck = random.next();
    if (luck < FAULTY) yield spoilt(record, row, nextFault(), random, now);
    else if (luck < FAULTY + CAUTIONARY) yield cautionary(record, row, nextCaution(), random, now, told);
    else yield { record, text: csvLine(cellsOf(row, conversionColumns)), fault: undefined, warning: undefined };
    before = row;
  }
}

/** The whole file, line by line, header first; a record with line ends in it is one line here. */
export function* conversionsLines(options: SampleOptions): Generator<string> {
  yield conversionsHeader;
  for (const { text } of generateConversions(options)) yield text;
}

/** How many records have each code, in the order of the alphabet. */
export function countCodes(codes: Iterable<string | undefined>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of codes) if (code !== undefined) counts[code] = (counts[code] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort());
}

/** Shops export an event twice now and then: same event_id, same name. That is no fault. */
function repeat(row: Row, { event_name, event_id }: Row, random: Random): Row {
  return random.chance(REPEATED) && event_name && event_id ? { ...row, event_name, event_id } : row;
}

function spoilt(record: number, row: Row, fault: Fault, random: Random, now: number): SampleRecord {
  return { record, text: fault.spoil(row, random, now), fault: fault.code, warning: fault.warning };
}

function cautionary(
  record: number,
  row: Row,
  { code, once, write }: Caution,
  random: Random,
  now: number,
  told: Set<string>,
): SampleRecord {
  const warning = once && told.has(code) ? undefined : code;
  told.add(code);
  return { record, text: write(row, random, now), fault: undefined, warning };
}

function turns<T>(kinds: readonly T[]): () => T {
  const queue = [...kinds];
  return () => {
    const [next] = queue.splice(0, 1);
    if (next === undefined) throw new RangeError('There are no kinds to take turns.');
    queue.push(next);
    return next;
  };
}
