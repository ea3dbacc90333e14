import { gzipSync } from 'node:zlib';

/** Small makers of file content. Text is UTF-8, a number is one byte, anything else is taken as it is. */
export type Piece = string | number | Uint8Array;

export function bytes(...pieces: readonly Piece[]): Buffer {
  return Buffer.concat(pieces.map(pieceBytes));
}

function pieceBytes(piece: Piece): Uint8Array {
  if (typeof piece === 'number') return Uint8Array.of(piece);
  return typeof piece === 'string' ? Buffer.from(piece) : piece;
}

/** An hour ago, so that events are neither old nor in the future while a campaign lasts. */
export const TIME = Math.floor(Date.now() / 1000) - 3600;

export const HEADER = 'event_name,action_source,event_time,event_id,em';

/** A valid record, `n` telling it from others; `more` are further cells as they are written. */
export function row(n: number | string, ...more: readonly string[]): string {
  return ['checkout', 'web', TIME, `e${n}`, `user${n}@mail.example`, ...more].join();
}

/** Lines with a line feed behind each. */
export function lines(...texts: readonly Piece[]): Buffer {
  return bytes(...texts.flatMap((text) => [text, '\n']));
}

/** A file with the header of `row` and these lines below it. */
export function file(...texts: readonly Piece[]): Buffer {
  return lines(HEADER, ...texts);
}

/** The same with more columns. */
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

/** `piece` again and again until `total` bytes have come, in chunks: what is too large to be held. */
export function* repeated(piece: Piece, total: number): Generator<Uint8Array> {
  const one = pieceBytes(piece);
  const chunk = Buffer.alloc(Math.max(1, Math.floor(CHUNK_BYTES / one.length)) * one.length, one);
  for (let left = total; left > 0; left -= chunk.length) yield chunk.subarray(0, Math.min(left, chunk.length));
}
