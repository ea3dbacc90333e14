import { IS_ESCAPED, JSON_VALUE, NO_PIECE, NO_VALUE, TEXT_VALUE, TO_HASH, VALUE_BYTES } from '../kernel/layout.ts';
import type { KernelMemory } from '../kernel/memory.ts';
import type { JsonValue } from '../record/field.ts';
import { MAX_UNIT_BYTES, type Utf8 } from '../record/row-block.ts';
import type { ValueSink } from './cell-rules.ts';
import type { PreparerTables } from './preparer-tables.ts';

/** Texts that may need escapes between quotes: those with a quote, backslash, control character or surrogate. */
const MAY_NEED_ESCAPES = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;
const ASCII = /^[\0-\x7f]*$/;

/** Writes the values of a source as pieces: the first as the piece given to `begin`, the others in a list after it. */
export class PieceWriter implements ValueSink {
  readonly #memory: KernelMemory;
  readonly #tables: PreparerTables;
  readonly #utf8: Utf8;
  #piece = NO_PIECE;
  #lastPiece = NO_PIECE;
  #extraCount = 0;
  /** The text of the cell that the values come from. A value that equals it needs no copy. */
  #cell = '';
  #cellAt = 0;
  #cellLength = 0;
  #cellNeedsEscapes = true;
  #isReusable = true;

  constructor(memory: KernelMemory, tables: PreparerTables, utf8: Utf8) {
    this.#memory = memory;
    this.#tables = tables;
    this.#utf8 = utf8;
  }

  /** The number of pieces that follow others in lists, since `beginBlock`. */
  get extraPieceCount(): number {
    return this.#extraCount;
  }

  beginBlock(): void {
    this.#extraCount = 0;
  }

  begin(piece: number): void {
    this.#piece = piece;
    this.#lastPiece = NO_PIECE;
    this.#cellLength = 0;
    this.#isReusable = true;
  }

  /**
   * Sets the cell that the values come from. Its bytes must stay in place as long as the piece is used. `needsEscapes`:
   * whether the JSON of the cell has escapes.
   */
  setCell(text: string, at: number, length: number, needsEscapes: boolean): void {
    this.#cell = text;
    this.#cellAt = at;
    this.#cellLength = length;
    this.#cellNeedsEscapes = needsEscapes;
  }

  /**
   * Ends the piece given to `begin`. Returns whether later blocks may reuse it if it has a slot: they may if it has at
   * most one value, which fits into the slot.
   */
  end(): boolean {
    if (this.#lastPiece === NO_PIECE) this.#tables.pieces.set(this.#piece, 0, 0, NO_VALUE);
    return this.#isReusable;
  }

  value(value: JsonValue): void {
    if (!this.#cellNeedsEscapes && this.#equalsCell(value)) this.#addCell(TEXT_VALUE);
    else if (typeof value !== 'string') this.#add(JSON.stringify(value), JSON_VALUE);
    else if (MAY_NEED_ESCAPES.test(value)) this.#add(JSON.stringify(value), JSON_VALUE | IS_ESCAPED);
    else this.#add(value, TEXT_VALUE);
  }

  textToHash(text: string): void {
    if (this.#equalsCell(text)) this.#addCell(TO_HASH);
    else this.#add(text, TO_HASH);
  }

  #equalsCell(value: JsonValue): boolean {
    return this.#cellLength > 0 && value === this.#cell;
  }

  #addCell(flags: number): void {
    this.#tables.pieces.set(this.#takePiece(), this.#cellAt, this.#cellLength, flags);
  }

  #takePiece(): number {
    this.#lastPiece = this.#lastPiece === NO_PIECE ? this.#piece : this.#nextPiece();
    return this.#lastPiece;
  }

  #add(text: string, flags: number): void {
    const piece = this.#takePiece();
    const { pieces, firstFree, values } = this.#tables;
    const longest = text.length * MAX_UNIT_BYTES;
    // A short text fits into a slot whatever its characters are.
    const maxBytes = longest > VALUE_BYTES && ASCII.test(text) ? text.length : longest;
    const isInSlot = piece < firstFree && maxBytes <= VALUE_BYTES;
    if (!isInSlot) this.#isReusable = false;
    const at = isInSlot ? values + piece * VALUE_BYTES : this.#memory.allocate(maxBytes);
    pieces.set(piece, at, this.#utf8.write(text, this.#memory.kernel.bytes, at), flags);
  }

  /** A new piece that follows the last one. */
  #nextPiece(): number {
    this.#isReusable = false;
    this.#extraCount += 1;
    const { pieces } = this.#tables;
    const piece = pieces.reserve(1);
    pieces.link(this.#lastPiece, piece);
    return piece;
  }
}
