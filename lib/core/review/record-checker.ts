import type { Connector } from '../connector/connector.ts';
import { createCellRepair, type Repair } from '../connector/repair.ts';
import type { Issue } from '../issue.ts';
import { isLeftOut } from '../issue.ts';
import { BlockPreparer, FILE_SLOTS } from '../preparation/block-preparer.ts';
import { createPrepare } from '../preparation/prepare.ts';
import type { EventFacts, PrepareEffects } from '../preparation/prepare-options.ts';
import { type PreparedBlock, RowFacts } from '../preparation/prepared-block.ts';
import type { JsonObject } from '../record/field.ts';
import { columnsByIndex, compilePlan, type Matching, type Plan } from '../record/plan.ts';
import type { Row, RowPlace } from '../record/row.ts';
import { blockOf, type CellChange, type RowBlock } from '../record/row-block.ts';
import { isSelected } from '../record/selection.ts';
import type { Fix } from './fix.ts';
import { changesBy, createFixer, type FixedRow, factsReader, leftOutTotals } from './fixer.ts';
import { isMadeSilently, type RepairEffect } from './repairing/safe-repairs.ts';
import type { TallyEntry } from './tally.ts';

export interface RecordCheckerOptions {
  readonly connector: Connector;
  readonly header: readonly string[];
  readonly matching: Matching;
  readonly fixes: readonly Fix[];
  readonly repairs: readonly Repair[];
  /** Reference time, Unix seconds. */
  readonly now: number;
  /** The record of each warning that is given once per file; without an entry, the first record with the warning. */
  readonly firstWarnedAt: ReadonlyMap<string, number>;
  readonly effects: PrepareEffects;
}

/** What was found about a record. */
export interface CheckResult extends TallyEntry {
  readonly place: RowPlace;
  /** Numbers of the fixes that changed a cell. */
  readonly by: readonly number[];
  readonly isLeftOut: boolean;
  readonly issues: readonly Issue[];
  /** Codes of its once-per-file warnings, whether they are given at this record or another one. */
  readonly oncePerFileCodes: readonly string[];
  /** What all safe repairs would do to it; undefined if none applies. */
  readonly effect: RepairEffect | undefined;
}

/** A checked record with its fixes applied. */
export interface CheckedRecord extends FixedRow, CheckResult {}

export interface RecordChecker {
  readonly plan: Plan;
  /** Checks rows as they are read. */
  checkBlock(block: RowBlock): readonly CheckResult[];
  check(rows: readonly Row[]): readonly CheckedRecord[];
  /** Checks rows with their fixes applied. */
  checkFixed(fixed: readonly FixedRow[]): readonly CheckedRecord[];
  /** Applies the fixes. */
  fix(row: Row): FixedRow;
  /** The event of a row with its fixes applied. For an invalid record, the event that its valid cells make up. */
  eventOf(fixed: FixedRow): JsonObject;
  /** The repaired text of a cell; undefined if the repair does not apply. */
  tryRepair(name: string, index: number, row: Row): string | undefined;
  /** The text of a cell after all safe repairs; undefined if none applies. */
  repairSafely(index: number, row: Row): string | undefined;
}

/** The key by which repairs of a column are counted. */
export function repairKey(repair: string, column: string): string {
  return `${repair} ${column}`;
}

