import type { Issue } from '../issue.ts';
import type { Chunk } from './batch.ts';
import type { ReadyRecord } from './events.ts';

/** Of each record: number, line, start, end, place in the body, bytes there. */
const NUMBERS = 6;

/**
 * A chunk as it goes from one thread to another: numbers in one block of memory and the body in another, which are handed
 * over and not copied, since a thousand small objects would take as long to copy as to make.
 */
export interface PackedChunk extends Omit<Chunk, 'events'> {
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly identities: readonly string[];
  /** By place in the call: most records have none. */
  readonly warnings: readonly (readonly [index: number, warnings: readonly Issue[]])[];
  readonly body: Uint8Array;
}

export function packChunk({ events, ...chunk }: Chunk): PackedChunk {
  const numbers = new Float64Array(events.records.length * NUMBERS);
  events.records.forEach(({ record, line, start, end, at, bytes }, index) => {
    numbers.set([record, line, start, end, at, bytes], index * NUMBERS);
  });
  return {
    ...chunk,
    numbers,
    identities: events.records.map(({ identity }) => identity),
    warnings: [...events.records.entries()].flatMap(([index, { warnings }]) =>
      warnings.length > 0 ? [[index, warnings] as const] : [],
    ),
    body: events.body,
  };
}

const NONE: readonly Issue[] = [];

export function unpackChunk({ numbers, identities, warnings, body, ...chunk }: PackedChunk): Chunk {
  const warned = new Map(warnings);
  const records = identities.map((identity, index): ReadyRecord => {
    const at = index * NUMBERS;
    return {
      record: numbers[at] ?? 0,
      line: numbers[at + 1] ?? 0,
      start: numbers[at + 2] ?? 0,
      end: numbers[at + 3] ?? 0,
      at: numbers[at + 4] ?? 0,
      bytes: numbers[at + 5] ?? 0,
      identity,
      warnings: warned.get(index) ?? NONE,
    };
  });
  return { ...chunk, events: { records, body } };
}
