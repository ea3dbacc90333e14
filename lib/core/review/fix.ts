import { z } from 'zod';
import { utf8Length } from '../utf8-length.ts';
import { cellText, fillShape, findShape, replacingShape } from './replacing.ts';

/**
 * Fixes of a file's values. They are stored next to the upload, one per line, and never written into the file. A job
 * uses the first `fixesBytes` bytes of these lines, so later fixes do not change it.
 */

export const MAX_SAVED_FIXES = 1000;

/** Maximum number of cells that are set together. */
export const MAX_CELLS_SET = 10_000;
/** Maximum size of these cells as JSON, for which a request has room. */
export const MAX_CELLS_BYTES = 3_500_000;
const record = z.int().positive();
const column = z.string().max(1000);
export const cellValue = z.object({ record, column, value: cellText });
export type CellValue = z.output<typeof cellValue>;

/** The size of cells as JSON, as a request contains them. */
export function bytesOfCells(cells: readonly CellValue[]): number {
  return utf8Length(JSON.stringify(cells));
}

const recordRanges = z.array(z.tuple([record, record])).min(1);

/**
 * A repair of a column, made in each cell to which it applies. `answer` is a person's answer, if the repair needs one.
 */
export const columnRepair = z.object({ column, repair: z.string().max(100), answer: z.string().max(100).optional() });
export type ColumnRepair = z.output<typeof columnRepair>;

/** Fixes of whole columns: they name no records, so they can be made again in another file. */
export const columnFixShape = z.discriminatedUnion('kind', [
  /** A repair of a column. */
  z.object({ kind: z.literal('repair'), ...columnRepair.shape }),
  /** Repairs of several columns that were made and are undone together. No column has the same repair twice. */
  z.object({ kind: z.literal('repairs'), repairs: z.array(columnRepair).min(1).max(1000) }),
  findShape,
  fillShape,
]);

export type ColumnFix = z.output<typeof columnFixShape>;

export const fixShape = z.discriminatedUnion('kind', [
  ...columnFixShape.options,
  /** A new value for one cell. */
  z.object({ kind: z.literal('cell'), ...cellValue.shape }),
  /** New values for several cells, which were pasted and are undone together. No cell occurs twice. */
  z.object({ kind: z.literal('cells'), cells: z.array(cellValue).min(1).max(MAX_CELLS_SET) }),
  /** A change of a column in certain records only: `records` are ascending ranges of their numbers. */
  z.object({ kind: z.literal('selected'), fix: replacingShape, records: recordRanges }),
  /** The fixes of a saved mapping, made together before any other, and undone together. */
  z.object({ kind: z.literal('saved'), fixes: z.array(columnFixShape).min(1).max(MAX_SAVED_FIXES) }),
  /** Records that are not to be sent, as ascending ranges of their numbers; `total_row` if the product chose them. */
  z.object({ kind: z.literal('leave_out'), records: recordRanges, reason: z.literal('total_row').optional() }),
  /**
   * Undoes the fix with this number, counted from 0; if that fix is an undo, redoes what it undid. `isInclusion` if a
   * person included a total row that the product left out: this undo is a change of its own, which can be undone.
   */
  z.object({ kind: z.literal('undo'), of: z.int().nonnegative(), isInclusion: z.literal(true).optional() }),
]);

export type Fix = z.output<typeof fixShape>;

/** For each fix, whether it is active: not undone, or redone. */
export function areActive(fixes: readonly Fix[]): readonly boolean[] {
  const active = fixes.map(() => true);
  for (let index = fixes.length - 1; index >= 0; index--) {
    const fix = fixes[index];
    if (active[index] && fix?.kind === 'undo' && fix.of < index) active[fix.of] = false;
  }
  return active;
}

/**
 * Whether a person sees this fix as a change of its own: it is no undo, or it is the undo that includes a total row.
 */
function isChange(fix: Fix | undefined): boolean {
  return fix !== undefined && (fix.kind !== 'undo' || fix.isInclusion === true);
}

/** The number of the fix that "undo" reverts: the last active one that is a change. */
export function fixToUndo(fixes: readonly Fix[]): number | undefined {
  const active = areActive(fixes);
  const number = fixes.findLastIndex((fix, index) => active[index] && isChange(fix));
  return number < 0 ? undefined : number;
}

/** The number of the undo that "redo" reverts: the last active undo, unless a change was made after it. */
export function undoToRedo(fixes: readonly Fix[]): number | undefined {
  const active = areActive(fixes);
  const lastUndo = fixes.findLastIndex((fix, index) => active[index] && undoesChange(fixes, fix));
  const lastChange = fixes.findLastIndex(isChange);
  return lastUndo < 0 || lastChange > lastUndo ? undefined : lastUndo;
}

/** Whether this is the undo of a change, not of another undo. */
function undoesChange(fixes: readonly Fix[], fix: Fix): boolean {
  return fix.kind === 'undo' && !isChange(fix) && isChange(fixes[fix.of]);
}

/** The numbers of the fixes that were applied or undone between two points in time. */
export interface FixDifference {
  readonly applied: readonly number[];
  readonly undone: readonly number[];
}

/** What has changed since there were only the first `earlierCount` fixes. */
export function differingFixes(fixes: readonly Fix[], earlierCount: number): FixDifference {
  const activeNow = areActive(fixes);
  const activeEarlier = areActive(fixes.slice(0, earlierCount));
  const numbers = fixes.flatMap(({ kind }, number) => (kind === 'undo' ? [] : [number]));
  return {
    applied: numbers.filter((number) => activeNow[number] && !activeEarlier[number]),
    undone: numbers.filter((number) => activeEarlier[number] && !activeNow[number]),
  };
}

/** The number of the fix that was made, undone or redone last; -1 without fixes. */
export function lastMade(fixes: readonly Fix[]): number {
  let number = fixes.length - 1;
  let fix = fixes[number];
  while (fix?.kind === 'undo') {
    number = fix.of;
    fix = fixes[number];
  }
  return number;
}

/** The numbers of the active fixes that a saved mapping made. */
export function savedFixNumbers(fixes: readonly Fix[]): readonly number[] {
  const active = areActive(fixes);
  return fixes.flatMap(({ kind }, number) => (kind === 'saved' && active[number] ? [number] : []));
}
