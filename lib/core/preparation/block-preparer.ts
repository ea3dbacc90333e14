import { trim } from '../record/clean.ts';
import { columnsByIndex, type Plan } from '../record/plan.ts';
import { CELL_WORDS, MAX_UNIT_BYTES, type RowBlock, type Utf8 } from '../record/row-block.ts';
import { type CellIssues, CellRules } from './cell-rules.ts';
import { CellSource } from './cell-source.ts';
import { compileProgram, type Instruction } from './event-program.ts';
import type { Kernel } from './kernel.ts';
import {
  BEYOND_ASCII,
  HAS_ISSUES,
  HASH_BYTES,
  JSON_VALUE,
  MAX_KEY,
  NEEDS_ESCAPES,
  NEEDS_RULE,
  NO_PIECE,
  PIECE_WORDS,
  SLOT_WORDS,
  SOURCE_WORDS,
  STEP_BEGIN,
  STEP_END,
  STEP_LIST,
  STEP_STOP,
  STEP_VALUE,
  TO_HASH,
  VALUE_BYTES,
} from './kernel-layout.ts';
import { KernelMemory } from './kernel-memory.ts';
import { PieceWriter } from './piece-writer.ts';
import type { PrepareOptions, RecordRule } from './prepare-options.ts';
import { PreparedBlock } from './prepared-block.ts';
import { RowIssues } from './row-issues.ts';

/** Slots for the texts of all columns of a file: enough for the cities of a country, in 4 MB. A power of two. */
export const FILE_SLOTS = 16_384;

export interface PreparerMemory {
  readonly kernel: Kernel;
  /** A power of two; 0 to recognize no text of another block. */
  readonly slots: number;
  /** Whether events of invalid records are written, too. */
  readonly writesInvalid?: boolean;
}

const PIECE_BYTES = PIECE_WORDS * 4;
const CELL_BYTES = CELL_WORDS * 4;
const EVENT_BYTES = 8;
/** Room for events is reserved in steps of this size. */
const EVENTS_STEP = 1024 * 1024;

const LINE_BREAK = /[\r\n]/;

/** A block in the memory of the kernel. */
interface LoadedBlock {
  readonly block: RowBlock;
  readonly issues: RowIssues;
  readonly bytes: number;
  readonly cells: number;
  /** Room for the number of each row. */
  readonly found: number;
}

/**
 * Turns the rows of a file into events, block by block. A cell becomes a piece of JSON; its rule runs only if no equal cell of
 * its column is remembered. Events are then written from pieces. It never throws on data, reports every issue of a record, and
 * gives the same bytes for the same rows and options.
 *
 * In the memory of its kernel, the pieces of slots, of constants and of empty cells stay. What comes behind them belongs to one
 * block, and is overwritten by the next.
 */
export class BlockPreparer {
  readonly #plan: Plan;
  readonly #recordRules: readonly RecordRule[];
  readonly #options: PrepareOptions;
  readonly #firstWarnedAt: Map<string, number>;
  /** The number of slots minus one. */
  readonly #mask: number;
  /** The first piece that has no slot. */
  readonly #firstFree: number;
  readonly #writesInvalid: boolean;
  readonly #rules: CellRules;
  readonly #memory: KernelMemory;
  readonly #sources: readonly CellSource[];
  readonly #sourcesOf: ReadonlyMap<string, readonly number[]>;
  readonly #writer: PieceWriter;
  readonly #fed: ReturnType<typeof columnsByIndex>;
  readonly #at: Addresses;
  /** The piece of each source for a record without text in its cells. */
  readonly #empty: readonly number[];
  /** Issues by piece: of those that have a slot, and of those of the current block. */
  readonly #lastingIssues = new Map<number, CellIssues>();
  readonly #blockIssues = new Map<number, CellIssues>();
  /** The cells of a source for its rule; only those that it reads are filled. */
  readonly #cells: string[];
  #blocks = 0;
  readonly #blockBegin: number;

