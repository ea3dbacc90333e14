import { type Repair, repairCell } from '../connector/repair.ts';
import { isSha256 } from '../record/clean.ts';
import { cleanedText } from '../record/derivation.ts';
import type { FieldSpec } from '../record/field.ts';
import { normalizedName } from '../record/field-target.ts';
import { IssueCollector } from '../record/issue-collector.ts';
import type { Plan, PlannedColumn } from '../record/plan.ts';
import { joinedText, matchValue } from '../record/source-text.ts';
import { type ColumnProfile, type FileProfile, textsOf } from './column-profile.ts';

/**
 * Why a column has to be checked. unreadable: the field's rule accepts none of the checked values. same: all records
 * that have a value have the same value, although the field varies. frequent: at least half of them have. unused: the
 * column feeds no field, but some of its values, such as `refunded`, say that a record is not the event that it is sent
 * as.
 */
export type ColumnProblem = Unreadable | Repeated | Unused;

interface Repeated {
  readonly kind: 'same' | 'frequent';
  readonly field: FieldSpec;
  /** How many records have the value. */
  readonly records: number;
  /** How many records have any value. */
  readonly filled: number;
}

interface Unused {
  readonly kind: 'unused';
  /** The field that should leave the records out. */
  readonly field: FieldSpec;
  readonly records: number;
}

interface Unreadable {
  readonly kind: 'unreadable';
  readonly field: FieldSpec;
  /** How many distinct values were checked. */
  readonly checked: number;
  /** Whether all values of the column were checked. */
  readonly areAllChecked: boolean;
  /** The code of the most frequent issue. */
  readonly code: string;
}

/** Fewer records with the same value may all belong to one person. */
const MIN_SAME_RECORDS = 20;
/** A value that so many records have belongs to the shop or to a test. */
const FREQUENT_SHARE = 0.5;

export interface ProblemOptions {
  /** Unix seconds. */
  readonly now: number;
  /** Columns whose reading depends on an open question about units. */
  readonly undecided: ReadonlySet<string>;
}

/**
 * The columns that probably feed the wrong field, or that should feed one. Values of fields with a fixed set of values
 * are checked by `matchableColumns`; joined columns cannot be checked one by one.
 */
export function columnProblems(
  plan: Plan,
  { columns }: FileProfile,
  options: ProblemOptions,
): ReadonlyMap<string, ColumnProblem> {
  const profiles = new Map(columns.map((profile) => [profile.column, profile]));
  const problems = new Map<string, ColumnProblem>();
  for (const planned of plan.columns) {
    const profile = planned.constant === undefined ? profiles.get(planned.column) : undefined;
    const isJoined = planned.derived !== undefined && planned.derived.indexes.length > 1;
    if (!profile || isJoined) continue;
    const problem = findRepeated(planned, profile) ?? findUnreadable(planned, profile, options);
    if (problem) problems.set(planned.column, problem);
  }
  for (const [column, problem] of unusedColumns(plan, profiles)) problems.set(column, problem);
  return problems;
}

/** The most frequent value counts as written: with a part of it, as with a part of a name, more records may agree. */
function findRepeated({ field, derived }: PlannedColumn, profile: ColumnProfile): ColumnProblem | undefined {
  const { distinct, hasMore, filled, mostFrequentCount: records } = profile;
  if (!field.varies || derived?.part !== undefined || records < MIN_SAME_RECORDS) return undefined;
  if (distinct === 1 && !hasMore) return { kind: 'same', field, records, filled };
  return records >= filled * FREQUENT_SHARE ? { kind: 'frequent', field, records, filled } : undefined;
}

/**
 * The columns without a field whose values say that a record is not an event, unless a column with such values feeds
 * the field: a person then matches them.
 */
function unusedColumns(
  { columns, ignored }: Plan,
  profiles: ReadonlyMap<string, ColumnProfile>,
): readonly (readonly [column: string, problem: Unused])[] {
  return columns.flatMap(({ column: source, field }) => {
    const words = new Set(field.noEventWords?.map(normalizedName));
    const recordsWithWord = (column: string) => {
      const values = profiles.get(column)?.values ?? [];
      return values.reduce((sum, { text, records }) => sum + (words.has(normalizedName(text)) ? records : 0), 0);
    };
    if (words.size === 0 || recordsWithWord(source) > 0) return [];
    return ignored.flatMap((column) => {
      const records = recordsWithWord(column);
      return records > 0 ? [[column, { kind: 'unused', field, records }] as const] : [];
    });
  });
}

function findUnreadable(
  planned: PlannedColumn,
  profile: ColumnProfile,
  { now, undecided }: ProblemOptions,
): ColumnProblem | undefined {
  const { column, field } = planned;
  if (field.matchValues || undecided.has(column)) return undefined;
  const codes: string[] = [];
  const texts = textsOf(profile);
  for (const text of texts) {
    const code = issueCodeOf(planned, text, now);
    if (code === undefined) return undefined;
    codes.push(code);
  }
  const code = mostFrequent(codes);
  return code === undefined
    ? undefined
    : { kind: 'unreadable', field, checked: texts.length, areAllChecked: profile.values !== null, code };
}

/** Some values of a column. */
export interface ColumnTexts {
  readonly column: string;
  readonly texts: readonly string[];
}

/**
 * Which of these columns, although none of their values is readable, feed the right field: those with values to which a
 * safe repair applies.
 */
export function repairableColumns(
  plan: Pick<Plan, 'columns'>,
  columns: readonly ColumnTexts[],
  { repairs, now }: { readonly repairs: readonly Repair[]; readonly now: number },
): readonly string[] {
  const safeRepairs = repairs.filter(({ kind }) => kind === 'safe');
  const facts = { now, textOf: () => undefined };
  const isRepairable = ({ column, texts }: ColumnTexts) => {
    const targets = plan.columns.filter((other) => other.column === column && other.constant === undefined);
    return texts.some((text) =>
      safeRepairs.some((repair) => repairCell(repair, { targets, text }, facts, isIp) !== undefined),
    );
  };
  return columns.filter(isRepairable).map(({ column }) => column);
}

/** The code of an unreadable cell's first issue; undefined if the cell is readable, or the mapping leaves it out. */
function issueCodeOf({ field, index, derived }: PlannedColumn, cell: string, now: number): string | undefined {
  const issues = new IssueCollector(now, isIp);
  const cells: string[] = [];
  cells[index] = cell;
  const matched = derived ? matchValue(derived, joinedText(derived, cells)) : cell;
  // A cell with a list is not checked here: a job reads it value by value.
  if (matched === null || matched === '' || (field.shape === 'list' && matched[0] === '[')) return undefined;
  if (field.isHashed && isSha256(matched)) return undefined;
  const value = cleanedText(field, derived?.read, matched, issues);
  // The hash of an empty text identifies no one.
  if (field.isHashed && value === '') issues.error('nothing_left');
  return value === undefined || issues.hasError ? issues.firstCode : undefined;
}

function mostFrequent(codes: readonly string[]): string | undefined {
  const groups = [...Map.groupBy(codes, (code) => code).values()];
  const [largest] = groups.toSorted((a, b) => b.length - a.length);
  return largest?.[0];
}

/** An approximation, for browsers, which have no parser for IP addresses. */
function isIp(text: string): boolean {
  return /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text) || /^[\da-f]*:[\da-f:.]+$/i.test(text);
}
