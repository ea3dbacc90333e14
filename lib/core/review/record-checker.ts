import type { Connector } from '../connector/connector.ts';
import { createCellRepair, type Repair } from '../connector/repair.ts';
import type { ByteEffects } from '../delivery/batch.ts';
import type { Issue } from '../issue.ts';
import { isLeftOut } from '../issue.ts';
import { columnsByIndex, compilePlan, type Matching, type Plan } from '../record/plan.ts';
import { createPrepare, type PrepareEffects } from '../record/prepare.ts';
import type { Row } from '../record/row.ts';
import { isSelected } from '../record/selection.ts';
import type { Fix } from './fix.ts';
import { createFixer, type FixedRow, factsReader, leftOutTotals } from './fixer.ts';
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
  /** The record of each warning that is given once per file; a missing code is given at the first record with it. */
  readonly firstWarnedAt: ReadonlyMap<string, number>;
  readonly effects: PrepareEffects & Pick<ByteEffects, 'bytesOf'>;
}

/** A checked record with its fixes applied. */
export interface CheckedRecord extends FixedRow, TallyEntry {
  readonly issues: readonly Issue[];
  /** Codes of its once-per-file warnings, whether they are given at this record or another one. */
  readonly once: readonly string[];
  /** What all safe repairs would do to it; undefined if none applies. */
  readonly effect: RepairEffect | undefined;
}

export interface RecordChecker {
  readonly plan: Plan;
  check(row: Row): CheckedRecord;
  /** Applies the fixes. */
  fix(row: Row): FixedRow;
  /** Checks a row with its fixes applied. */
  checkFixed(fixed: FixedRow): CheckedRecord;
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
  const prepare = createPrepare({ plan, rules, oncePerFile: NONE, now, effects });
  const warnedAt = new Map(firstWarnedAt);
  const { isIp } = effects;
  const fixer = createFixer({ ...options, plan, isIp });
  const totals = leftOutTotals(options.fixes);
  const factsOf = factsReader({ plan, now });
  const fed = columnsByIndex(plan);
  const repaired = createCellRepair(repairs, isIp);
  const tryRepair = (repair: Repair | undefined, index: number, { cells }: Row) => {
    if (!repair) return undefined;
    return repaired(repair, { columns: fed.get(index) ?? [], text: cells[index] ?? '' }, factsOf(cells));
  };
  const repairsOf = repairsByCode(repairs);
  const applicableRepairs = (row: Row, issues: readonly Issue[]): string[] =>
    issues.flatMap(({ code, column }) => {
      const index = column === null ? -1 : header.indexOf(column);
      return (repairsOf.get(code) ?? [])
        .filter((repair) => tryRepair(repair, index, row) !== undefined)
        .map(({ name }) => repairKey(name, column ?? ''));
    });
  const silent = repairs.filter(isMadeSilently);
  /** The text of a cell after all safe repairs, and those that changed it; undefined if none does. */
  const repairedCell = (index: number, { cells }: Row) => {
    const columns = fed.get(index) ?? [];
    const by: string[] = [];
    let text = cells[index] ?? '';
    for (const repair of silent) {
      const after = repaired(repair, { columns, text }, factsOf(cells));
      if (after === undefined || after === text) continue;
      text = after;
      by.push(repair.name);
    }
    return by.length === 0 ? undefined : { index, text, by };
  };
  const effectOf = (row: Row, { status, errors, warnings }: Issues): RepairEffect | undefined => {
    if (row.fault) return undefined;
    const repaired = columnsToRepair(errors, warnings, plan).flatMap((index) => repairedCell(index, row) ?? []);
    if (repaired.length === 0) return undefined;
    const cells = [...row.cells];
    for (const { index, text } of repaired) cells[index] = text;
    const after = prepare({ ...row, cells });
    return {
      from: status,
      to: statusOf(NOT_LEFT_OUT, after.errors, after.warnings),
      cells: repaired.map(({ index, by }) => ({
        ...{ index, repairs: by },
        hasError: errors.some(({ column }) => column === header[index]),
      })),
    };
  };
  const checkFixed = (fixed: FixedRow): CheckedRecord => {
    const { row } = fixed;
    const { event, errors, warnings } = prepare(row);
    const all = [...errors, ...warnings];
    const once = fixed.isLeftOut ? [] : codesAmong(warnings, oncePerFile);
    for (const code of once) if (!warnedAt.has(code)) warnedAt.set(code, row.record);
    const given = warnings.filter(({ code }) => !oncePerFile.has(code) || warnedAt.get(code) === row.record);
    const status = statusOf(fixed, errors, given);
    const bytes = status === 'ready' || status === 'warned' ? effects.bytesOf(JSON.stringify(event)) : 0;
    const isRepairable = !fixed.isLeftOut && all.length > 0;
    const offered = isRepairable ? [...new Set(applicableRepairs(row, all))] : [];
    const effect = isRepairable ? effectOf(row, { status, errors, warnings }) : undefined;
    const issues = isSelected(totals, row.record) ? [IS_TOTAL] : [...errors, ...given];
    return { ...fixed, status, event, bytes, issues, once, repairs: offered, effect };
  };
  return {
    plan,
    check: (original) => checkFixed(fixer(original)),
    fix: fixer,
    checkFixed,
    repairSafely: (index, row) => repairedCell(index, row)?.text,
    tryRepair: (name, index, row) =>
      tryRepair(
        repairs.find((repair) => repair.name === name),
        index,
        row,
      ),
  };
}

const NONE: ReadonlySet<string> = new Set();

/** Why a total row is left out. */
const IS_TOTAL: Issue = { severity: 'error', code: 'total_row', column: null, field: null, params: {} };

const NOT_LEFT_OUT = { isLeftOut: false };

interface Issues {
  readonly status: TallyEntry['status'];
  readonly errors: readonly Issue[];
  readonly warnings: readonly Issue[];
}

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
