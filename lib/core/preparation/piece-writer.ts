import type { JsonValue } from '../record/field.ts';
import { MAX_UNIT_BYTES, type Utf8 } from '../record/row-block.ts';
import type { ValueSink } from './cell-rules.ts';
import type { Kernel } from './kernel.ts';
import {
  IS_ESCAPED,
  JSON_VALUE,
  NO_PIECE,
  NO_VALUE,
  PIECE_WORDS,
  TEXT_VALUE,
  TO_HASH,
  VALUE_BYTES,
} from './kernel-layout.ts';

/** Texts that are not written between quotes as they are: with a quote, a backslash, a control character or a surrogate. */
const ESCAPED = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;
const ASCII = /^[\0-\x7f]*$/;
const PIECE_BYTES = PIECE_WORDS * 4;

/** Addresses in the memory of a kernel at which pieces are written. */
export interface PieceMemory {
  readonly kernel: Kernel;
  readonly utf8: Utf8;
  /** Where the pieces begin. */
  readonly pieces: number;
  /** Pieces with a lower number have a slot, and keep their value there. */
  readonly firstFree: number;
  /** Where the values of slots begin. */
  readonly values: number;
  /** Reserves memory until the end of the block. */
  allocate(bytes: number): number;
}

/** Writes the values of a source as pieces: the first one as the given piece, others behind it. */
export class PieceWriter implements ValueSink {
  readonly #memory: PieceMemory;
  #piece = NO_PIECE;
  #last = NO_PIECE;
  #count = 0;
  /** The cell from which the values are: one that equals it needs no copy. */
  #cell = '';
  #cellAt = 0;
  #cellLength = 0;
  #isPlain = false;
  #isReusable = true;

  constructor(memory: PieceMemory) {
    this.#memory = memory;
  }

  /** The number of pieces behind others, since `beginBlock`. */
  get extraPieces(): number {
    return this.#count;
  }

  beginBlock(): void {
    this.#count = 0;
  }

  begin(piece: number): void {
    this.#piece = piece;
    this.#last = NO_PIECE;
    this.#cellLength = 0;
    this.#isReusable = true;
  }

  /** The cell from which the values are, where its bytes stay as long as the piece, and whether JSON needs no escapes for it. */
  setCell(text: string, at: number, length: number, isPlain: boolean): void {
    this.#cell = text;
    this.#cellAt = at;
    this.#cellLength = length;
    this.#isPlain = isPlain;
  }

  /** Whether later blocks may reuse the piece: it has one value, which is in its slot. */
  end(): boolean {
    if (this.#last === NO_PIECE) this.#set(this.#piece, 0, 0, NO_VALUE);
    return this.#isReusable;
  }

  value(value: JsonValue): void {
    if (this.#isPlain && this.#isCell(value)) this.#addCell(TEXT_VALUE);
    else if (typeof value !== 'string') this.#add(JSON.stringify(value), JSON_VALUE);
    else if (ESCAPED.test(value)) this.#add(JSON.stringify(value), JSON_VALUE | IS_ESCAPED);
    else this.#add(value, TEXT_VALUE);
  }

  textToHash(text: string): void {
    if (this.#isCell(text)) this.#addCell(TO_HASH);
    else this.#add(text, TO_HASH);
  }

  #isCell(value: JsonValue): boolean {
    return this.#cellLength > 0 && value === this.#cell;
  }

  #addCell(info: number): void {
    this.#set(this.#takePiece(), this.#cellAt, this.#cellLength, info);
  }

  #takePiece(): number {
    this.#last = this.#last === NO_PIECE ? this.#piece : this.#nextPiece();
    return this.#last;
  }

  #add(text: string, info: number): void {
    const piece = this.#takePiece();
    const { kernel, utf8, firstFree, values } = this.#memory;
    const room = ASCII.test(text) ? text.length : text.length * MAX_UNIT_BYTES;
    const isInSlot = piece < firstFree && room <= VALUE_BYTES;
    if (!isInSlot) this.#isReusable = false;
    const at = isInSlot ? values + piece * VALUE_BYTES : this.#memory.allocate(room);
    this.#set(piece, at, utf8.write(text, kernel.bytes, at), info);
  }

  /** A new piece behind the last one. */
  #nextPiece(): number {
    this.#isReusable = false;
    this.#count += 1;
    const { kernel, pieces } = this.#memory;
    const piece = (this.#memory.allocate(PIECE_BYTES) - pieces) / PIECE_BYTES;
    kernel.words[this.#wordOf(this.#last) + 3] = piece;
    return piece;
  }

  #set(piece: number, at: number, length: number, info: number): void {
    const { words } = this.#memory.kernel;
    const word = this.#wordOf(piece);
    words[word] = at;
    words[word + 1] = length;
    words[word + 2] = info;
    words[word + 3] = 0;
  }

  #wordOf(piece: number): number {
    return this.#memory.pieces / 4 + piece * PIECE_WORDS;
  }
}
