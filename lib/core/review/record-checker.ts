import type { Connector } from '../connector/connector.ts';
import type { Repair } from '../connector/repair.ts';
import { type Issue, isLeftOut } from '../issue.ts';
import { BlockPreparer, FILE_SLOTS } from '../preparation/block-preparer.ts';
import { createPrepare, type Prepare } from '../preparation/prepare.ts';
import type { EventFacts, PrepareEffects, PrepareOptions } from '../preparation/prepare-options.ts';
import { type PreparedBlock, RowFacts } from '../preparation/prepared-block.ts';
import type { JsonObject } from '../record/field.ts';
import { compilePlan, type Matching, type Plan } from '../record/plan.ts';
import type { Row, RowPlace } from '../record/row.ts';
import { blockOf, type RowBlock } from '../record/row-block.ts';
import { isSelected, type Selection } from '../record/selection.ts';
import type { Fix } from './fix.ts';
import { changesBy, createFixer, type FixedRow, type Fixer, leftOutTotalRows } from './fixer.ts';
import { CellRepairer, type RepairedCell } from './repairing/cell-repairer.ts';
import type { RepairEffect } from './repairing/safe-repairs.ts';
import type { CountedRecord } from './tally.ts';

export interface RecordCheckerOptions {
  readonly connector: Connector;
  readonly header: readonly string[];
  readonly matching: Matching;
  readonly fixes: readonly Fix[];
  readonly repairs: readonly Repair[];
  /** Reference time, Unix seconds. */
  readonly now: number;
  /**
   * The record at which each once-per-file warning is given, by the code of the warning. A warning without an entry is
   * given at the first record that causes it.
   */
  readonly firstWarnedAt: ReadonlyMap<string, number>;
  readonly effects: PrepareEffects;
}

/** What was found about a record. */
export interface CheckResult extends CountedRecord, AppliedFixes {
  readonly place: RowPlace;
  readonly issues: readonly Issue[];
  /** Codes of its once-per-file warnings, whether they are given at this record or another one. */
  readonly oncePerFileCodes: readonly string[];
  /** What all safe repairs would do to the record; undefined if none applies. */
  readonly effect: RepairEffect | undefined;
}

/** A checked record with its fixes applied. */
export interface CheckedRecord extends FixedRow, CheckResult {}

type AppliedFixes = Pick<FixedRow, 'fixNumbers' | 'isLeftOut'>;

/** The first part of a check, before the effect of safe repairs is determined. */
interface RowCheck {
  readonly result: Omit<CheckResult, 'effect'>;
  readonly errors: readonly Issue[];
  /** The cells that safe repairs change. */
  readonly repairedCells: readonly RepairedCell[];
}

/** Slots for the texts of a few records. A power of two. */
const FEW_SLOTS = 256;

const NO_FIXES: AppliedFixes = { fixNumbers: [], isLeftOut: false };
const NO_CODES: ReadonlySet<string> = new Set();
const NO_IDENTIFIERS: readonly number[] = [];

/** The issue that says why a total row is left out. */
const TOTAL_ROW: Issue = { severity: 'error', code: 'total_row', column: null, field: null, params: {} };

/** Checks the rows of a file before it is sent, by the same plan and rules as the job that sends it. */
export class RecordChecker {
  readonly plan: Plan;
  readonly #connector: Connector;
  readonly #now: number;
  readonly #effects: PrepareEffects;
  readonly #prepareOptions: PrepareOptions;
  readonly #prepareRow: Prepare;
  readonly #fixer: Fixer;
  readonly #hasFixes: boolean;
  readonly #totalRows: Selection;
  readonly #repairer: CellRepairer;
  readonly #firstWarnedAt: Map<string, number>;
  // Made on demand, because most checkers only check the few records of a page.
  #filePreparer: BlockPreparer | undefined;
  #recordPreparer: BlockPreparer | undefined;