/** Makes a checker for the rows of a file before it is sent, with the same plan and rules as the job that sends it. */
export function createRecordChecker(options: RecordCheckerOptions): RecordChecker {
  const { connector, header, matching, repairs, now, firstWarnedAt, effects } = options;
  const plan = compilePlan(connector.fields, header, matching);
  const { recordRules: rules, oncePerFile } = connector;
  // All warnings of every record are needed to find repairs; once-per-file warnings are filtered below.
  const prepareOptions = { plan, rules, oncePerFile: NONE, now, effects };
  const newPreparer = (slots: number) => new BlockPreparer(prepareOptions, { kernel: effects.newKernel(), slots });
  // Most checkers only check the few records of a page, so preparers are made on demand.
  let filePreparer: BlockPreparer | undefined;
  let recordPreparer: BlockPreparer | undefined;
  const warnedAt = new Map(firstWarnedAt);
  const { isIp } = effects;
  const fixer = createFixer({ ...options, plan, isIp });
  const totals = leftOutTotals(options.fixes);
  const factsOf = factsReader({ plan, now });
  const columnsAt = columnsByIndex(plan);
  const repairText = createCellRepair(repairs, isIp);
  const tryRepair = (repair: Repair | undefined, index: number, { cells }: Row) => {
    if (!repair) return undefined;
    return repairText(repair, { columns: columnsAt.get(index) ?? [], text: cells[index] ?? '' }, factsOf(cells));
  };
  const repairsOf = repairsByCode(repairs);
  const applicableRepairs = (row: Row, issues: readonly Issue[]): string[] =>
    issues.flatMap(({ code, column }) => {
      const index = column === null ? -1 : header.indexOf(column);
      return (repairsOf.get(code) ?? [])
        .filter((repair) => tryRepair(repair, index, row) !== undefined)
        .map(({ name }) => repairKey(name, column ?? ''));
    });
  const silentRepairs = repairs.filter(isMadeSilently);
  /** The text of a cell after all safe repairs, and the repairs that changed it; undefined if none does. */
  const repairedCell = (index: number, { cells }: Row): RepairedCell | undefined => {
    const columns = columnsAt.get(index) ?? [];
    const by: string[] = [];
    let text = cells[index] ?? '';
    for (const repair of silentRepairs) {
      const after = repairText(repair, { columns, text }, factsOf(cells));
      if (after === undefined || after === text) continue;
      text = after;
      by.push(repair.name);
    }
    return by.length === 0 ? undefined : { column: index, text, by };
  };
  const keysOf = (event: EventFacts) =>
    connector.matchKeys.flatMap((fields, key) => (fields.every(({ name }) => event.has(name)) ? key : []));
  /** The first part of a check. The effect of repairs is determined afterwards, for many records at a time. */
  const checkRow = (prepared: PreparedBlock, index: number, { by, isLeftOut: isRemoved }: AppliedFixes): RowCheck => {
    const { block } = prepared;
    const place = block.placeOf(index);
    const [errors, warnings] = [prepared.errorsOf(index), prepared.warningsOf(index)];
    const allIssues = [...errors, ...warnings];
    const oncePerFileCodes = isRemoved ? [] : codesAmong(warnings, oncePerFile);
    for (const code of oncePerFileCodes) if (!warnedAt.has(code)) warnedAt.set(code, place.record);
    const shown = warnings.filter(({ code }) => !oncePerFile.has(code) || warnedAt.get(code) === place.record);
    const status = statusOf({ isLeftOut: isRemoved }, errors, shown);
    const isSent = status === 'ready' || status === 'warned';
    const facts = new RowFacts(prepared, index);
    const row = isRemoved || allIssues.length === 0 ? undefined : block.row(index);
    const cells = row && !row.fault ? columnsToRepair(errors, warnings, plan) : [];
    return {
      place,
      by,
      isLeftOut: isRemoved,
      status,
      oncePerFileCodes,
      errors,
      bytes: isSent ? prepared.eventLength(index) : 0,
      keys: isSent ? keysOf(facts) : NO_KEYS,
      isLate: isSent && connector.isLate(facts, now),
      issues: isSelected(totals, place.record) ? [TOTAL_ROW] : [...errors, ...shown],
      repairs: row ? [...new Set(applicableRepairs(row, allIssues))] : [],
      repaired: row ? cells.flatMap((cell) => repairedCell(cell, row) ?? []) : [],
    };
  };
  const checkAll = (
    block: RowBlock,
    preparer: BlockPreparer,
    fixesOf: (index: number) => AppliedFixes,
  ): CheckResult[] => {
    const prepared = preparer.prepare(block);
    const checks = Array.from({ length: block.length }, (_, index) => checkRow(prepared, index, fixesOf(index)));
    const repairable = [...checks.keys()].filter((index) => checks[index]?.repaired.length);
    const after = repairable.length === 0 ? undefined : preparer.prepare(block.changed(repairable, changesOf(checks)));
    const repairEffects = new Map(
      repairable.map((index, to) => {
        const status = statusOf(NOT_LEFT_OUT, after?.errorsOf(to) ?? [], after?.warningsOf(to) ?? []);
        return [index, effectOf(checks[index] as RowCheck, status, header)] as const;
      }),
    );
    return checks.map(({ repaired: _, errors: __, ...check }, index) => ({
      ...check,
      effect: repairEffects.get(index),
    }));
  };
  const checkFixed = (fixed: readonly FixedRow[]): CheckedRecord[] => {
    const block = blockOf(
      fixed.map(({ row }) => row),
      header.length,
      effects.utf8,
    );
    recordPreparer ??= newPreparer(FEW_SLOTS);
    const results = checkAll(block, recordPreparer, (index) => fixed[index] ?? NO_FIXES);
    return fixed.map((each, index) => ({ ...each, ...(results[index] as CheckResult) }));
  };
  const hasFixes = options.fixes.length > 0;
  const prepareRow = createPrepare(prepareOptions);
  return {
    plan,
    checkBlock: (block) => {
      filePreparer ??= newPreparer(FILE_SLOTS);
      if (!hasFixes) return checkAll(block, filePreparer, () => NO_FIXES);
      const fixed = block.rows.map(fixer);
      const fixedBlock = block.changed([...fixed.keys()], changesBy(fixed));
      return checkAll(fixedBlock, filePreparer, (index) => fixed[index] ?? NO_FIXES);
    },
    check: (rows) => checkFixed(rows.map(fixer)),
    fix: fixer,
    checkFixed,
    eventOf: ({ row }) => prepareRow(row).event,
    repairSafely: (index, row) => repairedCell(index, row)?.text,
    tryRepair: (name, index, row) =>
      tryRepair(
        repairs.find((repair) => repair.name === name),
        index,
        row,
      ),
  };
}

