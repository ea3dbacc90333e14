import type { ComposeCall, ResolveCall } from '../../../core/kernel/kernel.ts';
import {
  BEYOND_ASCII,
  HAS_ISSUES,
  MAX_KEY,
  NEEDS_ESCAPES,
  NEEDS_RULE,
  PIECE_WORDS,
  SLOT_WORDS,
} from '../../../core/kernel/layout.ts';
import { CELL_WORDS } from '../../../core/record/row-block.ts';
import type { PlainMemory } from './memory.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const LAST_ASCII = 0x7f;

export function compose(memory: PlainMemory, call: ComposeCall): void {
  const { cells, stride, bytes, rowCount, columns, count, to, keys } = call;
  let at = to;
  for (let row = 0; row < rowCount; row++) {
    const texts = Array.from({ length: count }, (_, i) => {
      const [from, end] = memory.pair(cells + row * stride + memory.word(columns, i) * 4 * CELL_WORDS);
      return memory.bytes.slice(bytes + from, bytes + end);
    });
    const begin = at;
    if (texts.some(({ length }) => length > 0)) {
      texts.forEach((text, i) => {
        if (i > 0) memory.bytes[at++] = 0;
        memory.bytes.set(text, at);
        at += text.length;
      });
    }
    memory.words.set([begin, at], keys / 4 + row * CELL_WORDS);
  }
}

export function resolve(memory: PlainMemory, call: ResolveCall): number {
  const { cells, stride, bytes, rowCount, empty, free, resolved, found, pieces } = call;
  let count = 0;
  let nextFree = free;
  let filled = 0;
  for (let row = 0; row < rowCount; row++) {
    const [from, end] = memory.pair(cells + row * stride);
    const text = memory.bytes.subarray(bytes + from, bytes + end);
    if (text.length > 0) filled += 1;
    const assigned = slotOf(memory, text, call);
    let piece = text.length === 0 ? empty : assigned?.slot;
    piece ??= nextFree++;
    const at = pieces / 4 + piece * PIECE_WORDS;
    if (text.length > 0 && !assigned?.isKnown) {
      memory.words[at + 2] = NEEDS_RULE | flagsOf(text);
      memory.words[at + 3] = 0;
    }
    if ((memory.words[at + 2] ?? 0) & (NEEDS_RULE | HAS_ISSUES)) memory.words[found / 4 + count++] = row;
    memory.words[resolved / 4 + row] = piece;
  }
  memory.outputs[0] = filled;
  return count;
}

/** The slot of a text, assigned now if it has none; undefined if no slot is free for it. */
function slotOf(
  memory: PlainMemory,
  text: Uint8Array,
  { source, block, slots, mask, keys }: ResolveCall,
): { slot: number; isKnown: boolean } | undefined {
  if (mask === 0 || text.length === 0 || text.length > MAX_KEY) return undefined;
  const hashed = mix(text, source);
  const label = (source << 16) | text.length;
  const bothSlots = [(hashed & mask) + 1, ((hashed & mask) ^ 1) + 1];
  const placeOf = (slot: number) => slots / 4 + slot * SLOT_WORDS;
  const holdsText = (slot: number) =>
    memory.words[placeOf(slot)] === hashed &&
    memory.words[placeOf(slot) + 1] === label &&
    isEqual(memory.bytes.subarray(keys + slot * MAX_KEY, keys + slot * MAX_KEY + text.length), text);
  const knownSlot = bothSlots.find(holdsText);
  if (knownSlot !== undefined) {
    memory.words[placeOf(knownSlot) + 2] = block;
    return { slot: knownSlot, isKnown: true };
  }
  const lastBlockOf = (slot: number) => memory.words[placeOf(slot) + 2] ?? 0;
  const [first = 0, second = 0] = bothSlots;
  const slot = lastBlockOf(first) <= lastBlockOf(second) ? first : second;
  if (lastBlockOf(slot) === block) return undefined;
  memory.words.set([hashed, label, block], placeOf(slot));
  memory.bytes.set(text, keys + slot * MAX_KEY);
  return { slot, isKnown: false };
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

/** The flags of a text: whether it needs escapes, and whether it has characters beyond ASCII. */
function flagsOf(text: Uint8Array): number {
  const needsEscape = (byte: number) => byte === QUOTE || byte === BACKSLASH || byte < SPACE;
  return (text.some((byte) => byte > LAST_ASCII) ? BEYOND_ASCII : 0) | (text.some(needsEscape) ? NEEDS_ESCAPES : 0);
}

/** Distributes texts over slots. The two kernels may distribute them differently. */
function mix(text: Uint8Array, source: number): number {
  let hashed = source;
  for (const byte of text) hashed = (Math.imul(hashed, 31) + byte) | 0;
  // Unsigned, as it is read back from a slot.
  return ((Math.imul(hashed, 0x9e3779b1) >>> 7) | 0x80000000) >>> 0;
}
