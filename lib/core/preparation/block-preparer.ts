import type { Kernel } from '../kernel/kernel.ts';
import {
  BEYOND_ASCII,
  HAS_ISSUES,
  MAX_KEY,
  NEEDS_ESCAPES,
  NEEDS_RULE,
  NO_PIECE,
  SLOT_WORDS,
} from '../kernel/layout.ts';
import { KernelMemory } from '../kernel/memory.ts';
import type { PlannedColumn } from '../record/plan.ts';
import { CELL_WORDS, type RowBlock } from '../record/row-block.ts';
import { type CellIssues, CellRules } from './cell-rules.ts';
import { CellSource } from './cell-source.ts';
import { compileProgram } from './event-program.ts';
import { PieceHasher } from './piece-hasher.ts';
import { PieceWriter } from './piece-writer.ts';
import type { PrepareOptions } from './prepare-options.ts';
import { PreparedBlock, type PreparedMemory } from './prepared-block.ts';
import { type PreparerTables, reserveTables } from './preparer-tables.ts';
import { RecordRules } from './record-rules.ts';
import { RowIssues } from './row-issues.ts';

/**
 * The number of slots for the texts of a file, which all columns share: a power of two. The slots take 4 MB, and are
 * enough for the names of all cities of a country.
 */
export const FILE_SLOTS = 16_384;

export interface PreparerMemory {
  readonly kernel: Kernel;
  /** The number of slots: a power of two, or 0 if equal texts are not to be recognized. */
  readonly slotCount: number;
  /** Whether events of invalid records are written, too. */
  readonly writesInvalid?: boolean;
}

const CELL_BYTES = CELL_WORDS * 4;
/** An entry of the table of events: address and length. */
const EVENT_ENTRY_BYTES = 8;
/** Room for events is reserved in steps of this size. */
const EVENTS_STEP_BYTES = 1024 * 1024;

/** A block in the memory of the kernel. All numbers are addresses. */
interface LoadedBlock {
  readonly block: RowBlock;
  readonly issues: RowIssues;
  readonly bytes: number;
  readonly cells: number;
  /** Where `resolve` of the kernel lists the rows whose piece needs its rule or has issues. */
  readonly listedRows: number;
}

/** The addresses of two tables with an entry for each row: its event, and whether the event is written. */
type EventTables = Pick<PreparedMemory, 'events' | 'writtenFlags'>;

/**
 * Turns the rows of a file into events, block by block. A cell becomes a piece of JSON; its rule runs only if no equal
 * cell of its column is remembered. Events are then written from pieces. A preparer never throws on data, reports
 * every issue of a record, and gives the same bytes for the same rows and options.
 *
 * In the memory of its kernel, the pieces of slots, of constants and of empty cells stay from block to block. What
 * follows them belongs to one block, and is overwritten by the next.
 */
export class BlockPreparer {
  readonly #options: PrepareOptions;
  readonly #firstWarnedAt: Map<string, number>;
  /** The number of slots minus one; 0 without slots. */
  readonly #mask: number;
  readonly #writesInvalid: boolean;
  readonly #cellRules: CellRules;
  readonly #recordRules: RecordRules;
  readonly #memory: KernelMemory;
  readonly #tables: PreparerTables;
  readonly #writer: PieceWriter;
  readonly #hasher: PieceHasher;
  readonly #sources: readonly CellSource[];
  readonly #sourcesOf: ReadonlyMap<string, readonly number[]>;
  /** The piece of each source for a record without text in its cells. */
  readonly #emptyPieces: readonly number[];
  /** The issues of the pieces that stay from block to block. */
  readonly #lastingIssues = new Map<number, CellIssues>();
  /** The issues of the other pieces, which belong to the current block. */
  readonly #blockIssues = new Map<number, CellIssues>();
  /** The cells of a row, by column, for the rule of a source; only those that the rule reads are current. */
  readonly #cells: string[];
  #blockNumber = 0;
  /** Where the memory of the current block begins. */
  readonly #blockBegin: number;

