import type { IndexCall } from '../../../core/kernel/kernel.ts';
import { IS_FULL, IS_IRREGULAR, NEEDS_BYTES, ROW_WORDS } from '../../../core/kernel/layout.ts';
import { CELL_WORDS } from '../../../core/record/row-block.ts';
import type { PlainMemory } from './memory.ts';

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

interface Cell {
  readonly from: number;
  readonly to: number;
  /** The position of the delimiter or line end after the cell. */
  readonly next: number;
  readonly isQuoted: boolean;
  /** Whether the closing quote of the cell is missing. */
  readonly isOpen: boolean;
}

export function index(memory: PlainMemory, call: IndexCall): number {
  const { at, end, isLast, columnCount, cells, rows, maxRows, maxBytes } = call;
  const { bytes } = memory;
  let count = 0;
  let lines = 0;
  let from = at;
  let reason: number = IS_FULL;
  for (; count < maxRows; count++) {
    while (from < end && isLineEnd(bytes, from) && !(bytes[from] === CR && from + 1 === end && !isLast)) {
      from += lineEndLength(bytes, from, end);
      lines += 1;
    }
    const record = from === end || isLineEnd(bytes, from) ? NEEDS_BYTES : recordAt(bytes, from, call);
    if (typeof record === 'number' && !(record === NEEDS_BYTES && end - from > maxBytes)) {
      reason = record;
      break;
    }
    const isIrregular = typeof record === 'number' || record.end - from > maxBytes;
    if (isIrregular) {
      reason = IS_IRREGULAR;
      break;
    }
    record.cells.slice(0, columnCount).forEach((cell, column) => {
      const [cellBegin, cellEnd] = halveQuotes(bytes, cell);
      memory.words.set([cellBegin - at, cellEnd - at], cells / 4 + (count * columnCount + column) * CELL_WORDS);
    });
    const missing = cells / 4 + (count * columnCount + record.cells.length) * CELL_WORDS;
    if (record.cells.length < columnCount)
      memory.words.fill(0, missing, cells / 4 + (count + 1) * columnCount * CELL_WORDS);
    memory.words.set(
      [from - at, record.end - at, lines, record.lines, record.cells.length],
      rows / 4 + count * ROW_WORDS,
    );
    from = record.end;
    lines = 0;
  }
  memory.outputs.splice(0, 3, from - at, reason, lines);
  return count;
}

/** The record at `from`, or the reason why it cannot be read here. */
function recordAt(bytes: Uint8Array, from: number, { end, isLast, delimiter, columnCount }: IndexCall) {
  const cells: Cell[] = [];
  let lines = 0;
  for (let at = from; ; at += 1) {
    const cell = bytes[at] === QUOTE && at < end ? quoted(bytes, at, end) : unquoted(bytes, at, end, delimiter);
    const { next } = cell;
    if (next === end && !isLast) return NEEDS_BYTES;
    if (cell.isOpen) return IS_IRREGULAR;
    const isRecordEnd = next === end || isLineEnd(bytes, next);
    if (!isRecordEnd && bytes[next] !== delimiter) return IS_IRREGULAR;
    if (cells.push(cell) > columnCount && cell.to > cell.from) return IS_IRREGULAR;
    lines += linesIn(bytes, cell);
    at = next;
    if (!isRecordEnd) continue;
    return { cells, lines, end: next };
  }
}

function unquoted(bytes: Uint8Array, at: number, end: number, delimiter: number): Cell {
  let to = at;
  while (to < end && bytes[to] !== delimiter && !isLineEnd(bytes, to) && bytes[to] !== QUOTE) to += 1;
  return { from: at, to, next: to, isQuoted: false, isOpen: false };
}

function quoted(bytes: Uint8Array, at: number, end: number): Cell {
  const from = at + 1;
  for (let to = from; to < end; to += 1) {
    if (bytes[to] !== QUOTE) continue;
    if (to + 1 < end && bytes[to + 1] === QUOTE) to += 1;
    else return { from, to, next: to + 1, isQuoted: true, isOpen: false };
  }
  return { from, to: end, next: end, isQuoted: true, isOpen: true };
}

function linesIn(bytes: Uint8Array, { from, to, isQuoted }: Cell): number {
  let lines = 0;
  for (let at = from; isQuoted && at < to; at += 1) {
    if (!isLineEnd(bytes, at)) continue;
    at += lineEndLength(bytes, at, to) - 1;
    lines += 1;
  }
  return lines;
}

/** Replaces each doubled quote in a quoted cell with one quote, and returns where the cell begins and ends. */
function halveQuotes(bytes: Uint8Array, { from, to, isQuoted }: Cell): [begin: number, end: number] {
  let written = from;
  for (let at = from; isQuoted && at < to; at += 1) {
    bytes[written++] = bytes[at] ?? 0;
    if (bytes[at] === QUOTE) at += 1;
  }
  return [from, isQuoted ? written : to];
}

function isLineEnd(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === LF || bytes[at] === CR;
}

function lineEndLength(bytes: Uint8Array, at: number, end: number): number {
  return bytes[at] === CR && at + 1 < end && bytes[at + 1] === LF ? 2 : 1;
}
