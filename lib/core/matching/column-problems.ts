import { type Repair, repairCell } from '../connector/repair.ts';
import { isSha256, normalForm } from '../record/clean.ts';
import type { Cell, FieldSpec } from '../record/field.ts';
import type { Plan, PlannedColumn } from '../record/plan.ts';
import { joinedText, matchValue } from '../record/source-text.ts';
import { type ColumnProfile, type FileProfile, textsOf } from './column-profile.ts';

/**
 * Why a column probably feeds the wrong field. unreadable: of its values that were checked, the field's rule can use none. same: every
 * record has the same value, and those of the field differ.
 */
export type ColumnProblem = Unreadable | { readonly kind: 'same'; readonly field: FieldSpec; readonly records: number };

export interface Unreadable {
  readonly kind: 'unreadable';
  readonly field: FieldSpec;
  /** Different values that were checked, and whether these are all. */
  readonly checked: number;
  readonly isAll: boolean;
  /** The issue that most of them have. */
  readonly code: string;
}

/** Fewer records may well be of one person. */
const MIN_SAME = 20;

export interface ProblemOptions {
  /** Unix seconds. */
  readonly now: number;
  /** Columns with a question that decides how they are read. */
  readonly asked: ReadonlySet<string>;
}

/** The columns that probably feed the wrong field. Words are left to `matchableColumns`, and joined columns cannot be judged alone. */
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
      const problem = sameIn(planned, profile) ?? unreadableIn(planned, profile, options);
      return problem ? [[planned.column, problem] as const] : [];
    }),
  );
}

function sameIn({ field }: PlannedColumn, { distinct, isMore, filled }: ColumnProfile): ColumnProblem | undefined {
  const isSame = field.varies && distinct === 1 && !isMore && filled >= MIN_SAME;
  return isSame ? { kind: 'same', field, records: filled } : undefined;
}

function unreadableIn(
  planned: PlannedColumn,
  profile: ColumnProfile,
  { now, asked }: ProblemOptions,
): ColumnProblem | undefined {
  const { column, field } = planned;
  if (field.matchValues || asked.has(column)) return undefined;
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

/** The columns that are right although none of their values can be read as they are: a safe repair makes one of them readable. */
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

/** Why a field cannot use a text; undefined if it can, or if the mapping says what becomes of it. */
function codeOf({ field, index, derived }: PlannedColumn, cell: string, now: number): string | undefined {
  const issues = new FirstIssue(now);
  const cells: string[] = [];
  cells[index] = cell;
  const matched = derived ? matchValue(derived, joinedText(derived, cells)) : cell;
  // A list in a cell is read value by value.
  if (matched === null || matched === '' || (field.shape === 'list' && matched[0] === '[')) return undefined;
  if (field.hashed && isSha256(matched)) return undefined;
  const text = derived?.read ? derived.read(matched, issues, () => undefined) : matched;
  const value = text === undefined ? undefined : field.clean(field.hashed ? normalForm(text) : text, issues);
  // The hash of nothing identifies nobody.
  if (field.hashed && value === '') issues.error('nothing_left');
  return value === undefined || issues.hasError ? issues.code : undefined;
}

function mostFrequent(codes: readonly string[]): string | undefined {
  const [most] = [...Map.groupBy(codes, (code) => code)].toSorted(([, a], [, b]) => b.length - a.length);
  return most?.[0];
}

/** As far as a browser can tell. */
function isIp(text: string): boolean {
  return /^(?:\d{1,3}\.){3}\d{1,3}$/.test(text) || /^[\da-f]*:[\da-f:.]+$/i.test(text);
}

/** What a rule reports first. */
class FirstIssue implements Cell {
  readonly now: number;
  code: string | undefined;
  hasError = false;

  constructor(now: number) {
    this.now = now;
  }

  error(code: string): undefined {
    if (!this.hasError) this.code = code;
    this.hasError = true;
  }

  warn(code: string): void {
    this.code ??= code;
  }

  isIp(text: string): boolean {
    return isIp(text);
  }
}
