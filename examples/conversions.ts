import { type Caution, cautions } from './cautions.ts';
import { cellsOf, conversionColumns, csvLine, type Row } from './columns.ts';
import { type Fault, faults } from './faults.ts';
import { Random } from './random.ts';
import { shopRow } from './shop-rows.ts';

/** A realistic file of a shop: in several languages, with faults and warnings. */

export interface ExampleOptions {
  readonly rows: number;
  readonly seed: number;
  /** The creation time of the file, in Unix seconds. */
  readonly now: number;
}

export interface ExampleRecord {
  /** From 1. */
  readonly record: number;
  /** As in the file, without the final line break. A quoted cell may contain line breaks. */
  readonly text: string;
  /** The code of this record's only error; undefined if it is valid. */
  readonly fault: string | undefined;
  /** The code of this record's only warning. */
  readonly warning: string | undefined;
}

const conversionsHeader = csvLine(conversionColumns);

/** The shares of records with a fault, with a warning, and with the event of the record before. */
const FAULTY = 0.03;
const CAUTIONARY = 0.05;
const REPEATED = 0.005;

/** The same options give the same records. Kinds of faults and warnings take turns, so that each occurs. */
export function* generateConversions({ rows, seed, now }: ExampleOptions): Generator<ExampleRecord> {
  const random = new Random(seed);
  const nextFault = roundRobin(faults);
  const nextCaution = roundRobin(cautions);
  const warned = new Set<string>();
  let previous: Row = {};
  for (let record = 1; record <= rows; record++) {
    const row = sometimesRepeat(shopRow(record, now, random), previous, random);
    const luck = random.next();
    if (luck < FAULTY) yield faulty(record, row, nextFault(), random, now);
    else if (luck < FAULTY + CAUTIONARY) yield cautionary(record, row, nextCaution(), random, now, warned);
    else yield { record, text: csvLine(cellsOf(row, conversionColumns)), fault: undefined, warning: undefined };
    previous = row;
  }
}

/** The whole file, line by line, header first; a record with line breaks is one line here. */
export function* conversionsLines(options: ExampleOptions): Generator<string> {
  yield conversionsHeader;
  for (const { text } of generateConversions(options)) yield text;
}

/** Number of records per code, in alphabetical order. */
export function countCodes(codes: Iterable<string | undefined>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of codes) if (code !== undefined) counts[code] = (counts[code] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort());
}

/** Shops sometimes export an event twice: same event_id, same name. This is not a fault. */
function sometimesRepeat(row: Row, { event_name, event_id }: Row, random: Random): Row {
  return random.chance(REPEATED) && event_name && event_id ? { ...row, event_name, event_id } : row;
}

function faulty(record: number, row: Row, fault: Fault, random: Random, now: number): ExampleRecord {
  return { record, text: fault.apply(row, random, now), fault: fault.code, warning: fault.warning };
}

function cautionary(
  record: number,
  row: Row,
  { code, once, apply }: Caution,
  random: Random,
  now: number,
  warned: Set<string>,
): ExampleRecord {
  const warning = once && warned.has(code) ? undefined : code;
  warned.add(code);
  return { record, text: apply(row, random, now), fault: undefined, warning };
}

function roundRobin<T>(kinds: readonly T[]): () => T {
  const queue = [...kinds];
  return () => {
    const [kind] = queue.splice(0, 1);
    if (kind === undefined) throw new RangeError('There are no kinds to choose from.');
    queue.push(kind);
    return kind;
  };
}
