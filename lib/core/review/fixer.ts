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
  /** The only record to which the change applies; undefined for a change of a column. */
  readonly record: number | undefined;
  /** The records to which the change of a column applies; undefined for all. */
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
  const leftOut = leftOutIn(options.fixes);
  const changes = columnChanges(options);
  const fileChanges = changes.filter(({ record }) => record === undefined);
  const changesByRecord = Map.groupBy(changes, ({ record }) => record);
  return (row) => {
    const isLeftOut = isSelected(leftOut, row.record);
    const changesOfRecord = changesByRecord.get(row.record);
    const changesOfRow = changesOfRecord
      ? [...fileChanges, ...changesOfRecord].sort((a, b) => a.fixNumber - b.fixNumber)
      : fileChanges;
    if (row.fault || changesOfRow.length === 0) return { row, changedIndexes: NONE, fixNumbers: NONE, isLeftOut };
    return { ...applyChanges(row, changesOfRow), isLeftOut };
  };
}

/** What the fixes that are not undone change, in their order. */
function columnChanges(options: FixerOptions): readonly ColumnChange[] {
  const active = areActive(options.fixes);
  return options.fixes.flatMap((fix, fixNumber) => {
    if (!active[fixNumber] || fix.kind === 'undo' || fix.kind === 'leave_out') return [];
    return changesIn(fix).flatMap(({ change, group, records }) => {
      const index = options.plan.header.indexOf(change.column);
      const newText = index < 0 ? undefined : newTextBy(change, index, options);
      const record = change.kind === 'cell' ? change.record : undefined;
      return newText ? { fixNumber, index, group, record, records, newText } : [];
    });
  });
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
  let { cells } = row;
  const fixNumbers: number[] = [];
  let currentGroup: object | undefined;
  let cellsBeforeGroup = cells;
  for (const { fixNumber, index, group, records, newText } of changes) {
    if (records && !isSelected(records, row.record)) continue;
    if (group !== currentGroup) {
      currentGroup = group;
      cellsBeforeGroup = cells;
    }
    const before = cells[index] ?? '';
    const after = newText(before, cellsBeforeGroup);
    if (after === undefined || after === before) continue;
    cells = withText(cells, index, after);
    if (fixNumbers.at(-1) !== fixNumber) fixNumbers.push(fixNumber);
  }
  if (cells === row.cells) return { row, changedIndexes: NONE, fixNumbers: NONE };
  const changedIndexes = cells.flatMap((text, index) => (text === row.cells[index] ? [] : index));
  return { row: { ...row, cells }, changedIndexes, fixNumbers };
}

/** Not `with`, because a row can have fewer cells than the header. */
function withText(cells: readonly string[], index: number, text: string): readonly string[] {
  const changed = [...cells];
  changed[index] = text;
  return changed;
}

/** A change of one column or one cell. */
type SingleChange = Exclude<ColumnFix, { kind: 'repairs' }> | CellFix;
type CellFix = Extract<Fix, { kind: 'cell' }>;
type ChangingFix = Exclude<Fix, { kind: 'undo' | 'leave_out' }>;

/** The changes of single columns or cells of which a fix consists, in their order. */
function changesIn(fix: ChangingFix) {
  if (fix.kind === 'cells') return fix.cells.flatMap((cell) => groupedChanges({ kind: 'cell', ...cell }, undefined));
  if (fix.kind === 'saved') return fix.fixes.flatMap((saved) => groupedChanges(saved, undefined));
  return fix.kind === 'selected' ? groupedChanges(fix.fix, fix.records) : groupedChanges(fix, undefined);
}

function groupedChanges(fix: ColumnFix | CellFix, records: Selection | undefined) {
  const changes =
    fix.kind === 'repairs' ? fix.repairs.map((repair) => ({ kind: 'repair' as const, ...repair })) : [fix];
  return changes.map((change) => ({ change, group: fix, records }));
}

/** How a change makes the new text of a cell; undefined if its repair is unknown, or lacks an answer that it needs. */
function newTextBy(
  change: SingleChange,
  index: number,
  { plan, repairs, now, isIp }: FixerOptions,
): ColumnChange['newText'] | undefined {
  if (change.kind === 'cell') return () => change.value;
  if (change.kind !== 'repair') {
    const replace = createReplacer(change);
    return (text) => {
      const replaced = replace(text);
      return replaced === TOO_LONG ? undefined : replaced;
    };
  }
  const repair = repairs.find(({ name }) => name === change.repair);
  if (!repair || (repair.neededAnswer && change.answer === undefined)) return undefined;
  const targets = columnsByIndex(plan).get(index) ?? [];
  const factsOf = factsReader({ plan, now });
  const repairText = createCellRepair(repairs, isIp);
  return (text, cells) => repairText(repair, { targets, text, answer: change.answer }, factsOf(cells));
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