type AppliedFixes = Pick<FixedRow, 'by' | 'isLeftOut'>;

/** Slots for the texts of some records. A power of two. */
const FEW_SLOTS = 256;

const NO_FIXES: AppliedFixes = { by: [], isLeftOut: false };
const NO_KEYS: readonly number[] = [];

/** A cell after all safe repairs, and the repairs that changed it. */
interface RepairedCell extends CellChange {
  readonly by: readonly string[];
}

interface RowCheck extends Omit<CheckResult, 'effect'> {
  readonly errors: readonly Issue[];
  readonly repaired: readonly RepairedCell[];
}

function changesOf(checks: readonly RowCheck[]): ReadonlyMap<number, readonly CellChange[]> {
  return new Map(checks.map(({ repaired }, index) => [index, repaired]));
}

function effectOf({ status, errors, repaired }: RowCheck, to: TallyEntry['status'], header: readonly string[]) {
  const cells = repaired.map(({ column: index, by }) => ({
    index,
    repairs: by,
    hasError: errors.some(({ column }) => column === header[index]),
  }));
  return { from: status, to, cells };
}

const NONE: ReadonlySet<string> = new Set();

/** Why a total row is left out. */
const TOTAL_ROW: Issue = { severity: 'error', code: 'total_row', column: null, field: null, params: {} };

const NOT_LEFT_OUT = { isLeftOut: false };

/** Columns with an issue. A record that its mapping leaves out has no other issue, but repairs apply to its cells. */
function columnsToRepair(errors: readonly Issue[], warnings: readonly Issue[], plan: Plan): readonly number[] {
  if (isLeftOut(errors)) return [...columnsByIndex(plan).keys()].sort((a, b) => a - b);
  const named = new Set([...errors, ...warnings].map(({ column }) => column));
  return plan.header.flatMap((column, index) => (named.has(column) ? index : []));
}

function repairsByCode(repairs: readonly Repair[]): ReadonlyMap<string, readonly Repair[]> {
  const codes = new Set(repairs.flatMap((repair) => [...repair.codes]));
  return new Map([...codes].map((code) => [code, repairs.filter((repair) => repair.codes.has(code))]));
}

function codesAmong(issues: readonly Issue[], codes: ReadonlySet<string>): readonly string[] {
  return issues.flatMap(({ code }) => (codes.has(code) ? [code] : []));
}

function statusOf(
  fixed: Pick<FixedRow, 'isLeftOut'>,
  errors: readonly Issue[],
  warnings: readonly Issue[],
): TallyEntry['status'] {
  if (fixed.isLeftOut || isLeftOut(errors)) return 'left_out';
  if (errors.length > 0) return 'invalid';
  return warnings.length > 0 ? 'warned' : 'ready';
}
