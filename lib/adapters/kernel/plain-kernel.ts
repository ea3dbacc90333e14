import { hash } from 'node:crypto';
import type { Kernel } from '../../core/preparation/kernel.ts';
import {
  BEYOND_ASCII,
  DIGEST_BYTES,
  HAS_ISSUES,
  HASH_BYTES,
  IS_ESCAPED,
  IS_FULL,
  IS_ODD,
  IS_QUEUED,
  JSON_VALUE,
  KIND,
  MAX_HASHED,
  MAX_KEY,
  NEEDS_BYTES,
  NEEDS_ESCAPES,
  NEEDS_RULE,
  NO_PIECE,
  NO_VALUE,
  PIECE_WORDS,
  ROW_WORDS,
  SLOT_WORDS,
  SOURCE_WORDS,
  STEP_BEGIN,
  STEP_END,
  STEP_STOP,
  STEP_VALUE,
  TEXT_VALUE,
  TO_HASH,
  VALUE_BYTES,
} from '../../core/preparation/kernel-layout.ts';
import { CELL_WORDS } from '../../core/record/row-block.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const LAST_ASCII = 0x7f;
const COMMA = 0x2c;
const OPENS = [0x5b, 0x7b];
const CLOSE_LIST = 0x5d;
const CLOSE_EVENT = 0x7d;
const OPEN_EVENT = 0x7b;

/** Address 0 is no place, and the first event has a byte before it. */
const BEGIN = 64;
const FIRST_BYTES = 64 * 1024;

/** The kernel in plain TypeScript: for machines without SIMD, and what the tests compare the other one with. */
export class PlainKernel implements Kernel {
  readonly begin = BEGIN;
  bytes = new Uint8Array(FIRST_BYTES);
  words = new Uint32Array(this.bytes.buffer);
  readonly #answers = [0, 0, 0];

  reserve(length: number): void {
    if (length <= this.bytes.length) return;
    const bytes = new Uint8Array(2 * Math.ceil(length / FIRST_BYTES) * FIRST_BYTES);
    bytes.set(this.bytes);
    this.bytes = bytes;
    this.words = new Uint32Array(bytes.buffer);
  }

  answer(word: 0 | 1 | 2): number {
    return this.#answers[word] ?? 0;
  }

  index(...[at, end, isLast, delimiter, columns, cells, rows, maxRows, maxBytes]: Parameters<Kernel['index']>): number {
    let count = 0;
    let lines = 0;
    let from = at;
    let reason: number = IS_FULL;
    for (; count < maxRows; count++) {
      while (from < end && this.#isLineEnd(from) && !(this.bytes[from] === CR && from + 1 === end && !isLast)) {
        from += this.#lineEndLength(from, end);
        lines += 1;
      }
      const record =
        from === end || this.#isLineEnd(from) ? NEEDS_BYTES : this.#record(from, end, isLast, delimiter, columns);
      if (typeof record === 'number' && !(record === NEEDS_BYTES && end - from > maxBytes)) {
        reason = record;
        break;
      }
      const isOdd = typeof record === 'number' || record.end - from > maxBytes;
      if (isOdd) {
        reason = IS_ODD;
        break;
      }
      record.cells.slice(0, columns).forEach((cell, column) => {
        const [begin, to] = this.#withoutQuotes(cell);
        this.words.set([begin - at, to - at], cells / 4 + (count * columns + column) * CELL_WORDS);
      });
      const missing = cells / 4 + (count * columns + record.cells.length) * CELL_WORDS;
      if (record.cells.length < columns) this.words.fill(0, missing, cells / 4 + (count + 1) * columns * CELL_WORDS);
      this.words.set(
        [from - at, record.end - at, lines, record.lines, record.cells.length],
        rows / 4 + count * ROW_WORDS,
      );
      from = record.end;
      lines = 0;
    }
    this.#answers.splice(0, 3, from - at, reason, lines);
    return count;
  }

