import type { Issue } from '../issue.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { DIGEST_BYTES, KIND, NO_VALUE, TEXT_VALUE, TO_HASH } from '../kernel/layout.ts';
import type { KernelMemory } from '../kernel/memory.ts';
import type { JsonObject, JsonValue } from '../record/field.ts';
import type { RowBlock } from '../record/row-block.ts';
import type { EventFacts, PrepareEffects } from './prepare-options.ts';
import type { PreparerTables } from './preparer-tables.ts';
import type { RowIssues } from './row-issues.ts';

/** Where a prepared block is in the memory of its kernel, and what is needed to read it. */
export interface PreparedMemory {
  readonly memory: KernelMemory;
  readonly effects: PrepareEffects;
  readonly tables: PreparerTables;
  /** Address of the table of events: address and length of each. */
  readonly events: number;
  /** Address of a byte for each row: whether its event is written. */
  readonly writtenFlags: number;
  /** Numbers of the sources of each field. */
  readonly sourcesOf: ReadonlyMap<string, readonly number[]>;
  /** The fields by which the receiving service recognizes a repeated event. */
  readonly identity: readonly string[];
}

/** The events and issues of a block's rows. Valid until the next block is prepared. */
export class PreparedBlock {
  readonly block: RowBlock;
  readonly #issues: RowIssues;
  readonly #prepared: PreparedMemory;
  readonly #kernel: Kernel;
  /** Address of the digests of all rows, once one is needed. */
  #digests: number | undefined;

  constructor(block: RowBlock, issues: RowIssues, prepared: PreparedMemory) {
    this.block = block;
    this.#issues = issues;
    this.#prepared = prepared;
    this.#kernel = prepared.memory.kernel;
  }

  /** The errors of a record. A record is valid if and only if it has none. */
  errorsOf(row: number): readonly Issue[] {
    return this.#issues.errorsOf(row);
  }

  warningsOf(row: number): readonly Issue[] {
    return this.#issues.warningsOf(row);
  }

  /** Where an event begins, for `eventBytes`. One separator byte lies between the events of two written rows. */
  eventAt(row: number): number {
    return this.#kernel.words[this.#prepared.events / 4 + row * 2] ?? 0;
  }

  /** The number of bytes of an event, as JSON in UTF-8. */
  eventLength(row: number): number {
    return this.#kernel.words[this.#prepared.events / 4 + row * 2 + 1] ?? 0;
  }

  /** A view of the bytes between two addresses; it must not be kept. */
  eventBytes(from: number, to: number): Uint8Array {
    return this.#kernel.bytes.subarray(from, to);
  }

  eventOf(row: number): JsonObject {
    const at = this.eventAt(row);
    return JSON.parse(this.#text(at, this.eventLength(row))) as JsonObject;
  }

  has(row: number, field: string): boolean {
    for (const source of this.#prepared.sourcesOf.get(field) ?? []) {
      const flags = this.#prepared.tables.pieces.flagsOf(this.#pieceOf(source, row));
      if ((flags & (KIND | TO_HASH)) !== 0) return true;
    }
    return false;
  }

  valueOf(row: number, field: string): JsonValue | undefined {
    const [source] = this.#prepared.sourcesOf.get(field) ?? [];
    if (source === undefined) return undefined;
    const { at, length, flags } = this.#prepared.tables.pieces.get(this.#pieceOf(source, row));
    if ((flags & KIND) === NO_VALUE) return undefined;
    const text = this.#text(at, length);
    return (flags & KIND) === TEXT_VALUE ? text : (JSON.parse(text) as JsonValue);
  }

  /** A view of the digest of a valid record's event; it must not be kept. */
  digestOf(row: number): Uint8Array {
    this.#digests ??= this.#identify();
    const at = this.#digests + row * DIGEST_BYTES;
    return this.#kernel.bytes.subarray(at, at + DIGEST_BYTES);
  }

  /** Writes the digests of all rows, and returns their address. */
  #identify(): number {
    const { memory, effects, identity, sourcesOf, tables, writtenFlags } = this.#prepared;
    const rowCount = this.block.length;
    const sourceNumbers = identity.map((field) => sourcesOf.get(field)?.[0] ?? 0);
    const sources = memory.store(sourceNumbers.flatMap((source) => tables.sources.wordsOf(source)));
    const digests = memory.allocate(rowCount * DIGEST_BYTES);
    const listedRows = memory.allocate(rowCount * 4);
    const listedCount = this.#kernel.identify({
      sources,
      count: sourceNumbers.length,
      rowCount,
      written: writtenFlags,
      pieces: tables.pieces.begin,
      digests,
      others: listedRows,
    });
    // The kernel lists the rows whose identity is too long for it or has escapes.
    for (let i = 0; i < listedCount; i++) {
      const row = this.#kernel.words[listedRows / 4 + i] ?? 0;
      const text = identity.map((field) => this.valueOf(row, field)).join('\0');
      this.#kernel.bytes.set(effects.digestsOf([text]), digests + row * DIGEST_BYTES);
    }
    return digests;
  }

  #pieceOf(source: number, row: number): number {
    return this.#prepared.tables.sources.pieceOf(source, row);
  }

  #text(at: number, length: number): string {
    return this.#prepared.effects.utf8.decode(this.#kernel.bytes, at, at + length);
  }
}

/**
 * The facts of one row at a time. Set `row` to reuse the object: one for each row would burden the garbage collector.
 */
export class RowFacts implements EventFacts {
  readonly #prepared: PreparedBlock;
  row: number;

  constructor(prepared: PreparedBlock, row = 0) {
    this.#prepared = prepared;
    this.row = row;
  }

  has(field: string): boolean {
    return this.#prepared.has(this.row, field);
  }

  valueOf(field: string): JsonValue | undefined {
    return this.#prepared.valueOf(this.row, field);
  }
}
