import { createCellRepair, type Repair, type RepairFacts } from '../connector/repair.ts';
import { trim } from '../record/clean.ts';
import { columnsByIndex, type Plan } from '../record/plan.ts';
import type { Row, RowSource } from '../record/row.ts';
import { isSelected, mergeRanges, type Selection } from '../record/selection.ts';
import { textReader } from '../record/source-text.ts';
import { activeFixes, type Fix } from './fix.ts';

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
  /** The cell's new text; undefined if unchanged. */
  readonly change: (text: string, cells: readonly string[]) => string | undefined;
}

const NONE: readonly number[] = [];

/**
 * Makes the function that applies fixes to rows, in the order in which they were made. Its result depends only on row and
 * options. A row that could not be split into cells stays unchanged.
 */
export function createFixer(options: FixerOptions): Fixer {
  const { fixes, plan } = options;
  const active = activeFixes(fixes);
  const leftOut = leftOutIn(fixes);
  const columnChanges: Change[] = [];
  const recordChanges = new Map<number, Change[]>();
  for (const [number, fix] of fixes.entries()) {
    const index = active[number] && 'column' in fix ? plan.header.indexOf(fix.column) : -1;
    if (index < 0) continue;
    if (!fix || fix.kind === 'undo' || fix.kind === 'leave_out') continue;
    if (fix.kind === 'cell') {
      const changes = recordChanges.get(fix.record) ?? [];
      changes.push({ number, index, change: () => fix.value });
      recordChanges.set(fix.record, changes);
    } else {
      const change = columnChange(fix, index, options);
      if (change) columnChanges.push({ number, index, change });
    }
  }
  return (row) => {
    const isLeftOut = isSelected(leftOut, row.record);
    const own = recordChanges.get(row.record);
    const changes = own ? [...columnChanges, ...own].sort((a, b) => a.number - b.number) : columnChanges;
    if (row.fault || changes.length === 0) return { row, cells: NONE, by: NONE, isLeftOut };
    return { ...changed(row, changes), isLeftOut };
  };
}

/** The rows of a file as they are checked and sent: with fixes applied, and without records that are left out. */
export function fixedRows(source: RowSource, fixer: Fixer): RowSource {
  return {
    header: source.header,
    async *rows(from, until) {
      for await (const rows of source.rows(from, until)) {
        yield rows.map(fixer).flatMap(({ row, isLeftOut }) => (isLeftOut ? [] : row));
      }
    },
  };
}

function changed(row: Row, changes: readonly Change[]): Omit<FixedRow, 'isLeftOut'> {
  let cells: string[] | undefined;
  const by: number[] = [];
  for (const { number, index, change } of changes) {
    const before = (cells ?? row.cells)[index] ?? '';
    const after = change(before, cells ?? row.cells);
    if (after === undefined || after === before) continue;
    cells ??= [...row.cells];
    cells[index] = after;
    by.push(number);
  }
  if (!cells) return { row, cells: NONE, by: NONE };
  const different = cells.flatMap((cell, index) => (cell === row.cells[index] ? [] : index));
  return { row: { ...row, cells }, cells: different, by };
}

function columnChange(
  fix: Extract<Fix, { kind: 'repair' | 'replace' }>,
  index: number,
  options: FixerOptions,
): Change['change'] | undefined {
  if (fix.kind === 'replace') {
    const from = trim(fix.from);
    return (text) => (trim(text) === from ? fix.to : undefined);
  }
  const repair = options.repairs.find(({ name }) => name === fix.repair);
  const columns = columnsByIndex(options.plan).get(index) ?? [];
  if (!repair || (repair.asks && fix.answer === undefined)) return undefined;
  const factsOf = factsReader(options);
  const repaired = createCellRepair(options.repairs, options.isIp);
  return (text, cells) => repaired(repair, { columns, text, answer: fix.answer }, factsOf(cells));
}

/** Makes the function that returns the facts about a record for repairs, by its cells. */
export function factsReader({
  plan,
  now,
}: Pick<FixerOptions, 'plan' | 'now'>): (cells: readonly string[]) => RepairFacts {
  const textsOf = textReader(plan);
  return (cells) => ({ now, textOf: textsOf(cells) });
}

/** All records left out by fixes. */
export function leftOutIn(fixes: readonly Fix[]): Selection {
  const active = activeFixes(fixes);
  return mergeRanges(fixes.flatMap((fix, number) => (active[number] && fix.kind === 'leave_out' ? fix.records : [])));
}