  /** The record at `from`, or why it is none. */
  #record(from: number, end: number, isLast: number, delimiter: number, columns: number) {
    const cells: Cell[] = [];
    let lines = 0;
    for (let at = from; ; at += 1) {
      const cell = this.bytes[at] === QUOTE && at < end ? this.#quoted(at, end) : this.#unquoted(at, end, delimiter);
      const { next } = cell;
      const isCut = cell.isOpen ? !isLast || cell.to > end : next === end && !isLast;
      if (isCut || (cell.isOpen && next >= end)) return cell.isOpen && isLast ? IS_ODD : NEEDS_BYTES;
      const ends = next >= end || this.#isLineEnd(next);
      if (!ends && this.bytes[next] !== delimiter) return IS_ODD;
      if (cells.push(cell) > columns && cell.to > cell.from) return IS_ODD;
      lines += this.#linesIn(cell);
      at = next;
      if (!ends) continue;
      return { cells, lines, end: next };
    }
  }

  #unquoted(at: number, end: number, delimiter: number): Cell {
    let to = at;
    while (to < end && this.bytes[to] !== delimiter && !this.#isLineEnd(to) && this.bytes[to] !== QUOTE) to += 1;
    return { from: at, to, next: to, isQuoted: false, isOpen: false };
  }

  #quoted(at: number, end: number): Cell {
    const from = at + 1;
    for (let to = from; to < end; to += 1) {
      if (this.bytes[to] !== QUOTE) continue;
      if (to + 1 < end && this.bytes[to + 1] === QUOTE) to += 1;
      else return { from, to, next: to + 1, isQuoted: true, isOpen: false };
    }
    return { from, to: end, next: end, isQuoted: true, isOpen: true };
  }

  #linesIn({ from, to, isQuoted }: Cell): number {
    let lines = 0;
    for (let at = from; isQuoted && at < to; at += 1) {
      if (!this.#isLineEnd(at)) continue;
      at += this.#lineEndLength(at, to) - 1;
      lines += 1;
    }
    return lines;
  }

  /** Begin and end of a cell in which two quotes have become one. */
  #withoutQuotes({ from, to, isQuoted }: Cell): [number, number] {
    let written = from;
    for (let at = from; isQuoted && at < to; at += 1) {
      this.bytes[written++] = this.bytes[at] ?? 0;
      if (this.bytes[at] === QUOTE) at += 1;
    }
    return [from, isQuoted ? written : to];
  }

  #isLineEnd(at: number): boolean {
    return this.bytes[at] === LF || this.bytes[at] === CR;
  }

  #lineEndLength(at: number, end: number): number {
    return this.bytes[at] === CR && at + 1 < end && this.bytes[at + 1] === LF ? 2 : 1;
  }

  compose(...[cells, stride, rows, columns, count, bytes, to, keys]: Parameters<Kernel['compose']>): void {
    let at = to;
    for (let row = 0; row < rows; row++) {
      const texts = Array.from({ length: count }, (_, i) => {
        const [from, end] = this.#pair(cells + row * stride + this.#word(columns, i) * 4 * CELL_WORDS);
        return this.bytes.slice(bytes + from, bytes + end);
      });
      const begin = at;
      if (texts.some(({ length }) => length > 0)) {
        texts.forEach((text, i) => {
          if (i > 0) this.bytes[at++] = 0;
          this.bytes.set(text, at);
          at += text.length;
        });
      }
      this.words.set([begin, at], keys / 4 + row * CELL_WORDS);
    }
  }

  resolve(
    ...[cells, stride, bytes, rows, source, empty, block, slots, mask, keys, pieces, free, resolved, found]: Parameters<
      Kernel['resolve']
    >
  ): number {
    let count = 0;
    let next = free;
    let filled = 0;
    for (let row = 0; row < rows; row++) {
      const [from, end] = this.#pair(cells + row * stride);
      const text = this.bytes.subarray(bytes + from, bytes + end);
      if (text.length > 0) filled += 1;
      const known = this.#slotOf({ text, source, block, slots, mask, keys });
      let piece = text.length === 0 ? empty : known?.slot;
      piece ??= next++;
      const at = pieces / 4 + piece * PIECE_WORDS;
      if (text.length > 0 && !known?.isKnown) {
        this.words[at + 2] = NEEDS_RULE | kindOf(text);
        this.words[at + 3] = 0;
      }
      if ((this.words[at + 2] ?? 0) & (NEEDS_RULE | HAS_ISSUES)) this.words[found / 4 + count++] = row;
      this.words[resolved / 4 + row] = piece;
    }
    this.#answers[0] = filled;
    return count;
  }

  /** The slot of a text, which it may just have got; undefined if there is none for it. */
  #slotOf({ text, source, block, slots, mask, keys }: SlotQuery): { slot: number; isKnown: boolean } | undefined {
    if (mask === 0 || text.length === 0 || text.length > MAX_KEY) return undefined;
    const hashed = mix(text, source);
    const label = (source << 16) | text.length;
    const ways = [(hashed & mask) + 1, ((hashed & mask) ^ 1) + 1];
    const placeOf = (slot: number) => slots / 4 + slot * SLOT_WORDS;
    const isOwn = (slot: number) =>
      this.words[placeOf(slot)] === hashed &&
      this.words[placeOf(slot) + 1] === label &&
      isEqual(this.bytes.subarray(keys + slot * MAX_KEY, keys + slot * MAX_KEY + text.length), text);
    const own = ways.find(isOwn);
    if (own !== undefined) {
      this.words[placeOf(own) + 2] = block;
      return { slot: own, isKnown: true };
    }
    const usedAt = (slot: number) => this.words[placeOf(slot) + 2] ?? 0;
    const [first = 0, second = 0] = ways;
    const slot = usedAt(first) <= usedAt(second) ? first : second;
    if (usedAt(slot) === block) return undefined;
    this.words.set([hashed, label, block], placeOf(slot));
    this.bytes.set(text, keys + slot * MAX_KEY);
    return { slot, isKnown: false };
  }

  queue(...[resolved, rows, written, pieces, to]: Parameters<Kernel['queue']>): number {
    let count = 0;
    for (let row = 0; row < rows; row++) {
      if (this.bytes[written + row] === 0) continue;
      for (let piece = this.#word(resolved, row); piece !== 0; piece = this.#word(pieces, piece * PIECE_WORDS + 3)) {
        const info = this.#word(pieces, piece * PIECE_WORDS + 2);
        if ((info & (TO_HASH | IS_QUEUED)) !== TO_HASH) continue;
        this.words[pieces / 4 + piece * PIECE_WORDS + 2] = info | IS_QUEUED;
        this.words[to / 4 + count++] = piece;
      }
    }
    return count;
  }

  hash(...[queued, count, pieces, values, firstFree, free]: Parameters<Kernel['hash']>): number {
    let long = 0;
    let to = free;
    for (let i = 0; i < count; i++) {
      const piece = this.#word(queued, i);
      const at = pieces / 4 + piece * PIECE_WORDS;
      const [from = 0, length = 0, info = 0] = this.words.subarray(at, at + PIECE_WORDS);
      if (length > MAX_HASHED) {
        this.words[queued / 4 + long++] = piece;
        continue;
      }
      const place = piece < firstFree ? values + piece * VALUE_BYTES : to;
      if (piece >= firstFree) to += HASH_BYTES;
      this.#write(place, `"${hash('sha256', this.bytes.subarray(from, from + length))}"`);
      this.words.set([place, HASH_BYTES, (info & HAS_ISSUES) | JSON_VALUE], at);
    }
    return long;
  }

  identify(...[sources, count, rows, written, pieces, digests, others]: Parameters<Kernel['identify']>): number {
    let left = 0;
    for (let row = 0; row < rows; row++) {
      if (this.bytes[written + row] === 0) continue;
      const texts = Array.from({ length: count }, (_, i) => this.#plainText(this.#pieceOf(sources, i, row, pieces)));
      const length = texts.reduce((sum, text) => sum + (text?.length ?? 0), count - 1);
      if (texts.includes(undefined) || length > MAX_HASHED) this.words[others / 4 + left++] = row;
      else {
        const identity = texts.flatMap((text, i) => [...(i > 0 ? [0] : []), ...(text ?? [])]);
        const digest = hash('sha256', Uint8Array.from(identity), 'buffer').subarray(0, DIGEST_BYTES);
        this.bytes.set(digest, digests + row * DIGEST_BYTES);
      }
    }
    return left;
  }

  /** The text of a piece; undefined if it is none, or has escapes. */
  #plainText(piece: number): Uint8Array | undefined {
    const [from = 0, length = 0, info = 0] = this.words.subarray(piece / 4, piece / 4 + PIECE_WORDS);
    if ((info & KIND) === TEXT_VALUE) return this.bytes.subarray(from, from + length);
    const isText = (info & KIND) === JSON_VALUE && !(info & IS_ESCAPED) && this.bytes[from] === QUOTE;
    return isText ? this.bytes.subarray(from + 1, from + length - 1) : undefined;
  }

  append(...[program, sources, from, rows, written, pieces, to, end, events]: Parameters<Kernel['append']>): number {
    let at = to;
    for (let row = from; row < rows; row++) {
      const place = events / 4 + row * 2;
      if (this.bytes[written + row] === 0) {
        this.words.fill(0, place, place + 2);
        continue;
      }
      const writer = new EventWriter(this.bytes, at, end);
      if (!this.#writeEvent(writer, { program, sources, row, pieces })) {
        this.#answers[0] = at;
        return row;
      }
      this.words.set([at, writer.at - at], place);
      writer.byte(COMMA);
      at = writer.at;
    }
    this.#answers[0] = at;
    return rows;
  }

  /** Writes an event, unless there is no room. */
  #writeEvent(writer: EventWriter, { program, sources, row, pieces }: EventQuery): boolean {
    const opened: { readonly before: number; readonly after: number }[] = [];
    writer.byte(OPEN_EVENT);
    for (let at = program; ; ) {
      const [kind, key = 0, length = 0, third = 0] = this.words.subarray(at / 4, at / 4 + 4);
      const name = this.bytes.subarray(key, key + length);
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
        const value = this.#jsonOf(this.#pieceOf(sources, third, row, pieces));
        if (value && !writer.hasRoomFor(length + value.length)) return false;
        if (value) writer.key(name).write(value);
        at += 16;
      } else {
        const values = Array.from({ length: third }, (_, i) => {
          return this.#valuesOf(this.#pieceOf(sources, this.#word(at, 4 + i), row, pieces), pieces);
        }).flat();
        if (!writer.list(name, values)) return false;
        at += 16 + third * 4;
      }
    }
    if (!writer.hasRoomFor(0)) return false;
    writer.byte(CLOSE_EVENT);
    return true;
  }

  #valuesOf(piece: number, pieces: number): Uint8Array[] {
    const values: Uint8Array[] = [];
    for (let at = piece; ; at = pieces + this.#word(at, 3) * PIECE_WORDS * 4) {
      const value = this.#jsonOf(at);
      if (value) values.push(value);
      if (!value || this.#word(at, 3) === NO_PIECE) return values;
    }
  }

  #jsonOf(piece: number): Uint8Array | undefined {
    const [from = 0, length = 0, info = 0] = this.words.subarray(piece / 4, piece / 4 + PIECE_WORDS);
    const text = this.bytes.subarray(from, from + length);
    if ((info & KIND) === NO_VALUE) return undefined;
    return (info & KIND) === TEXT_VALUE ? Uint8Array.from([QUOTE, ...text, QUOTE]) : text;
  }

  /** The address of a source's piece. */
  #pieceOf(sources: number, source: number, row: number, pieces: number): number {
    const [at, distance] = this.#pair(sources + source * 4 * SOURCE_WORDS);
    return pieces + this.#word(at + row * distance, 0) * PIECE_WORDS * 4;
  }

  #word(address: number, index: number): number {
    return this.words[address / 4 + index] ?? 0;
  }

  #pair(address: number): [number, number] {
    return [this.#word(address, 0), this.#word(address, 1)];
  }

  #write(at: number, ascii: string): void {
    for (let i = 0; i < ascii.length; i++) this.bytes[at + i] = ascii.charCodeAt(i);
  }
}

