import { createCellRepair, type Repair, type RepairFacts } from '../connector/repair.ts';
import { columnsByIndex, type Plan } from '../record/plan.ts';
import type { Row } from '../record/row.ts';
import type { CellChange, RowSource } from '../record/row-block.ts';
import { isSelected, mergeRanges, type Selection } from '../record/selection.ts';
import { textReader } from '../record/source-text.ts';
import { areActive, type ColumnFix, type Fix } from './fix.ts';
import { createReplacer, TOO_LONG } from './replacer.ts';

/** A row with its fixes applied. */
export interface FixedRow {
  readonly row: Row;
  /** Zero-based indexes of the cells that the fixes changed. */
  readonly changedIndexes: readonly number[];
  /** Numbers of the fixes that changed a cell. */
  readonly fixNumbers: readonly number[];
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

/** What a fix does to the cells of one column. */
interface ColumnChange {
  readonly fixNumber: number;
  /** The zero-based index of the column. */
  readonly index: number;
  /** The same object for repairs that were made together. Each of them reads the record as it was before the first. */
  readonly group: object;
  /** The records to which the change applies; undefined for all. */
  readonly records: Selection | undefined;
  /** The new text of a cell; undefined if the change does not apply to the text. */
  readonly newText: (text: string, cells: readonly string[]) => string | undefined;
}

const NONE: readonly number[] = [];

/**
 * Makes the function that applies fixes to rows, in the order in which they were made. Its result depends only on row
 * and options. A row with a fault stays unchanged.
 */
export function createFixer(options: FixerOptions): Fixer {
  const { fixes, plan } = options;
  const active = areActive(fixes);
  const leftOut = leftOutIn(fixes);
  const fileChanges: ColumnChange[] = [];
  const recordChanges = new Map<number, ColumnChange[]>();
  for (const [fixNumber, fix] of fixes.entries()) {
    if (!active[fixNumber] || fix.kind === 'undo' || fix.kind === 'leave_out') continue;
    for (const { change, group, records } of changesIn(fix)) {
      const index = plan.header.indexOf(change.column);
      if (index < 0) continue;
      if (change.kind === 'cell') {
        const changes = recordChanges.get(change.record) ?? [];
        changes.push({ fixNumber, index, group, records, newText: () => change.value });
        recordChanges.set(change.record, changes);
      } else {
        const newText = newTextBy(change, index, options);
        if (newText) fileChanges.push({ fixNumber, index, group, records, newText });
      }
    }
  }
  return (row) => {
    const isLeftOut = isSelected(leftOut, row.record);
    const changesOfRecord = recordChanges.get(row.record);
    const changes = changesOfRecord
      ? [...fileChanges, ...changesOfRecord].sort((a, b) => a.fixNumber - b.fixNumber)
      : fileChanges;
    if (row.fault || changes.length === 0) return { row, changedIndexes: NONE, fixNumbers: NONE, isLeftOut };
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
        const keptIndexes = [...fixed.keys()].filter((index) => !fixed[index]?.isLeftOut);
        const isUnchanged =
          keptIndexes.length === fixed.length && fixed.every(({ changedIndexes }) => changedIndexes.length === 0);
        yield isUnchanged ? block : block.withChanges(keptIndexes, changesBy(fixed));
      }
    },
  };
}

/** The new texts of changed cells, by the index of their row. */
export function changesBy(fixed: readonly FixedRow[]): ReadonlyMap<number, readonly CellChange[]> {
  const changes = fixed.map(({ row, changedIndexes }) =>
    changedIndexes.map((column) => ({ column, text: row.cells[column] ?? '' })),
  );
  return new Map(changes.entries());
}

