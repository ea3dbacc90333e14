import { hash as sha256 } from 'node:crypto';
import type { HashCall, IdentifyCall, QueueCall } from '../../../core/kernel/kernel.ts';
import {
  DIGEST_BYTES,
  HAS_ISSUES,
  HASH_BYTES,
  IS_ESCAPED,
  IS_QUEUED,
  JSON_VALUE,
  KIND,
  MAX_HASHED,
  PIECE_WORDS,
  TEXT_VALUE,
  TO_HASH,
  VALUE_BYTES,
} from '../../../core/kernel/layout.ts';
import type { PlainMemory } from './memory.ts';

const QUOTE = 0x22;

export function queue(memory: PlainMemory, { resolved, rowCount, written, pieces, to }: QueueCall): number {
  let count = 0;
  for (let row = 0; row < rowCount; row++) {
    if (memory.bytes[written + row] === 0) continue;
    for (let piece = memory.word(resolved, row); piece !== 0; piece = memory.word(pieces, piece * PIECE_WORDS + 3)) {
      const flags = memory.word(pieces, piece * PIECE_WORDS + 2);
      if ((flags & (TO_HASH | IS_QUEUED)) !== TO_HASH) continue;
      memory.words[pieces / 4 + piece * PIECE_WORDS + 2] = flags | IS_QUEUED;
      memory.words[to / 4 + count++] = piece;
    }
  }
  return count;
}

export function hash(memory: PlainMemory, call: HashCall): number {
  const { queued, count, pieces, values, firstFree, free } = call;
  let tooLong = 0;
  let to = free;
  for (let i = 0; i < count; i++) {
    const piece = memory.word(queued, i);
    const at = pieces / 4 + piece * PIECE_WORDS;
    const [from = 0, length = 0, flags = 0] = memory.words.subarray(at, at + PIECE_WORDS);
    if (length > MAX_HASHED) {
      memory.words[queued / 4 + tooLong++] = piece;
      continue;
    }
    const place = piece < firstFree ? values + piece * VALUE_BYTES : to;
    if (piece >= firstFree) to += HASH_BYTES;
    write(memory.bytes, place, `"${sha256('sha256', memory.bytes.subarray(from, from + length))}"`);
    memory.words.set([place, HASH_BYTES, (flags & HAS_ISSUES) | JSON_VALUE], at);
  }
  return tooLong;
}

export function identify(memory: PlainMemory, call: IdentifyCall): number {
  const { sources, count, rowCount, written, pieces, digests, others } = call;
  let otherCount = 0;
  for (let row = 0; row < rowCount; row++) {
    if (memory.bytes[written + row] === 0) continue;
    const texts = Array.from({ length: count }, (_, i) => plainText(memory, memory.pieceOf(sources, i, row, pieces)));
    const length = texts.reduce((sum, text) => sum + (text?.length ?? 0), count - 1);
    if (texts.includes(undefined) || length > MAX_HASHED) memory.words[others / 4 + otherCount++] = row;
    else {
      const identity = texts.flatMap((text, i) => [...(i > 0 ? [0] : []), ...(text ?? [])]);
      const digest = sha256('sha256', Uint8Array.from(identity), 'buffer').subarray(0, DIGEST_BYTES);
      memory.bytes.set(digest, digests + row * DIGEST_BYTES);
    }
  }
  return otherCount;
}

/** The text of a piece; undefined if the piece is not text, or has escapes. */
function plainText(memory: PlainMemory, piece: number): Uint8Array | undefined {
  const [from = 0, length = 0, flags = 0] = memory.words.subarray(piece / 4, piece / 4 + PIECE_WORDS);
  if ((flags & KIND) === TEXT_VALUE) return memory.bytes.subarray(from, from + length);
  const isText = (flags & KIND) === JSON_VALUE && !(flags & IS_ESCAPED) && memory.bytes[from] === QUOTE;
  return isText ? memory.bytes.subarray(from + 1, from + length - 1) : undefined;
}

function write(bytes: Uint8Array, at: number, ascii: string): void {
  for (let i = 0; i < ascii.length; i++) bytes[at + i] = ascii.charCodeAt(i);
}
