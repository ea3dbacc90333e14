import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Random } from './random.ts';

/** A file with a known result for every record: valid, or the code of its issue. */
export interface EventsFile {
  readonly path: string;
  readonly records: number;
  /** Record i has the event id `<name>-<i>`. */
  readonly name: string;
  /** By invalid record: the code of the issue that makes it invalid. */
  readonly invalidCodes: ReadonlyMap<number, string>;
}

export interface EventsFileOptions {
  readonly path: string;
  readonly name: string;
  readonly records: number;
  readonly random: Random;
  /** Share of invalid records; default 0.01. */
  readonly invalidShare?: number;
  /** Number of invalid records at the start: they delay the first call. */
  readonly invalidFirstRecordCount?: number;
}

const HEADER = 'event_name,action_source,event_time,event_id,em,value,currency';

/** Faults of a record by issue code. */
const FAULTS: Readonly<Record<string, (cells: Cells) => Cells>> = {
  event_name_unknown: (cells) => ({ ...cells, name: 'buy' }),
  em_malformed: (cells) => ({ ...cells, em: 'no-address' }),
  user_data_missing: (cells) => ({ ...cells, em: '' }),
  event_time_not_seconds: (cells) => ({ ...cells, time: `${cells.time}000` }),
  decimal_unreadable: (cells) => ({ ...cells, value: 'free' }),
  currency_unknown: (cells) => ({ ...cells, currency: 'XXQ' }),
  too_many_cells: (cells) => ({ ...cells, currency: 'EUR,more' }),
};

interface Cells {
  readonly name: string;
  readonly time: string;
  readonly em: string;
  readonly value: string;
  readonly currency: string;
}

export async function writeEventsFile(options: EventsFileOptions): Promise<EventsFile> {
  const { path, name, records } = options;
  const invalidCodes = new Map<number, string>();
  await pipeline(Readable.from(blocks(options, invalidCodes)), createWriteStream(path));
  return { path, name, records, invalidCodes };
}

export function idOf({ name }: Pick<EventsFile, 'name'>, record: number): string {
  return `${name}-${record}`;
}

export function countValidRecords({ records, invalidCodes }: EventsFile): number {
  return records - invalidCodes.size;
}

/** The expected hash of a valid record's address. */
export function hashedAddress(file: EventsFile, record: number): string {
  return createHash('sha256').update(addressOf(file.name, record)).digest('hex');
}

function* blocks(
  { name, records, random, invalidShare = 0.01, invalidFirstRecordCount = 0 }: EventsFileOptions,
  invalidCodes: Map<number, string>,
) {
  const time = String(Math.floor(Date.now() / 1000) - 3600);
  const codes = Object.keys(FAULTS);
  let block = `${HEADER}\n`;
  for (let record = 1; record <= records; record++) {
    const good = { name: 'checkout', time, em: addressOf(name, record), value: `${record}.50`, currency: 'EUR' };
    const code = record <= invalidFirstRecordCount || random.chance(invalidShare) ? random.pick(codes) : undefined;
    if (code !== undefined) invalidCodes.set(record, code);
    const cells = code === undefined ? good : (FAULTS[code]?.(good) ?? good);
    block += `${cells.name},web,${cells.time},${name}-${record},${cells.em},${cells.value},${cells.currency}\n`;
    if (block.length < 256 * 1024) continue;
    yield block;
    block = '';
  }
  yield block;
}

function addressOf(name: string, record: number): string {
  return `${name}.${record}@shop.example`;
}
