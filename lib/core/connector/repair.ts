import { isMissing, isSha256, trim } from '../record/clean.ts';
import { isUnclear } from '../record/derivation.ts';
import type { Cell } from '../record/field.ts';
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
export type RepairKind = 'safe' | 'choice' | 'omission';

/** A repair offered for all records with one of these issues. */
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
   * The repaired text; undefined if the repair is not certain. Without the user's `answer`, the result of a
   * repair that needs an answer only shows whether the repair applies.
   */
  fix(text: string, facts: RepairFacts, answer: string | undefined): string | undefined;
}

/** Collects the issue codes that a field's rule reports. */
class IssueCollector implements Cell {
  readonly now: number;
  readonly isIp: (text: string) => boolean;
  readonly codes = new Set<string>();
  hasError = false;

  constructor(now: number, isIp: (text: string) => boolean) {
    this.now = now;
    this.isIp = isIp;
  }

  error(code: string): undefined {
    this.hasError = true;
    this.codes.add(code);
  }

  warn(code: string): void {
    this.codes.add(code);
  }
}

/** Repair patterns may take quadratic time, and no repairable value is longer. */
const MAX_REPAIRED_LENGTH = 1000;

export interface RepairedCell {
  /** What its column feeds. */
  readonly columns: readonly PlannedColumn[];
  readonly text: string;
  /** The user's answer to a repair that needs one. */
  readonly answer?: string | undefined;
}

/**
 * Makes a function that repairs cells as `repairCell` does, but does not offer a choice or omission where a safe repair
 * of the same issue applies.
 */
export function createCellRepair(
  repairs: readonly Repair[],
  isIp: (text: string) => boolean,
): (repair: Repair, cell: RepairedCell, facts: RepairFacts) => string | undefined {
  const safe = repairs.filter(({ kind }) => kind === 'safe');
  return (repair, cell, facts) => {
    const repaired = repairCell(repair, cell, facts, isIp);
    if (repaired === undefined || repair.kind === 'safe') return repaired;
    const rivals = safe.filter(({ codes }) => !codes.isDisjointFrom(repair.codes));
    return rivals.some((rival) => repairCell(rival, cell, facts, isIp) !== undefined) ? undefined : repaired;
  };
}

/** The repaired text of a cell for the first of its fields that the repair applies to. */
export function repairCell(
  repair: Repair,
  { columns, ...cell }: RepairedCell,
  facts: RepairFacts,
  isIp: (text: string) => boolean,
): string | undefined {
  for (const column of columns) {
    const repaired = repairFor(column, repair, cell, facts, isIp);
    if (repaired !== undefined) return repaired;
  }
  return undefined;
}

/**
 * The repaired text of a cell; undefined if there is nothing to repair or the field's rule would still report the
 * issue. Hashes, missing values and lists in a cell stay unchanged, long texts can only be omitted, and required values
 * never are. A cell that is only a part of its field's text, or contains more than that text, cannot be judged alone. A
 * text whose meaning is not confirmed, such as a yes that may mean no, is never repaired.
 */
function repairFor(
  { field, derived }: PlannedColumn,
  repair: Repair,
  { text: cell, answer }: Omit<RepairedCell, 'columns'>,
  facts: RepairFacts,
  isIp: (text: string) => boolean,
): string | undefined {
  if (derived && (derived.isAmbiguous || derived.indexes.length > 1 || derived.part !== undefined)) return undefined;
  const text = trim(cell);
  const isList = field.shape === 'list' && text[0] === '[';
  if (repair.kind !== 'omission' && text.length > MAX_REPAIRED_LENGTH) return undefined;
  if (isMissing(text) || isList || (field.hashed && isSha256(text))) return undefined;
  const issuesOf = (value: string) => {
    const issues = new IssueCollector(facts.now, isIp);
    if (field.hashed && isSha256(value)) return issues; // sent as it is
    const matched = derived ? matchValue(derived, value) : value;
    if (matched === null) return issues; // the mapping leaves the record out
    if (derived && isUnclear(derived, field, value)) issues.error('value_unmatched');
    const read = derived?.read && matched !== '' ? derived.read(matched, issues, facts.textOf) : matched;
    if (read !== undefined && field.clean(read, issues) === '' && field.hashed) issues.error('nothing_left');
    if (read !== undefined) field.checkInRecord?.(read, issues, facts.textOf);
    return issues;
  };
  if (issuesOf(text).codes.isDisjointFrom(repair.codes)) return undefined;
  const repaired = repair.fix(text, facts, answer);
  if (repaired === undefined) return undefined;
  if (repair.kind === 'omission') return field.required ? undefined : repaired;
  const after = issuesOf(repaired);
  return after.hasError || !after.codes.isDisjointFrom(repair.codes) ? undefined : repaired;
}
