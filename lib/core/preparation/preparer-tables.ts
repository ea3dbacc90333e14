import {
  MAX_KEY,
  SLOT_WORDS,
  STEP_BEGIN,
  STEP_END,
  STEP_LIST,
  STEP_STOP,
  STEP_VALUE,
  VALUE_BYTES,
} from '../kernel/layout.ts';
import type { KernelMemory } from '../kernel/memory.ts';
import { PieceTable } from '../kernel/piece-table.ts';
import { SourceTable } from '../kernel/source-table.ts';
import { MAX_UNIT_BYTES, type Utf8 } from '../record/row-block.ts';
import type { CellSource } from './cell-source.ts';
import type { Instruction } from './event-program.ts';

/** The parts of a kernel's memory that stay from block to block. All numbers except `firstFree` are addresses. */
export interface PreparerTables {
  readonly pieces: PieceTable;
  readonly sources: SourceTable;
  readonly slots: number;
  /** The texts of slots, MAX_KEY bytes each. */
  readonly keys: number;
  /** The values of slots, VALUE_BYTES each. */
  readonly values: number;
  /** The first piece that has no slot. */
  readonly firstFree: number;
  /** The steps of writing an event. */
  readonly program: number;
  /** For each source, the address of the numbers of its columns. */
  readonly columns: readonly number[];
}

export interface TableOptions {
  readonly slotCount: number;
  readonly sources: readonly CellSource[];
  readonly instructions: readonly Instruction[];
  readonly utf8: Utf8;
}

export function reserveTables(
  memory: KernelMemory,
  { slotCount, sources, instructions, utf8 }: TableOptions,
): PreparerTables {
  // Pieces and slots are numbered from 1: entry 0 is unused.
  const entryCount = slotCount + 1;
  const tables = {
    firstFree: entryCount,
    pieces: new PieceTable(memory, entryCount),
    slots: memory.allocate(entryCount * SLOT_WORDS * 4),
    keys: memory.allocate(entryCount * MAX_KEY),
    values: memory.allocate(entryCount * VALUE_BYTES),
    sources: new SourceTable(memory, sources.length),
    columns: sources.map(({ columns }) => memory.store(columns)),
    program: memory.store(instructions.flatMap((instruction) => wordsOf(instruction, memory, utf8)).concat(STEP_STOP)),
  };
  // Marks all slots as unused. They end where the keys begin.
  memory.kernel.words.fill(0, tables.slots / 4, tables.keys / 4);
  return tables;
}

/** An instruction as the kernel reads it. */
function wordsOf(instruction: Instruction, memory: KernelMemory, utf8: Utf8): number[] {
  const { kind, text } = instruction;
  if (kind === 'end') return [STEP_END, text.charCodeAt(0)];
  const at = memory.allocate(text.length * MAX_UNIT_BYTES);
  const length = utf8.write(text, memory.kernel.bytes, at);
  if (kind === 'begin') return [STEP_BEGIN, at, length];
  if (kind === 'value') return [STEP_VALUE, at, length, instruction.source];
  return [STEP_LIST, at, length, instruction.sources.length, ...instruction.sources];
}
