import { open } from 'node:fs/promises';
import type { Cursor } from '../../core/record/row.ts';
import type { RowBlock } from '../../core/record/row-block.ts';

const CHUNK_BYTES = 256 * 1024;

/** Turns the bytes of a file format into rows. Chunks may be split anywhere. Does not throw for malformed bytes. */
export interface RowScanner {
  /** Position after the last row. */
  readonly cursor: Cursor;
  /** The rows completed by this chunk. Drain the generator before the next call. Copies the chunk. */
  push(chunk: Uint8Array): Generator<RowBlock, void>;
  /** The rows left at the end of the file. */
  end(): Generator<RowBlock, void>;
}

export interface ReadOptions {
  /** Rows that start at this byte of the spool or later are omitted. The last row before it is read to its end. */
  readonly until?: number;
  readonly signal?: AbortSignal;
}

/**
 * The rows of a spool from the scanner's cursor, in blocks as they are read. Returning or throwing closes the file.
 */
export async function* scanRows(
  spool: string,
  scanner: RowScanner,
  { until = Number.POSITIVE_INFINITY, signal }: ReadOptions = {},
): AsyncGenerator<RowBlock, void> {
  for await (const chunk of readChunks(spool, scanner.cursor.byte, until)) {
    signal?.throwIfAborted();
    for (const rows of scanner.push(chunk)) yield* rowsStartingBefore(until, rows);
    if (scanner.cursor.byte >= until) return;
  }
  for (const rows of scanner.end()) yield* rowsStartingBefore(until, rows);
}

function* rowsStartingBefore(until: number, block: RowBlock): Generator<RowBlock> {
  const rows = block.select((index) => block.placeOf(index).start < until);
  if (rows.length > 0) yield rows;
}

/**
 * The bytes of a file after `from`, in chunks, one of which ends at `until`, so that a reader can stop there. All
 * chunks use one buffer, in which each overwrites the one before: buffers of their own would stay in memory until
 * collected.
 */
export async function* readChunks(path: string, from = 0, until = from): AsyncGenerator<Buffer, void> {
  await using file = await open(path);
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  let at = from;
  for (;;) {
    const length = at < until ? Math.min(CHUNK_BYTES, until - at) : CHUNK_BYTES;
    const { bytesRead } = await file.read(buffer, 0, length, at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}
