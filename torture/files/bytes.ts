import { gzipSync } from 'node:zlib';

/** File content. Text is UTF-8, a number is one byte, bytes are used as they are. */
export type Piece = string | number | Uint8Array;

export function bytes(...pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map(pieceBytes));
}

function pieceBytes(piece: Piece): Uint8Array {
  if (typeof piece === 'number') return Uint8Array.of(piece);
  return typeof piece === 'string' ? Buffer.from(piece) : piece;
}

/** An hour ago, so that events are neither too old nor in the future during a campaign. */
export const TIME = Math.floor(Date.now() / 1000) - 3600;

export const HEADER = 'event_name,action_source,event_time,event_id,em';

/** A valid record with number `n`; `more` are further cells, already quoted. */
export function row(n: number | string, ...more: readonly string[]): string {
  return ['checkout', 'web', TIME, `e${n}`, `user${n}@mail.example`, ...more].join();
}

/** Lines, each followed by a line feed. */
export function lines(...texts: readonly Piece[]): Buffer {
  return bytes(...texts.flatMap((text) => [text, '\n']));
}

/** A file with the header for `row`, followed by these lines. */
export function file(...texts: readonly Piece[]): Buffer {
  return lines(HEADER, ...texts);
}

/** A file whose header has more columns. */
export function fileWith(columns: string, ...texts: readonly Piece[]): Buffer {
  return lines(`${HEADER},${columns}`, ...texts);
}

export function utf16le(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

export function utf16be(text: string): Buffer {
  return utf16le(text).swap16();
}

export function gzip(...pieces: readonly Piece[]): Buffer {
  return gzipSync(bytes(...pieces));
}

const CHUNK_BYTES = 64 * 1024;

/** Repeats `piece` up to `total` bytes, in chunks: for content too large for memory. */
export function* repeated(piece: Piece, total: number): Generator<Uint8Array> {
  const content = pieceBytes(piece);
  const repeatsPerChunk = Math.max(1, Math.floor(CHUNK_BYTES / content.length));
  const chunk = Buffer.alloc(repeatsPerChunk * content.length, content);
  for (let left = total; left > 0; left -= chunk.length) yield chunk.subarray(0, Math.min(left, chunk.length));
}