interface Cell {
  readonly from: number;
  readonly to: number;
  readonly next: number;
  readonly isQuoted: boolean;
  /** Whether its closing quote is missing. */
  readonly isOpen: boolean;
}

interface SlotQuery {
  readonly text: Uint8Array;
  readonly source: number;
  readonly block: number;
  readonly slots: number;
  readonly mask: number;
  readonly keys: number;
}

interface EventQuery {
  readonly program: number;
  readonly sources: number;
  readonly row: number;
  readonly pieces: number;
}

/** Commas, brackets and quotes. */
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

  /** Each value once; false if there is no room. */
  list(name: Uint8Array, values: readonly Uint8Array[]): boolean {
    const known = new Set<string>();
    for (const value of values) {
      if (!this.hasRoomFor(name.length + value.length)) return false;
      const text = Buffer.from(value).toString('latin1');
      if (known.has(text)) continue;
      if (known.size === 0) this.key(name);
      else this.byte(COMMA);
      this.write(value);
      known.add(text);
    }
    if (known.size > 0) this.byte(CLOSE_LIST);
    return true;
  }
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

/** Whether a text is more than plain ASCII. */
function kindOf(text: Uint8Array): number {
  const isEscaped = (byte: number) => byte === QUOTE || byte === BACKSLASH || byte < SPACE;
  return (text.some((byte) => byte > LAST_ASCII) ? BEYOND_ASCII : 0) | (text.some(isEscaped) ? NEEDS_ESCAPES : 0);
}

/** Distributes texts over slots. Both kernels may do so differently. */
function mix(text: Uint8Array, source: number): number {
  let hashed = source;
  for (const byte of text) hashed = (Math.imul(hashed, 31) + byte) | 0;
  return (Math.imul(hashed, 0x9e3779b1) >>> 7) | 0x80000000;
}
