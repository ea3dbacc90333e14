import type { Issue } from '../issue.ts';
import type { Chunk } from './batch.ts';
import { countOf, type Digests } from './digests.ts';
import type { ReadyRecord } from './events.ts';

/** Per record: number, line, start, end, offset in the body, length in the body. */
const NUMBERS_PER_RECORD = 6;

/**
 * A chunk as it is passed between threads: its numbers, digests and body are buffers that are transferred, not copied, because
 * copying a thousand small objects takes as long as creating them.
 */
export interface PackedChunk extends Omit<Chunk, 'events'> {
  readonly numbers: Float64Array<ArrayBuffer>;
  readonly digests: Digests;
  /** By index in the call: most records have none. */
  readonly warnings: readonly (readonly [index: number, warnings: readonly Issue[]])[];
  readonly body: Uint8Array;
}

export function packChunk({ events, ...chunk }: Chunk): PackedChunk {
  const numbers = new Float64Array(events.records.length * NUMBERS_PER_RECORD);
  events.records.forEach(({ record, line, start, end, at, bytes }, index) => {
    numbers.set([record, line, start, end, at, bytes], index * NUMBERS_PER_RECORD);
  });
  return {
    ...chunk,
    numbers,
    digests: events.digests,
    warnings: [...events.records.entries()].flatMap(([index, { warnings }]) =>
      warnings.length > 0 ? [[index, warnings] as const] : [],
    ),
    body: events.body,
  };
}

const NONE: readonly Issue[] = [];

export function unpackChunk({ numbers, digests, warnings, body, ...chunk }: PackedChunk): Chunk {
  const warned = new Map(warnings);
  const records = Array.from({ length: countOf(digests) }, (_, index): ReadyRecord => {
    const at = index * NUMBERS_PER_RECORD;
    return {
      record: numbers[at] ?? 0,
      line: numbers[at + 1] ?? 0,
      start: numbers[at + 2] ?? 0,
      end: numbers[at + 3] ?? 0,
      at: numbers[at + 4] ?? 0,
      bytes: numbers[at + 5] ?? 0,
      warnings: warned.get(index) ?? NONE,
    };
  });
  return { ...chunk, events: { records, digests, body } };
}