  constructor(options: PrepareOptions, { kernel, slots, writesInvalid = false }: PreparerMemory) {
    const { plan, rules, now, effects } = options;
    this.#options = options;
    this.#plan = plan;
    this.#recordRules = rules;
    this.#firstWarnedAt = options.firstWarnedAt ?? new Map();
    this.#mask = Math.max(0, slots - 1);
    this.#firstFree = slots + 1;
    this.#writesInvalid = writesInvalid;
    this.#rules = new CellRules(plan, now, effects.isIp);
    this.#memory = new KernelMemory(kernel);
    this.#fed = columnsByIndex(plan);
    const { sources, instructions } = compileProgram(plan);
    this.#sources = sources.map((source) => new CellSource(source, plan));
    const numbered = sources.map(({ field }, number) => ({ name: field.name, number }));
    this.#sourcesOf = new Map(
      [...Map.groupBy(numbered, ({ name }) => name)].map(([name, all]) => [name, all.map(({ number }) => number)]),
    );
    this.#at = layOut(this.#memory, { slots, sources: this.#sources, instructions, utf8: effects.utf8 });
    this.#writer = new PieceWriter({
      ...{ kernel, utf8: effects.utf8, pieces: this.#at.pieces, values: this.#at.values },
      firstFree: this.#firstFree,
      allocate: (bytes) => this.#memory.allocate(bytes),
    });
    this.#cells = new Array<string>(plan.header.length).fill('');
    this.#empty = this.#sources.map((source) => this.#emptyPiece(source));
    this.#hash(this.#empty);
    this.#empty.forEach((piece, source) => {
      this.#setSource(source, this.#memory.store([piece]), 0);
    });
    this.#blockBegin = this.#memory.top;
  }

  prepare(block: RowBlock): PreparedBlock {
    const { kernel } = this.#memory;
    const rows = block.length;
    this.#memory.release(this.#blockBegin);
    this.#blocks += 1;
    this.#blockIssues.clear();
    this.#writer.beginBlock();
    const bytes = this.#memory.allocate(block.bytes.length);
    kernel.bytes.set(block.bytes, bytes);
    const issues = new RowIssues(block, { ...this.#options, firstWarnedAt: this.#firstWarnedAt });
    const loaded = {
      block,
      issues,
      bytes,
      cells: this.#memory.store(block.cells),
      found: this.#memory.allocate(rows * 4),
    };
    for (let row = 0; row < rows; row++) this.#reportShape(row, loaded);
    this.#sources.forEach((source, number) => {
      this.#resolve(source, number, loaded);
    });
    const { pieces, sources } = this.#at;
    const { effects, identity = [] } = this.#options;
    const [events, written] = [this.#memory.allocate(rows * EVENT_BYTES), this.#memory.allocate(rows)];
    const prepared = new PreparedBlock(block, issues, {
      ...{ memory: this.#memory, pieces, sources, events, written },
      ...{ effects, sourcesOf: this.#sourcesOf, identity },
    });
    this.#applyRules(prepared, loaded);
    this.#write(prepared, { written, events });
    return prepared;
  }

  /** What is wrong with a row before its cells are read. */
  #reportShape(row: number, { block, issues }: LoadedBlock): void {
    const fault = block.faultOf(row);
    if (fault) {
      const column = (fault.cell !== undefined && this.#plan.header[fault.cell]) || null;
      const issue = { severity: 'error' as const, code: fault.code, column, field: null };
      issues.addError(row, fault.params ? { ...issue, params: fault.params } : issue);
      return;
    }
    const missing = block.missingCellsOf(row);
    if (missing === 0) return;
    issues.addWarning(row, { severity: 'warning', code: 'short_row', column: null, field: null, params: { missing } });
  }

  /** Finds the piece of each row for a source, and its issues. */
  #resolve(source: CellSource, number: number, loaded: LoadedBlock): void {
    const { block, found } = loaded;
    const { kernel } = this.#memory;
    const rows = block.length;
    const empty = this.#empty[number] ?? NO_PIECE;
    if (source.columns.length === 0) {
      const issues = this.#lastingIssues.get(empty);
      for (let row = 0; issues && row < rows; row++) this.#report(row, issues, loaded);
      return;
    }
    const key = this.#keyOf(source, number, loaded);
    const resolved = this.#memory.allocate(rows * 4);
    this.#setSource(number, resolved, 4);
    const { pieces, slots, keys } = this.#at;
    const mask = source.usesSlots ? this.#mask : 0;
    const free = (this.#memory.allocate(rows * PIECE_BYTES) - pieces) / PIECE_BYTES;
    const count = kernel.resolve(
      ...([key.cells, key.stride, key.bytes, rows, number, empty, this.#blocks, slots, mask, keys] as const),
      ...([pieces, free, resolved, found] as const),
    );
    const texts = kernel.answer(0);
    let misses = 0;
    for (let i = 0; i < count; i++) {
      const row = kernel.words[found / 4 + i] ?? 0;
      if (block.faultOf(row)) continue;
      const piece = kernel.words[resolved / 4 + row] ?? 0;
      const word = pieces / 4 + piece * PIECE_WORDS + 2;
      const info = kernel.words[word] ?? 0;
      if (info & NEEDS_RULE) {
        this.#applyRule(source, row, piece, info, loaded);
        misses += 1;
      }
      if ((kernel.words[word] ?? 0) & HAS_ISSUES) {
        const issues = this.#blockIssues.get(piece) ?? this.#lastingIssues.get(piece);
        if (issues) this.#report(row, issues, loaded);
      }
    }
    if (mask !== 0) source.count(texts, misses);
  }

  /** The cells by whose bytes values are recognized: those of a column, or of several ones, joined. */
  #keyOf(source: CellSource, number: number, { block, bytes, cells }: LoadedBlock) {
    const stride = block.columns * CELL_BYTES;
    const [column = 0, ...others] = source.columns;
    if (others.length === 0) return { cells: cells + column * CELL_BYTES, stride, bytes };
    const joined = this.#memory.allocate(block.length * CELL_BYTES);
    const to = this.#memory.allocate(block.bytes.length + block.length * source.columns.length);
    const columns = this.#at.columns[number] ?? 0;
    this.#memory.kernel.compose(cells, stride, block.length, columns, source.columns.length, bytes, to, joined);
    return { cells: joined, stride: CELL_BYTES, bytes: 0 };
  }

  /** Runs the rule of a source for a new piece; `info` is what the kernel found about its text. */
  #applyRule(source: CellSource, row: number, piece: number, info: number, { block, bytes }: LoadedBlock): void {
    const isAscii = (info & BEYOND_ASCII) === 0;
    for (const column of source.columns)
      this.#cells[column] = isAscii ? block.characters(row, column) : block.text(row, column);
    this.#writer.begin(piece);
    if (source.column !== undefined) {
      const word = (row * block.columns + source.column) * CELL_WORDS;
      const from = block.cells[word] ?? 0;
      const at = piece < this.#firstFree ? this.#at.keys + piece * MAX_KEY : bytes + from;
      const text = this.#cells[source.column] ?? '';
      this.#writer.setCell(text, at, (block.cells[word + 1] ?? 0) - from, (info & NEEDS_ESCAPES) === 0);
    }
    const issues = this.#rules.read(source.planned, this.#cells, this.#writer);
    const isLasting = this.#keep(piece, this.#writer.end());
    if (issues || piece < this.#firstFree) this.#keepIssues(piece, issues, isLasting);
  }

  /** Whether a piece is used for other blocks. One whose value has no room in its slot is forgotten. */
  #keep(piece: number, fitsSlot: boolean): boolean {
    if (piece >= this.#firstFree) return false;
    if (!fitsSlot) this.#memory.kernel.words.fill(0, this.#slotWord(piece), this.#slotWord(piece) + 2);
    return fitsSlot;
  }

  #slotWord(piece: number): number {
    return this.#at.slots / 4 + piece * SLOT_WORDS;
  }

  #keepIssues(piece: number, issues: CellIssues | undefined, isLasting: boolean): void {
    this.#lastingIssues.delete(piece);
    if (!issues) return;
    const word = this.#at.pieces / 4 + piece * PIECE_WORDS + 2;
    const { words } = this.#memory.kernel;
    words[word] = (words[word] ?? 0) | HAS_ISSUES;
    (isLasting ? this.#lastingIssues : this.#blockIssues).set(piece, issues);
  }

  #report(row: number, issues: CellIssues, loaded: LoadedBlock): void {
    if (!loaded.block.faultOf(row)) loaded.issues.add(row, issues);
  }

  /** The piece of a source whose cells are empty, for good. */
  #emptyPiece(source: CellSource): number {
    const piece = (this.#memory.allocate(PIECE_BYTES) - this.#at.pieces) / PIECE_BYTES;
    this.#writer.begin(piece);
    const issues = this.#rules.read(source.planned, this.#cells, this.#writer);
    this.#writer.end();
    if (issues) this.#keepIssues(piece, issues, true);
    return piece;
  }

  #setSource(number: number, resolved: number, distance: number): void {
    this.#memory.kernel.words.set([resolved, distance], this.#at.sources / 4 + number * SOURCE_WORDS);
  }

  /** Applies the rules for whole records, and warns about what may have swallowed others. */
  #applyRules(prepared: PreparedBlock, { block, issues }: LoadedBlock): void {
    for (let row = 0; row < block.length; row++) {
      if (block.faultOf(row) || issues.isLeftOut(row)) continue;
      const facts = prepared.factsOf(row);
      for (const rule of this.#recordRules) {
        const error = rule(facts, issues.errorsOf(row));
        if (!error) continue;
        const issue = { severity: 'error' as const, code: error.code, column: null, field: error.field };
        issues.addError(row, error.params ? { ...issue, params: error.params } : issue);
      }
      if (block.hasLineBreak(row)) this.#warnAboutLineBreaks(row, block, issues);
    }
    issues.keepFirst();
  }

  /** A multi-line value with as many separators as a row may contain records swallowed by an unclosed quotation mark. */
  #warnAboutLineBreaks(row: number, block: RowBlock, issues: RowIssues): void {
    const { header } = this.#plan;
    for (const [index, [first]] of this.#fed) {
      const value = trim(block.text(row, index));
      if (!LINE_BREAK.test(value) || countSeparators(value) < Math.max(1, header.length - 1)) continue;
      const [column, field] = [header[index] ?? null, first?.field.name ?? null];
      issues.addWarning(row, { severity: 'warning', code: 'line_break', column, field });
    }
  }

  /** Hashes what is written, and writes the events. */
  #write(prepared: PreparedBlock, { written, events }: { readonly written: number; readonly events: number }): void {
    const { kernel } = this.#memory;
    const { block } = prepared;
    const rows = block.length;
    for (let row = 0; row < rows; row++) {
      const isWritten = prepared.errorsOf(row).length === 0 || (this.#writesInvalid && !block.faultOf(row));
      kernel.bytes[written + row] = isWritten ? 1 : 0;
    }
    const { pieces, sources, program } = this.#at;
    for (const [number, source] of this.#sources.entries()) {
      if (!source.planned.field.hashed || source.columns.length === 0) continue;
      const queued = this.#memory.allocate((this.#writer.extraPieces + rows) * 4);
      const resolved = kernel.words[sources / 4 + number * SOURCE_WORDS] ?? 0;
      this.#hashQueued(queued, kernel.queue(resolved, rows, written, pieces, queued));
    }
    let to = this.#memory.top;
    for (let row = 0, end = to; row < rows; ) {
      end += EVENTS_STEP;
      kernel.reserve(end);
      row = kernel.append(program, sources, row, rows, written, pieces, to, end, events);
      to = kernel.answer(0);
    }
    this.#memory.extendTo(to);
  }

  #hash(queue: readonly number[]): void {
    const { pieces } = this.#at;
    const { words } = this.#memory.kernel;
    const toHash: number[] = [];
    for (let piece of queue) {
      for (; piece !== NO_PIECE; piece = words[pieces / 4 + piece * PIECE_WORDS + 3] ?? NO_PIECE)
        if ((words[pieces / 4 + piece * PIECE_WORDS + 2] ?? 0) & TO_HASH) toHash.push(piece);
    }
    this.#hashQueued(this.#memory.store(toHash), toHash.length);
  }

  /** Hashes listed pieces. */
  #hashQueued(queued: number, count: number): void {
    const { kernel } = this.#memory;
    const { pieces, values } = this.#at;
    const { effects } = this.#options;
    const hashes = this.#memory.allocate(count * HASH_BYTES);
    const long = kernel.hash(queued, count, pieces, values, this.#firstFree, hashes);
    for (let i = 0; i < long; i++) {
      const piece = kernel.words[queued / 4 + i] ?? NO_PIECE;
      const word = pieces / 4 + piece * PIECE_WORDS;
      const [at = 0, length = 0, info = 0] = kernel.words.subarray(word, word + 3);
      const to = piece < this.#firstFree ? values + piece * VALUE_BYTES : this.#memory.allocate(HASH_BYTES);
      effects.utf8.write(`"${effects.hash(effects.utf8.decode(kernel.bytes, at, at + length))}"`, kernel.bytes, to);
      kernel.words.set([to, HASH_BYTES, (info & HAS_ISSUES) | JSON_VALUE], word);
    }
  }
}

