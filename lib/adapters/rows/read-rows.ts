import { open } from 'node:fs/promises';
import type { Cursor, Row } from '../../core/record/row.ts';

const BLOCK_BYTES = 256 * 1024;

/** Turns the bytes of one file format into rows; the chunks may be cut anywhere, and nothing makes it throw. */
export interface RowScanner {
  /** Where what has not become a row yet begins. */
  readonly cursor: Cursor;
  /** The rows that are complete with this chunk, in portions; to be drained before the next call. The chunk is copied. */
  push(chunk: Uint8Array): Generator<Row[], void>;
  /** The rows that were waiting for the file's end. */
  end(): Generator<Row[], void>;
}

export interface ReadOptions {
  /** Rows that begin at this byte of the spool or later are left out. The one before is read to its end, wherever. */
  readonly until?: number;
  readonly signal?: AbortSignal;
}

/** The rows of a spool from where the scanner stands, in portions as they are read. Returning or throwing closes the file. */
export async function* scanRows(
  spool: string,
  scanner: RowScanner,
  { until = Number.POSITIVE_INFINITY, signal }: ReadOptions = {},
): AsyncGenerator<Row[], void> {
  for await (const block of readBlocks(spool, scanner.cursor.byte, until)) {
    signal?.throwIfAborted();
    for (const rows of scanner.push(block)) yield* rowsBefore(until, rows);
    if (scanner.cursor.byte >= until) return;
  }
  for (const rows of scanner.end()) yield* rowsBefore(until, rows);
}

function* rowsBefore(until: number, rows: Row[]): Generator<Row[]> {
  const isBefore = (row: Row) => row.start < until;
  const before = rows.every(isBefore) ? rows : rows.filter(isBefore);
  if (before.length > 0) yield before;
}

/** The bytes of a file from `from` on, a block cut at `until`, though reading goes on after it. Each is gone with the next. */
export async function* readBlocks(path: string, from: number, until = from): AsyncGenerator<Buffer, void> {
  await using file = await open(path);
  const buffer = Buffer.allocUnsafe(BLOCK_BYTES);
  for (let at = from; ; ) {
    const length = at < until ? Math.min(BLOCK_BYTES, until - at) : BLOCK_BYTES;
    const { bytesRead } = await file.read(buffer, 0, length, at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}