function applyChanges(row: Row, changes: readonly ColumnChange[]): Omit<FixedRow, 'isLeftOut'> {
  let cells: string[] | undefined;
  const fixNumbers: number[] = [];
  let currentGroup: object | undefined;
  let cellsBeforeGroup = row.cells;
  for (const { fixNumber, index, group, records, newText } of changes) {
    if (records && !isSelected(records, row.record)) continue;
    if (group !== currentGroup) {
      currentGroup = group;
      cellsBeforeGroup = cells ? [...cells] : row.cells;
    }
    const before = (cells ?? row.cells)[index] ?? '';
    const after = newText(before, cellsBeforeGroup);
    if (after === undefined || after === before) continue;
    cells ??= [...row.cells];
    cells[index] = after;
    if (fixNumbers.at(-1) !== fixNumber) fixNumbers.push(fixNumber);
  }
  if (!cells) return { row, changedIndexes: NONE, fixNumbers: NONE };
  const changedIndexes = cells.flatMap((text, index) => (text === row.cells[index] ? [] : index));
  return { row: { ...row, cells }, changedIndexes, fixNumbers };
}

type ChangingFix = Exclude<Fix, { kind: 'undo' | 'leave_out' }>;

/** The changes of single columns or cells of which a fix consists, in their order. */
function changesIn(fix: ChangingFix) {
  if (fix.kind === 'saved') return fix.fixes.flatMap((saved) => groupedChanges(saved, undefined));
  return fix.kind === 'selected' ? groupedChanges(fix.fix, fix.records) : groupedChanges(fix, undefined);
}

function groupedChanges(fix: ColumnFix | Extract<Fix, { kind: 'cell' }>, records: Selection | undefined) {
  const changes =
    fix.kind === 'repairs' ? fix.repairs.map((repair) => ({ kind: 'repair' as const, ...repair })) : [fix];
  return changes.map((change) => ({ change, group: fix, records }));
}

/** How a fix changes the cells of its column; undefined if its repair is unknown, or lacks an answer that it needs. */
function newTextBy(
  fix: Exclude<ColumnFix, { kind: 'repairs' }>,
  index: number,
  { plan, repairs, now, isIp }: FixerOptions,
): ColumnChange['newText'] | undefined {
  if (fix.kind !== 'repair') {
    const replace = createReplacer(fix);
    return (text) => {
      const replaced = replace(text);
      return replaced === TOO_LONG ? undefined : replaced;
    };
  }
  const repair = repairs.find(({ name }) => name === fix.repair);
  if (!repair || (repair.neededAnswer && fix.answer === undefined)) return undefined;
  const columns = columnsByIndex(plan).get(index) ?? [];
  const factsOf = factsReader({ plan, now });
  const repairText = createCellRepair(repairs, isIp);
  return (text, cells) => repairText(repair, { columns, text, answer: fix.answer }, factsOf(cells));
}

/** Reads from the cells of a record what repairs may use. */
export type FactsReader = (cells: readonly string[]) => RepairFacts;

export function factsReader({ plan, now }: Pick<FixerOptions, 'plan' | 'now'>): FactsReader {
  const textsOf = textReader(plan);
  return (cells) => ({ now, textOf: textsOf(cells) });
}

/** The total rows that are left out automatically. */
export function leftOutTotalRows(fixes: readonly Fix[]): Selection {
  const active = areActive(fixes);
  return fixes.flatMap((fix, number) => (active[number] && isTotalRowFix(fix) ? fix.records : []));
}

export function isTotalRowFix(fix: Fix | undefined): fix is Extract<Fix, { kind: 'leave_out' }> {
  return fix?.kind === 'leave_out' && fix.reason !== undefined;
}

/** All records left out by fixes. */
export function leftOutIn(fixes: readonly Fix[]): Selection {
  const active = areActive(fixes);
  return mergeRanges(fixes.flatMap((fix, number) => (active[number] && fix.kind === 'leave_out' ? fix.records : [])));
}

/** Thrown if the stored fixes of a file cannot be read, perhaps only temporarily. */
export class FixesUnreadable extends Error {}

/**
 * What an error of reading fixes means: no fixes if their file was deleted. Throws FixesUnreadable for other errors.
 */
export function noneIfDeleted(error: unknown): readonly Fix[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw new FixesUnreadable('the fixes of a file cannot be read', { cause: error });
}
