import { isMissing, isSha256, trim } from '../record/clean.ts';
import { isUnclear } from '../record/derivation.ts';
import { IssueCollector } from '../record/issue-collector.ts';
import type { PlannedColumn } from '../record/plan.ts';
import { matchValue } from '../record/source-text.ts';

/** What a repair may read from the record. */
export interface RepairFacts {
  /** Reference time, Unix seconds. */
  readonly now: number;
  /** The trimmed text of the first column mapped to a field; undefined if there is none or it is empty. */
  textOf(field: string): string | undefined;
}

/**
 * safe: it cannot change the meaning. choice: one of several ways to read a text, chosen by a person. omission: the
 * value is not sent, if no safe repair applies.
 */
type RepairKind = 'safe' | 'choice' | 'omission';

/** A repair, offered for all records with an issue of one of its `codes`. */
export interface Repair {
  readonly name: string;
  readonly kind: RepairKind;
  /** The kind of answer that a person has to give for this repair. */
  readonly neededAnswer?: 'time_zone';
  readonly codes: ReadonlySet<string>;
  /**
   * Whether the repaired values identify no person (names of countries, words for a sex), so that examples can be
   * shown.
   */
  readonly isAnonymous: boolean;
  /**
   * The repaired text; undefined if the repair is not certain. Without the person's `answer`, the result of a
   * repair that needs an answer only shows whether the repair applies.
   */
  fix(text: string, facts: RepairFacts, answer: string | undefined): string | undefined;
}

/** Repair patterns may take quadratic time, and no repairable value is longer. */
const MAX_REPAIRED_LENGTH = 1000;

/** A cell to which a repair is applied. */
export interface CellToRepair {
  /** What its column feeds: one of these for each field. */
  readonly targets: readonly PlannedColumn[];
  readonly text: string;
  /** The person's answer to a repair that needs one. */
  readonly answer?: string | undefined;
}

/** Returns the repaired text of a cell; undefined if the repair does not apply to it. */
export type CellRepair = (repair: Repair, cell: CellToRepair, facts: RepairFacts) => string | undefined;

/**
 * Makes a function that applies the repairs of a connector: a choice or an omission only if no safe repair of the same
 * issue applies to the cell.
 */
export function createCellRepair(repairs: readonly Repair[], isIp: (text: string) => boolean): CellRepair {
  const safeRepairs = repairs.filter(({ kind }) => kind === 'safe');
  return (repair, cell, facts) => {
    const repaired = repairCell(repair, cell, facts, isIp);
    if (repaired === undefined || repair.kind === 'safe') return repaired;
    const alternatives = safeRepairs.filter(({ codes }) => !codes.isDisjointFrom(repair.codes));
    const isSafelyRepairable = alternatives.some((safe) => repairCell(safe, cell, facts, isIp) !== undefined);
    return isSafelyRepairable ? undefined : repaired;
  };
}

/** The repaired text of a cell for the first of its fields that the repair applies to. */
export function repairCell(
  repair: Repair,
  cell: CellToRepair,
  facts: RepairFacts,
  isIp: (text: string) => boolean,
): string | undefined {
  for (const column of cell.targets) {
    const repaired = repairForField(column, repair, cell, facts, isIp);
    if (repaired !== undefined) return repaired;
  }
  return undefined;
}

/**
 * The repaired text of a cell for one field. Undefined if there is nothing to repair, or if the field's rule would
 * still report an error, or an issue that the repair is for. Required values are never omitted.
 */
function repairForField(
  column: PlannedColumn,
  repair: Repair,
  cell: CellToRepair,
  facts: RepairFacts,
  isIp: (text: string) => boolean,
): string | undefined {
  const text = trim(cell.text);
  if (repair.kind !== 'omission' && text.length > MAX_REPAIRED_LENGTH) return undefined;
  if (!isRepairable(text, column)) return undefined;
  if (!issuesOf(column, text, facts, isIp).hasAny(repair.codes)) return undefined;
  const repaired = repair.fix(text, facts, cell.answer);
  if (repaired === undefined) return undefined;
  if (repair.kind === 'omission') return column.field.isRequired ? undefined : repaired;
  const remaining = issuesOf(column, repaired, facts, isIp);
  return remaining.hasError || remaining.hasAny(repair.codes) ? undefined : repaired;
}

/**
 * Missing values, hashes and lists are not repaired. A cell that is only a part of its field's text, or contains more
 * than that text, is not repaired either, because its issues depend on the rest. Nor is a text whose meaning a person
 * has not confirmed, such as a yes that may mean no.
 */
function isRepairable(text: string, { field, derived }: PlannedColumn): boolean {
  if (derived && (derived.isAmbiguous || derived.indexes.length > 1 || derived.part !== undefined)) return false;
  if (isMissing(text) || (field.isHashed && isSha256(text))) return false;
  return field.shape !== 'list' || text[0] !== '[';
}

/** What a field's rule reports about a text; nothing about a hash, or about a text that leaves its record out. */
function issuesOf(
  { field, derived }: PlannedColumn,
  text: string,
  facts: RepairFacts,
  isIp: (text: string) => boolean,
): IssueCollector {
  const issues = new IssueCollector(facts.now, isIp);
  if (field.isHashed && isSha256(text)) return issues;
  const matched = derived ? matchValue(derived, text) : text;
  if (matched === null) return issues;
  if (derived && isUnclear(derived, field, text)) issues.error('value_unmatched');
  const converted = derived?.read && matched !== '' ? derived.read(matched, issues, facts.textOf) : matched;
  if (converted === undefined) return issues;
  if (field.clean(converted, issues) === '' && field.isHashed) issues.error('nothing_left');
  field.checkInRecord?.(converted, issues, facts.textOf);
  return issues;
}
