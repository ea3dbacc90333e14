import type { Repair } from '../../connector/repair.ts';
import type { ColumnRepair } from '../fix.ts';
import type { CountedRecord } from '../tally.ts';

/**
 * All safe repairs of a file as one edit. The review stores what they would do to each record that they would change.
 * Records with the same effect are counted together, so that the totals for any selection of columns are exact without
 * reading the file again.
 */

/** What safe repairs do to one cell. */
interface CellEffect {
  /** The index of the column. */
  readonly index: number;
  /** The repairs that change the cell, in the order in which they are made. */
  readonly repairs: readonly string[];
  /** Whether the cell has an error before the repairs. */
  readonly hasError: boolean;
}

/** What all safe repairs together would do to a record. */
export interface RepairEffect {
  readonly cells: readonly CellEffect[];
  readonly from: CountedRecord['status'];
  readonly to: CountedRecord['status'];
}

/** Records with the same effect. */
export interface CountedEffect {
  readonly effect: RepairEffect;
  readonly records: number;
}

/** Whether a repair is made without a person's decision: it is safe, and needs no answer. */
export function isMadeSilently({ kind, neededAnswer }: Pick<Repair, 'kind' | 'neededAnswer'>): boolean {
  return kind === 'safe' && neededAnswer === undefined;
}

/** What changes if a selection of columns is repaired. */
export interface RepairTotals {
  /** Records that change. */
  readonly records: number;
  /** Changed records that the mapping leaves out both before and after the repairs. */
  readonly leftOut: number;
  readonly cells: number;
  /** Invalid records that become valid. */
  readonly becomeReady: number;
  /** Invalid records that the mapping leaves out once they are repaired. */
  readonly becomeLeftOut: number;
}

/** The totals if the columns with these indexes are repaired. The repair of one column does not affect another. */
export function repairTotals(effects: readonly CountedEffect[], columns: ReadonlySet<number>): RepairTotals {
  const sums = { records: 0, leftOut: 0, cells: 0, becomeReady: 0, becomeLeftOut: 0 };
  for (const { effect, records } of effects) {
    const cells = effect.cells.filter(({ index }) => columns.has(index)).length;
    if (cells === 0) continue;
    sums.records += records;
    if (effect.from === 'left_out' && effect.to === 'left_out') sums.leftOut += records;
    sums.cells += records * cells;
    const isRepaired = effect.cells.every(({ index, hasError }) => !hasError || columns.has(index));
    if (effect.from !== 'invalid' || effect.to === 'invalid' || !isRepaired) continue;
    if (effect.to === 'left_out') sums.becomeLeftOut += records;
    else sums.becomeReady += records;
  }
  return sums;
}

/** The effect of repairs on one column. */
export interface ColumnEffect {
  readonly index: number;
  /** Cells that change. */
  readonly cells: number;
  /** Changed cells with an error. */
  readonly errors: number;
  /** The repairs in the order in which they are made, each with the number of cells that it changes. */
  readonly repairs: readonly { readonly repair: string; readonly cells: number }[];
}

interface ColumnSums {
  cells: number;
  errors: number;
  /** How many cells each repair changes. */
  readonly repairs: Map<string, number>;
}

/** The effects by column, most cells first. `repairNames` is the order in which repairs are made. */
export function columnEffects(
  effects: readonly CountedEffect[],
  repairNames: readonly string[],
): readonly ColumnEffect[] {
  const columns = new Map<number, ColumnSums>();
  for (const { effect, records } of effects) {
    for (const { index, hasError, repairs } of effect.cells) {
      const column = columns.get(index) ?? { cells: 0, errors: 0, repairs: new Map<string, number>() };
      column.cells += records;
      if (hasError) column.errors += records;
      for (const repair of repairs) column.repairs.set(repair, (column.repairs.get(repair) ?? 0) + records);
      columns.set(index, column);
    }
  }
  return [...columns]
    .map(([index, { repairs, ...counts }]) => ({
      index,
      ...counts,
      repairs: repairNames.flatMap((repair) => {
        const cells = repairs.get(repair);
        return cells === undefined ? [] : { repair, cells };
      }),
    }))
    .sort((a, b) => b.cells - a.cells || a.index - b.index);
}

/** The repairs of these columns as an edit makes them. */
export function repairsToMake(columns: readonly ColumnEffect[], header: readonly string[]): ColumnRepair[] {
  return columns.flatMap(({ index, repairs }) =>
    repairs.map(({ repair }) => ({ column: header[index] ?? '', repair })),
  );
}