  constructor(options: RecordCheckerOptions) {
    const { connector, header, matching, fixes, repairs, now, firstWarnedAt, effects } = options;
    const { isIp } = effects;
    const plan = compilePlan(connector.fields, header, matching);
    this.plan = plan;
    this.#connector = connector;
    this.#now = now;
    this.#effects = effects;
    // To find repairs, all warnings of every record are needed. Once-per-file warnings are therefore not omitted by the
    // preparer, but by the checker.
    this.#prepareOptions = { plan, rules: connector.recordRules, oncePerFile: NO_CODES, now, effects };
    this.#prepareRow = createPrepare(this.#prepareOptions);
    this.#fixer = createFixer({ plan, fixes, repairs, now, isIp });
    this.#hasFixes = fixes.length > 0;
    this.#totalRows = leftOutTotalRows(fixes);
    this.#repairer = new CellRepairer({ plan, repairs, now, isIp });
    this.#firstWarnedAt = new Map(firstWarnedAt);
  }

  /** Checks rows as they are read, with their fixes applied. */
  checkBlock(block: RowBlock): readonly CheckResult[] {
    this.#filePreparer ??= this.#newPreparer(FILE_SLOTS);
    if (!this.#hasFixes) return this.#checkAll(block, [], this.#filePreparer);
    const fixed = block.rows.map(this.#fixer);
    const fixedBlock = block.withChanges([...fixed.keys()], changesBy(fixed));
    return this.#checkAll(fixedBlock, fixed, this.#filePreparer);
  }

  check(rows: readonly Row[]): readonly CheckedRecord[] {
    return this.checkFixed(rows.map(this.#fixer));
  }

  /** Checks rows whose fixes are already applied. */
  checkFixed(fixed: readonly FixedRow[]): readonly CheckedRecord[] {
    const rows = fixed.map(({ row }) => row);
    const block = blockOf(rows, this.plan.header.length, this.#effects.utf8);
    this.#recordPreparer ??= this.#newPreparer(FEW_SLOTS);
    const results = this.#checkAll(block, fixed, this.#recordPreparer);
    return fixed.map((fixedRow, index) => ({ ...fixedRow, ...(results[index] as CheckResult) }));
  }

  /** A row with its fixes applied. */
  fix(row: Row): FixedRow {
    return this.#fixer(row);
  }

  /** The event of a row with its fixes applied. For an invalid record, the event that its valid cells make up. */
  eventOf({ row }: FixedRow): JsonObject {
    return this.#prepareRow(row).event;
  }

  /** The repaired text of a cell; undefined if the repair with this name does not apply. */
  repairedText(repair: string, index: number, row: Row): string | undefined {
    return this.#repairer.repairedText(repair, index, row);
  }

  /** The text of a cell after all safe repairs; undefined if none applies. */
  safelyRepairedText(index: number, row: Row): string | undefined {
    return this.#repairer.repairSafely(index, row)?.text;
  }

  #newPreparer(slotCount: number): BlockPreparer {
    return new BlockPreparer(this.#prepareOptions, { kernel: this.#effects.newKernel(), slotCount });
  }

  /** Checks the rows of a block, and determines the effect of safe repairs for all of them at once. */
  #checkAll(block: RowBlock, fixed: readonly AppliedFixes[], preparer: BlockPreparer): readonly CheckResult[] {
    const prepared = preparer.prepare(block);
    const checks = Array.from({ length: block.length }, (_, row) =>
      this.#checkRow(prepared, row, fixed[row] ?? NO_FIXES),
    );
    const effects = this.#repairEffects(block, checks, preparer);
    return checks.map(({ result }, row) => ({ ...result, effect: effects.get(row) }));
  }

  #checkRow(prepared: PreparedBlock, row: number, applied: AppliedFixes): RowCheck {
    const { block } = prepared;
    const place = block.placeOf(row);
    const errors = prepared.errorsOf(row);
    const warnings = prepared.warningsOf(row);
    const allIssues = [...errors, ...warnings];
    const oncePerFileCodes = applied.isLeftOut ? [] : this.#rememberFirstWarnings(warnings, place.record);
    const shownWarnings = warnings.filter(({ code }) => this.#isShown(code, place.record));
    const status = applied.isLeftOut ? 'left_out' : statusOf(errors, shownWarnings);
    const isSent = status === 'ready' || status === 'warned';
    const facts = new RowFacts(prepared, row);
    const rowToRepair = applied.isLeftOut || allIssues.length === 0 ? undefined : block.row(row);
    return {
      result: {
        place,
        fixNumbers: applied.fixNumbers,
        isLeftOut: applied.isLeftOut,
        status,
        oncePerFileCodes,
        bytes: isSent ? prepared.eventLength(row) : 0,
        keys: isSent ? this.#identifiersOf(facts) : NO_IDENTIFIERS,
        isLate: isSent && this.#connector.isLate(facts, this.#now),
        issues: isSelected(this.#totalRows, place.record) ? [TOTAL_ROW] : [...errors, ...shownWarnings],
        repairs: rowToRepair ? this.#repairer.applicableRepairs(rowToRepair, allIssues) : [],
      },
      errors,
      repairedCells: rowToRepair ? this.#repairer.repairRowSafely(rowToRepair, allIssues) : [],
    };
  }

  /** Notes the first record with each once-per-file warning. Returns the codes of all such warnings of this record. */
  #rememberFirstWarnings(warnings: readonly Issue[], record: number): readonly string[] {
    const codes = warnings.flatMap(({ code }) => (this.#connector.oncePerFile.has(code) ? [code] : []));
    for (const code of codes) if (!this.#firstWarnedAt.has(code)) this.#firstWarnedAt.set(code, record);
    return codes;
  }

  #isShown(code: string, record: number): boolean {
    return !this.#connector.oncePerFile.has(code) || this.#firstWarnedAt.get(code) === record;
  }

  /** The indexes of the identifiers that the event has. */
  #identifiersOf(event: EventFacts): readonly number[] {
    return this.#connector.identifiers.flatMap((fields, index) =>
      fields.every(({ name }) => event.has(name)) ? index : [],
    );
  }

  /** The effects of safe repairs by row, found by preparing the repaired rows once more. */
  #repairEffects(
    block: RowBlock,
    checks: readonly RowCheck[],
    preparer: BlockPreparer,
  ): ReadonlyMap<number, RepairEffect> {
    const changedRows = [...checks.keys()].filter((row) => checks[row]?.repairedCells.length);
    if (changedRows.length === 0) return NO_EFFECTS;
    const changes = new Map(checks.map(({ repairedCells }, row) => [row, repairedCells]));
    const repaired = preparer.prepare(block.withChanges(changedRows, changes));
    return new Map(
      changedRows.map((row, repairedRow) => {
        const statusAfter = statusOf(repaired.errorsOf(repairedRow), repaired.warningsOf(repairedRow));
        return [row, effectOf(checks[row] as RowCheck, statusAfter, this.plan.header)];
      }),
    );
  }
}

const NO_EFFECTS: ReadonlyMap<number, RepairEffect> = new Map();

function effectOf(
  { result, errors, repairedCells }: RowCheck,
  statusAfter: CountedRecord['status'],
  header: readonly string[],
): RepairEffect {
  const cells = repairedCells.map(({ column: index, repairs }) => ({
    index,
    repairs,
    hasError: errors.some(({ column }) => column === header[index]),
  }));
  return { from: result.status, to: statusAfter, cells };
}

function statusOf(errors: readonly Issue[], warnings: readonly Issue[]): CountedRecord['status'] {
  if (isLeftOut(errors)) return 'left_out';
  if (errors.length > 0) return 'invalid';
  return warnings.length > 0 ? 'warned' : 'ready';
}
