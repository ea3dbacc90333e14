import { createCellRepair, type Repair, type RepairFacts } from '../connector/repair.ts';
import { columnsByIndex, type Plan } from '../record/plan.ts';
import type { Row } from '../record/row.ts';
import type { CellChange, RowSource } from '../record/row-block.ts';
import { isSelected, mergeRanges, type Selection } from '../record/selection.ts';
import { textReader } from '../record/source-text.ts';
import { activeFixes, type ColumnFix, type Fix } from './fix.ts';
import { createReplacer, TOO_LONG } from './replacer.ts';

/** A row with its fixes applied. */
export interface FixedRow {
  readonly row: Row;
  /** Zero-based indexes of changed cells. */
  readonly cells: readonly number[];
  /** Numbers of the fixes that changed a cell. */
  readonly by: readonly number[];
  readonly isLeftOut: boolean;
}

export type Fixer = (row: Row) => FixedRow;

export interface FixerOptions {
  readonly plan: Plan;
  readonly fixes: readonly Fix[];
  readonly repairs: readonly Repair[];
  /** Reference time, Unix seconds. */
  readonly now: number;
  readonly isIp: (text: string) => boolean;
}

/** The effect of a fix on one cell of a row. */
interface Change {
  readonly number: number;
  readonly index: number;
  /** Identifies repairs that were made together. Each reads the record as it was before all of them. */
  readonly together: object;
  /** The records to which it applies; undefined for all. */
  readonly records: Selection | undefined;
  /** The cell's new text; undefined if unchanged. */
  readonly change: (text: string, cells: readonly string[]) => string | undefined;
}

const NONE: readonly number[] = [];

/**
 * Makes the function that applies fixes to rows, in the order in which they were made. Its result depends only on row
 * and options. A row with a fault stays unchanged.
 */
export function createFixer(options: FixerOptions): Fixer {
  const { fixes, plan } = options;
  const active = activeFixes(fixes);
  const leftOut = leftOutIn(fixes);
  const columnChanges: Change[] = [];
  const recordChanges = new Map<number, Change[]>();
  for (const [number, fix] of fixes.entries()) {
    if (!active[number] || fix.kind === 'undo' || fix.kind === 'leave_out') continue;
    for (const { part, together, records } of partsOf(fix)) {
      const index = plan.header.indexOf(part.column);
      if (index < 0) continue;
      if (part.kind === 'cell') {
        const changes = recordChanges.get(part.record) ?? [];
        changes.push({ number, index, together, records, change: () => part.value });
        recordChanges.set(part.record, changes);
      } else {
        const change = columnChange(part, index, options);
        if (change) columnChanges.push({ number, index, together, records, change });
      }
    }
  }
  return (row) => {
    const isLeftOut = isSelected(leftOut, row.record);
    const own = recordChanges.get(row.record);
    const changes = own ? [...columnChanges, ...own].sort((a, b) => a.number - b.number) : columnChanges;
    if (row.fault || changes.length === 0) return { row, cells: NONE, by: NONE, isLeftOut };
    return { ...applyChanges(row, changes), isLeftOut };
  };
}

/** The rows of a file as they are checked and sent: with fixes applied, and without records that are left out. */
export function fixedRows(source: RowSource, fixer: Fixer): RowSource {
  return {
    header: source.header,
    async *rows(from, until) {
      for await (const block of source.rows(from, until)) {
        const fixed = block.rows.map(fixer);
        const kept = [...fixed.keys()].filter((index) => !fixed[index]?.isLeftOut);
        const isUnchanged = kept.length === fixed.length && fixed.every(({ cells }) => cells.length === 0);
        yield isUnchanged ? block : block.changed(kept, changesBy(fixed));
      }
    },
  };
}

/** The new texts of changed cells, by the index of their row. */
export function changesBy(fixed: readonly FixedRow[]): ReadonlyMap<number, readonly CellChange[]> {
  const changes = fixed.map(({ row, cells }) => cells.map((column) => ({ column, text: row.cells[column] ?? '' })));
  return new Map(changes.entries());
}