/** Where the parts of memory are that stay from block to block. */
interface Addresses {
  readonly pieces: number;
  readonly slots: number;
  readonly keys: number;
  readonly values: number;
  readonly sources: number;
  readonly program: number;
  /** The columns of each source. */
  readonly columns: readonly number[];
}

interface LayOutOptions {
  readonly slots: number;
  readonly sources: readonly CellSource[];
  readonly instructions: readonly Instruction[];
  readonly utf8: Utf8;
}

/**
 * Reserves the tables that stay. Pieces without a slot lie anywhere behind the table of pieces: their number is still their
 * distance from its begin, in units of PIECE_BYTES, so that one number finds either kind.
 */
function layOut(memory: KernelMemory, { slots, sources, instructions, utf8 }: LayOutOptions): Addresses {
  const numbers = slots + 1;
  const at = {
    pieces: memory.allocate(numbers * PIECE_BYTES),
    slots: memory.allocate(numbers * SLOT_WORDS * 4),
    keys: memory.allocate(numbers * MAX_KEY),
    values: memory.allocate(numbers * VALUE_BYTES),
    sources: memory.allocate(sources.length * SOURCE_WORDS * 4),
    columns: sources.map(({ columns }) => memory.store(columns)),
    program: memory.store(instructions.flatMap((each) => wordsOf(each, memory, utf8)).concat(STEP_STOP)),
  };
  memory.kernel.words.fill(0, at.pieces / 4, at.keys / 4);
  return at;
}

function wordsOf(instruction: Instruction, memory: KernelMemory, utf8: Utf8): number[] {
  const { kind, text } = instruction;
  if (kind === 'end') return [STEP_END, text.charCodeAt(0)];
  const at = memory.allocate(text.length * MAX_UNIT_BYTES);
  const key = [at, utf8.write(text, memory.kernel.bytes, at)];
  if (kind === 'begin') return [STEP_BEGIN, ...key];
  if (kind === 'value') return [STEP_VALUE, ...key, instruction.source];
  return [STEP_LIST, ...key, instruction.sources.length, ...instruction.sources];
}

/** The count of the most frequent separator. */
function countSeparators(value: string): number {
  return Math.max(...[',', ';', '\t', '|'].map((separator) => value.split(separator).length - 1));
}
