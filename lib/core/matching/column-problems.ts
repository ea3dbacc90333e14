import { type Repair, repairCell } from '../connector/repair.ts';
import { isSha256 } from '../record/clean.ts';
import { cleanedText } from '../record/derivation.ts';
import type { FieldSpec } from '../record/field.ts';
import type { Plan, PlannedColumn } from '../record/plan.ts';
import { joinedText, matchValue } from '../record/source-text.ts';
import { TrialCell } from '../record/trial-cell.ts';
import { type ColumnProfile, type FileProfile, textsOf } from './column-profile.ts';

/**
 * Why a column probably feeds the wrong field. unreadable: the field's rule accepts none of the checked values. same:
 * every record with a value has the same one, although the field varies.
 */
export type ColumnProblem = Unreadable | { readonly kind: 'same'; readonly field: FieldSpec; readonly records: number };

export interface Unreadable {
  readonly kind: 'unreadable';
  readonly field: FieldSpec;
  /** Distinct values that were checked, and whether these are all. */
  readonly checked: number;
  readonly isAll: boolean;
  /** The code of the most frequent issue. */
  readonly code: string;
}

/** Fewer records may all belong to one person. */
const MIN_SAME = 20;

export interface ProblemOptions {
  /** Unix seconds. */
  readonly now: number;
  /** Columns whose reading depends on an open question about units. */
  readonly undecided: ReadonlySet<string>;
}

/**
 * The columns that probably feed the wrong field. Fields with a fixed set of values are left to `matchableColumns`;
 * joined columns cannot be judged alone.
 */
export function columnProblems(
  plan: Plan,
  { columns }: FileProfile,
  options: ProblemOptions,
): ReadonlyMap<string, ColumnProblem> {
  const profiles = new Map(columns.map((profile) => [profile.column, profile]));
  return new Map(
    plan.columns.flatMap((planned) => {
      const profile = planned.constant === undefined ? profiles.get(planned.column) : undefined;
      if (!profile || (planned.derived?.indexes.length ?? 1) > 1) return [];
      const problem = findSame(planned, profile) ?? findUnreadable(planned, profile, options);
      return problem ? [[planned.column, problem] as const] : [];
    }),
  );
}

function findSame({ field }: PlannedColumn, { distinct, hasMore, filled }: ColumnProfile): ColumnProblem | undefined {
  const isSame = field.varies && distinct === 1 && !hasMore && filled >= MIN_SAME;
  return isSame ? { kind: 'same', field, records: filled } : undefined;
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
    const code = codeOf(planned, text, now);
    if (code === undefined) return undefined;
    codes.push(code);
  }
  const code = mostFrequent(codes);
  return code === undefined
    ? undefined
    : { kind: 'unreadable', field, checked: texts.length, isAll: profile.values !== null, code };
}

/** Some values of a column. */
export interface ColumnTexts {
  readonly column: string;
  readonly texts: readonly string[];
}

/** Of columns without a readable value, those with a value that a safe repair makes readable: their field is right. */
export function repairableColumns(
  plan: Pick<Plan, 'columns'>,
  columns: readonly ColumnTexts[],
  { repairs, now }: { readonly repairs: readonly Repair[]; readonly now: number },
): readonly string[] {
  const safe = repairs.filter(({ kind }) => kind === 'safe');
  const facts = { now, textOf: () => undefined };
  return columns.flatMap(({ column, texts }) => {
    const fed = plan.columns.filter((planned) => planned.column === column && planned.constant === undefined);
    const isRepairable = texts.some((text) =>
      safe.some((repair) => repairCell(repair, { columns: fed, text }, facts, isIp) !== undefined),
    );
    return isRepairable ? [column] : [];
  });
}

/** Why a field cannot use a text; undefined if it can, or if the mapping leaves it out. */
function codeOf({ field, index, derived }: PlannedColumn, cell: string, now: number): string | undefined {
  const trial = new TrialCell(now, isIp);
  const cells: string[] = [];
  cells[index] = cell;
  const matched = derived ? matchValue(derived, joinedText(derived, cells)) : cell;
  // A list in a cell is read value by value when it is sent; it is not checked here.
  if (matched === null || matched === '' || (field.shape === 'list' && matched[0] === '[')) return undefined;
  if (field.hashed && isSha256(matched)) return undefined;
  const value = cleanedText(field, derived?.read, matched, trial);
  // The hash of an empty text identifies no one.
  if (field.hashed && value === '') trial.error('nothing_left');
  return value === undefined || trial.hasError ? trial.firstCode : undefined;
}

function mostFrequent(codes: readonly string[]): string | undefined {
  const [most] = [...Map.groupBy(codes, (code) => code)].toSorted(([, a], [, b]) => b.length - a.length);
  return most?.[0];
}

/** An approximation: browsers have no parser for IP addresses. */
function isIp(text: string): boolean {
  return /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text) || /^[\da-f]*:[\da-f:.]+$/i.test(text);
}
