import type { AppendCall } from '../../../core/kernel/kernel.ts';
import {
  KIND,
  NO_PIECE,
  NO_VALUE,
  PIECE_WORDS,
  STEP_BEGIN,
  STEP_END,
  STEP_STOP,
  STEP_VALUE,
  TEXT_VALUE,
} from '../../../core/kernel/layout.ts';
import type { PlainMemory } from './memory.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPENS = [0x5b, 0x7b];
const CLOSE_LIST = 0x5d;
const OPEN_EVENT = 0x7b;
const CLOSE_EVENT = 0x7d;

export function append(memory: PlainMemory, call: AppendCall): number {
  const { from, rowCount, written, to, end, events } = call;
  let at = to;
  for (let row = from; row < rowCount; row++) {
    const place = events / 4 + row * 2;
    if (memory.bytes[written + row] === 0) {
      memory.words.fill(0, place, place + 2);
      continue;
    }
    const writer = new EventWriter(memory.bytes, at, end);
    if (!writeEvent(memory, writer, row, call)) {
      memory.outputs[0] = at;
      return row;
    }
    memory.words.set([at, writer.at - at], place);
    writer.byte(COMMA);
    at = writer.at;
  }
  memory.outputs[0] = at;
  return rowCount;
}

/** Writes an event; false if there is no room for it. */
function writeEvent(memory: PlainMemory, writer: EventWriter, row: number, call: AppendCall): boolean {
  const { program, sources, pieces } = call;
  const opened: { readonly before: number; readonly after: number }[] = [];
  writer.byte(OPEN_EVENT);
  for (let at = program; ; ) {
    const [kind, key = 0, length = 0, third = 0] = memory.words.subarray(at / 4, at / 4 + 4);
    const name = memory.bytes.subarray(key, key + length);
    if (kind === STEP_STOP) break;
    if (kind === STEP_END) {
      const open = opened.pop();
      if (open && writer.at === open.after) writer.at = open.before;
      else writer.byte(key);
      at += 8;
    } else if (!writer.hasRoomFor(length)) return false;
    else if (kind === STEP_BEGIN) {
      const before = writer.at;
      writer.key(name);
      opened.push({ before, after: writer.at });
      at += 12;
    } else if (kind === STEP_VALUE) {
      const value = jsonOf(memory, memory.pieceOf(sources, third, row, pieces));
      if (value && !writer.hasRoomFor(length + value.length)) return false;
      if (value) writer.key(name).write(value);
      at += 16;
    } else {
      const values = Array.from({ length: third }, (_, i) => {
        return valuesOf(memory, memory.pieceOf(sources, memory.word(at, 4 + i), row, pieces), pieces);
      }).flat();
      if (!writer.list(name, values)) return false;
      at += 16 + third * 4;
    }
  }
  if (!writer.hasRoomFor(0)) return false;
  writer.byte(CLOSE_EVENT);
  return true;
}

function valuesOf(memory: PlainMemory, piece: number, pieces: number): Uint8Array[] {
  const values: Uint8Array[] = [];
  for (let at = piece; ; at = pieces + memory.word(at, 3) * PIECE_WORDS * 4) {
    const value = jsonOf(memory, at);
    if (value) values.push(value);
    if (!value || memory.word(at, 3) === NO_PIECE) return values;
  }
}

function jsonOf(memory: PlainMemory, piece: number): Uint8Array | undefined {
  const [from = 0, length = 0, flags = 0] = memory.words.subarray(piece / 4, piece / 4 + PIECE_WORDS);
  const text = memory.bytes.subarray(from, from + length);
  if ((flags & KIND) === NO_VALUE) return undefined;
  return (flags & KIND) === TEXT_VALUE ? Uint8Array.from([QUOTE, ...text, QUOTE]) : text;
}

/** An upper bound of the bytes of commas, brackets and quotes. */
const PUNCTUATION_BYTES = 8;

class EventWriter {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  at: number;

  constructor(bytes: Uint8Array, at: number, end: number) {
    this.#bytes = bytes;
    this.at = at;
    this.#end = end;
  }

  hasRoomFor(length: number): boolean {
    return this.at + length + PUNCTUATION_BYTES <= this.#end;
  }

  byte(byte: number): void {
    this.#bytes[this.at++] = byte;
  }

  write(text: Uint8Array): this {
    this.#bytes.set(text, this.at);
    this.at += text.length;
    return this;
  }

  key(text: Uint8Array): this {
    if (!OPENS.includes(this.#bytes[this.at - 1] ?? 0)) this.byte(COMMA);
    return this.write(text);
  }

  /** Writes each value once; false if there is no room. */
  list(name: Uint8Array, values: readonly Uint8Array[]): boolean {
    const seen = new Set<string>();
    for (const value of values) {
      if (!this.hasRoomFor(name.length + value.length)) return false;
      const text = Buffer.from(value).toString('latin1');
      if (seen.has(text)) continue;
      if (seen.size === 0) this.key(name);
      else this.byte(COMMA);
      this.write(value);
      seen.add(text);
    }
    if (seen.size > 0) this.byte(CLOSE_LIST);
    return true;
  }
}