function applyChanges(row: Row, changes: readonly Change[]): Omit<FixedRow, 'isLeftOut'> {
  let cells: string[] | undefined;
  const by: number[] = [];
  let previous: object | undefined;
  let cellsBefore = row.cells;
  for (const { number, index, together, records, change } of changes) {
    if (records && !isSelected(records, row.record)) continue;
    if (together !== previous) [previous, cellsBefore] = [together, cells ? [...cells] : row.cells];
    const before = (cells ?? row.cells)[index] ?? '';
    const after = change(before, cellsBefore);
    if (after === undefined || after === before) continue;
    cells ??= [...row.cells];
    cells[index] = after;
    if (by.at(-1) !== number) by.push(number);
  }
  if (!cells) return { row, cells: NONE, by: NONE };
  const different = cells.flatMap((cell, index) => (cell === row.cells[index] ? [] : index));
  return { row: { ...row, cells }, cells: different, by };
}

/** The fixes of single columns or cells that a fix consists of, in their order. */
function partsOf(fix: Exclude<Fix, { kind: 'undo' | 'leave_out' }>) {
  const records = fix.kind === 'selected' ? fix.records : undefined;
  const fixes = fix.kind === 'saved' ? fix.fixes : [fix.kind === 'selected' ? fix.fix : fix];
  return fixes.flatMap((each) => {
    const parts =
      each.kind === 'repairs' ? each.repairs.map((repair) => ({ kind: 'repair' as const, ...repair })) : [each];
    return parts.map((part) => ({ part, together: each, records }));
  });
}

function columnChange(
  fix: Exclude<ColumnFix, { kind: 'repairs' }>,
  index: number,
  options: FixerOptions,
): Change['change'] | undefined {
  if (fix.kind !== 'repair') {
    const replace = createReplacer(fix);
    return (text) => {
      const after = replace(text);
      return after === TOO_LONG ? undefined : after;
    };
  }
  const repair = options.repairs.find(({ name }) => name === fix.repair);
  const columns = columnsByIndex(options.plan).get(index) ?? [];
  if (!repair || (repair.neededAnswer && fix.answer === undefined)) return undefined;
  const factsOf = factsReader(options);
  const repairText = createCellRepair(options.repairs, options.isIp);
  return (text, cells) => repairText(repair, { columns, text, answer: fix.answer }, factsOf(cells));
}

/** Makes the function that returns, for a record's cells, the facts that repairs need. */
export function factsReader({
  plan,
  now,
}: Pick<FixerOptions, 'plan' | 'now'>): (cells: readonly string[]) => RepairFacts {
  const textsOf = textReader(plan);
  return (cells) => ({ now, textOf: textsOf(cells) });
}

/** The total row that is left out automatically; empty if there is none. */
export function leftOutTotals(fixes: readonly Fix[]): Selection {
  const active = activeFixes(fixes);
  return fixes.flatMap((fix, number) => (active[number] && isTotalRowFix(fix) ? fix.records : []));
}

export function isTotalRowFix(fix: Fix | undefined): fix is Extract<Fix, { kind: 'leave_out' }> {
  return fix?.kind === 'leave_out' && fix.reason !== undefined;
}

/** All records left out by fixes. */
export function leftOutIn(fixes: readonly Fix[]): Selection {
  const active = activeFixes(fixes);
  return mergeRanges(fixes.flatMap((fix, number) => (active[number] && fix.kind === 'leave_out' ? fix.records : [])));
}

/** The stored fixes of a file cannot be read. The cause may be temporary. */
export class FixesUnreadable extends Error {}

/** No fixes if the file that holds them was deleted. Throws FixesUnreadable for any other error. */
export function noneIfDeleted(error: unknown): readonly Fix[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw new FixesUnreadable('the fixes of a file cannot be read', { cause: error });
}