  constructor(options: PrepareOptions, { kernel, slotCount, writesInvalid = false }: PreparerMemory) {
    const { plan, rules, now, effects } = options;
    this.#options = options;
    this.#firstWarnedAt = options.firstWarnedAt ?? new Map();
    this.#mask = Math.max(0, slotCount - 1);
    this.#writesInvalid = writesInvalid;
    this.#cellRules = new CellRules(plan, now, effects.isIp);
    this.#recordRules = new RecordRules(plan, rules);
    const { sources, instructions } = compileProgram(plan);
    this.#sources = sources.map((source) => new CellSource(source, plan));
    this.#sourcesOf = sourcesByField(sources);
    this.#memory = new KernelMemory(kernel);
    this.#tables = reserveTables(this.#memory, {
      slotCount,
      sources: this.#sources,
      instructions,
      utf8: effects.utf8,
    });
    this.#writer = new PieceWriter(this.#memory, this.#tables, effects.utf8);
    this.#hasher = new PieceHasher(this.#memory, this.#tables, effects);
    this.#cells = new Array<string>(plan.header.length).fill('');
    this.#emptyPieces = this.#sources.map((source) => this.#emptyPiece(source));
    this.#hasher.hash(this.#emptyPieces);
    for (const [source, piece] of this.#emptyPieces.entries())
      this.#tables.sources.setPiece(source, this.#memory.store([piece]));
    // What is reserved from here on belongs to one block.
    this.#blockBegin = this.#memory.top;
  }

  prepare(block: RowBlock): PreparedBlock {
    const loaded = this.#load(block);
    const { issues } = loaded;
    this.#recordRules.checkShapes(block, issues);
    this.#sources.forEach((source, sourceNumber) => {
      this.#resolve(source, sourceNumber, loaded);
    });
    const { effects, identity = [] } = this.#options;
    const events = this.#memory.allocate(block.length * EVENT_ENTRY_BYTES);
    const writtenFlags = this.#memory.allocate(block.length);
    const prepared = new PreparedBlock(block, issues, {
      memory: this.#memory,
      tables: this.#tables,
      events,
      writtenFlags,
      effects,
      sourcesOf: this.#sourcesOf,
      identity,
    });
    this.#recordRules.apply(prepared, issues);
    this.#markWritten(prepared, writtenFlags);
    this.#hashWritten(block.length, writtenFlags);
    this.#writeEvents(block.length, { events, writtenFlags });
    return prepared;
  }

  /** Loads a block, which replaces the previous one. */
  #load(block: RowBlock): LoadedBlock {
    this.#memory.release(this.#blockBegin);
    this.#blockNumber += 1;
    this.#blockIssues.clear();
    this.#writer.beginBlock();
    const bytes = this.#memory.allocate(block.bytes.length);
    this.#memory.kernel.bytes.set(block.bytes, bytes);
    return {
      block,
      bytes,
      issues: new RowIssues(block, { oncePerFile: this.#options.oncePerFile, firstWarnedAt: this.#firstWarnedAt }),
      cells: this.#memory.store(block.cells),
      listedRows: this.#memory.allocate(block.length * 4),
    };
  }

  /** Finds the piece of a source for each row, and reports the issues of these pieces. */
  #resolve(source: CellSource, sourceNumber: number, loaded: LoadedBlock): void {
    const { block, listedRows } = loaded;
    const { kernel } = this.#memory;
    const rowCount = block.length;
    const empty = this.#emptyPieces[sourceNumber] ?? NO_PIECE;
    if (source.columns.length === 0) {
      // A constant whose rules read no cells has the same piece in every row.
      const issues = this.#lastingIssues.get(empty);
      for (let row = 0; issues && row < rowCount; row++) this.#report(row, issues, loaded);
      return;
    }
    const texts = this.#textsOf(source, sourceNumber, loaded);
    const resolved = this.#memory.allocate(rowCount * 4);
    const { pieces, sources, slots, keys } = this.#tables;
    sources.setPieces(sourceNumber, resolved);
    const mask = source.usesSlots ? this.#mask : 0;
    const listedCount = kernel.resolve({
      cells: texts.cells,
      stride: texts.stride,
      bytes: texts.bytes,
      rowCount,
      source: sourceNumber,
      empty,
      block: this.#blockNumber,
      slots,
      mask,
      keys,
      pieces: pieces.begin,
      free: pieces.reserve(rowCount),
      resolved,
      found: listedRows,
    });
    const lookups = kernel.output(0);
    const misses = this.#readListed(source, listedCount, resolved, loaded);
    if (mask !== 0) source.countLookups(lookups, misses);
  }

  /**
   * Goes through the rows that the kernel listed: runs the rule of the source for each new piece, and reports issues.
   * Returns how many pieces were new.
   */
  #readListed(source: CellSource, listedCount: number, resolved: number, loaded: LoadedBlock): number {
    const { block, listedRows } = loaded;
    const { kernel } = this.#memory;
    const { pieces } = this.#tables;
    let misses = 0;
    for (let i = 0; i < listedCount; i++) {
      const row = kernel.words[listedRows / 4 + i] ?? 0;
      if (block.faultOf(row)) continue;
      const piece = kernel.words[resolved / 4 + row] ?? NO_PIECE;
      const flags = pieces.flagsOf(piece);
      if (flags & NEEDS_RULE) {
        this.#applyRule(source, row, piece, flags, loaded);
        misses += 1;
      }
      if (pieces.flagsOf(piece) & HAS_ISSUES) {
        const issues = this.#blockIssues.get(piece) ?? this.#lastingIssues.get(piece);
        if (issues) this.#report(row, issues, loaded);
      }
    }
    return misses;
  }

  /** The texts by which equal values are recognized: the cells of one column, or the joined cells of several. */
  #textsOf(source: CellSource, sourceNumber: number, { block, bytes, cells }: LoadedBlock) {
    const stride = block.columnCount * CELL_BYTES;
    const [column = 0, ...otherColumns] = source.columns;
    if (otherColumns.length === 0) return { cells: cells + column * CELL_BYTES, stride, bytes };
    const keys = this.#memory.allocate(block.length * CELL_BYTES);
    const to = this.#memory.allocate(block.bytes.length + block.length * source.columns.length);
    const columns = this.#tables.columns[sourceNumber] ?? 0;
    const count = source.columns.length;
    this.#memory.kernel.compose({ cells, stride, bytes, rowCount: block.length, columns, count, to, keys });
    return { cells: keys, stride: CELL_BYTES, bytes: 0 };
  }

  /** Runs the rule of a source for a new piece; `flags` is what the kernel found about its text. */
  #applyRule(source: CellSource, row: number, piece: number, flags: number, { block, bytes }: LoadedBlock): void {
    const isAscii = (flags & BEYOND_ASCII) === 0;
    for (const column of source.columns)
      this.#cells[column] = isAscii ? block.characters(row, column) : block.text(row, column);
    this.#writer.begin(piece);
    if (source.unchangedColumn !== undefined) {
      const word = (row * block.columnCount + source.unchangedColumn) * CELL_WORDS;
      const from = block.cells[word] ?? 0;
      // The piece of a slot outlives the block, so it refers to the copy of the text in the slot.
      const at = this.#hasSlot(piece) ? this.#tables.keys + piece * MAX_KEY : bytes + from;
      const text = this.#cells[source.unchangedColumn] ?? '';
      this.#writer.setCell(text, at, (block.cells[word + 1] ?? 0) - from, (flags & NEEDS_ESCAPES) !== 0);
    }
    const issues = this.#cellRules.read(source.rules, this.#cells, this.#writer);
    const isReusable = this.#writer.end();
    const hasSlot = this.#hasSlot(piece);
    if (hasSlot && !isReusable) this.#forgetText(piece);
    if (issues || hasSlot) this.#keepIssues(piece, issues, hasSlot && isReusable);
  }

  #hasSlot(piece: number): boolean {
    return piece < this.#tables.firstFree;
  }

  /** Clears the hash and the length of a piece's text in its slot, so that later rows do not get the piece. */
  #forgetText(piece: number): void {
    const slot = this.#tables.slots / 4 + piece * SLOT_WORDS;
    this.#memory.kernel.words.fill(0, slot, slot + 2);
  }

  /** Sets the issues of a piece. They replace those that an earlier text of its slot had. */
  #keepIssues(piece: number, issues: CellIssues | undefined, isLasting: boolean): void {
    this.#lastingIssues.delete(piece);
    if (!issues) return;
    this.#tables.pieces.addFlag(piece, HAS_ISSUES);
    (isLasting ? this.#lastingIssues : this.#blockIssues).set(piece, issues);
  }

  #report(row: number, issues: CellIssues, loaded: LoadedBlock): void {
    if (!loaded.block.faultOf(row)) loaded.issues.add(row, issues);
  }

  /** The piece of a source whose cells are empty. It stays from block to block. */
  #emptyPiece(source: CellSource): number {
    const piece = this.#tables.pieces.reserve(1);
    this.#writer.begin(piece);
    const issues = this.#cellRules.read(source.rules, this.#cells, this.#writer);
    this.#writer.end();
    if (issues) this.#keepIssues(piece, issues, true);
    return piece;
  }

  /** Marks the rows whose events are written. */
  #markWritten(prepared: PreparedBlock, writtenFlags: number): void {
    const { kernel } = this.#memory;
    const { block } = prepared;
    for (let row = 0; row < block.length; row++) {
      const isWritten = prepared.errorsOf(row).length === 0 || (this.#writesInvalid && !block.faultOf(row));
      kernel.bytes[writtenFlags + row] = isWritten ? 1 : 0;
    }
  }

  /** Hashes the values of written rows. */
  #hashWritten(rowCount: number, writtenFlags: number): void {
    const { extraPieceCount } = this.#writer;
    for (const [sourceNumber, source] of this.#sources.entries()) {
      if (!source.rules.isHashed || source.columns.length === 0) continue;
      const resolved = this.#tables.sources.piecesOf(sourceNumber);
      this.#hasher.hashWritten({ resolved, rowCount, writtenFlags, extraPieceCount });
    }
  }

  #writeEvents(rowCount: number, { writtenFlags, events }: EventTables): void {
    const { kernel } = this.#memory;
    const { program, sources, pieces } = this.#tables;
    const tables = { program, sources: sources.begin, pieces: pieces.begin };
    let row = 0;
    let writtenEnd = this.#memory.top;
    let reservedEnd = writtenEnd;
    while (row < rowCount) {
      reservedEnd += EVENTS_STEP_BYTES;
      kernel.reserve(reservedEnd);
      row = kernel.append({
        ...tables,
        from: row,
        rowCount,
        written: writtenFlags,
        to: writtenEnd,
        end: reservedEnd,
        events,
      });
      writtenEnd = kernel.output(0);
    }
    this.#memory.extendTo(writtenEnd);
  }
}

function sourcesByField(sources: readonly PlannedColumn[]): ReadonlyMap<string, readonly number[]> {
  const byField = new Map<string, number[]>();
  for (const [sourceNumber, { field }] of sources.entries()) {
    const numbers = byField.get(field.name) ?? [];
    numbers.push(sourceNumber);
    byField.set(field.name, numbers);
  }
  return byField;
}
