import { isMissing } from '../record/clean.ts';
import { hasOtherMeaning, isAccepted } from '../record/derivation.ts';
import type { FieldSpec } from '../record/field.ts';
import { type Mapping, targetsOf } from '../record/field-target.ts';
import { nameKey } from '../record/name-key.ts';
import { columnName, type Plan, type PlannedColumn } from '../record/plan.ts';
import { type Derivation, joinedText, valueKey } from '../record/source-text.ts';
import type { ColumnProfile, CountedValue, FileProfile } from './column-profile.ts';

/** A value of a column whose field has a fixed set of values. */
export interface MatchableValue {
  readonly text: string;
  readonly records: number;
  /**
   * allowed: the field's rule accepts it as it is. open: it has no match, and its records are invalid, or its meaning
   * is in doubt although the rule accepts it.
   */
  readonly state: 'allowed' | 'matched' | 'open';
  /** Null leaves its records out; undefined unless it is matched. */
  readonly to: string | null | undefined;
}

export interface MatchableColumn {
  readonly column: string;
  /** The position of the field among the fields of the column. */
  readonly at: number;
  readonly field: FieldSpec;
  /** Open values first, then by number of records; null if there are too many to match one by one. */
  readonly values: readonly MatchableValue[] | null;
  /** Whether a person has to confirm what its words for yes and no mean. */
  readonly needsMeaning: boolean;
  /** Whether these words cannot be confirmed, because they are neither listed nor matched. */
  readonly isUnconfirmable: boolean;
  /** Set if this is probably not the right column, because the field accepts few of its most frequent values. */
  readonly mismatch: ValueMismatch | undefined;
}

interface ColumnValues {
  readonly field: FieldSpec;
  readonly values: readonly Pick<MatchableValue, 'text' | 'to'>[] | null;
}

export interface ValueMismatch {
  readonly checked: number;
  readonly allowed: number;
  /** Whether all values of the column were checked. */
  readonly isAll: boolean;
}

const ORDER = { open: 0, matched: 1, allowed: 2 } as const;

/**
 * The columns whose values can be matched, with the state of each value. Joined values cannot be listed: such a column,
 * or one with too many values to split, is included only if its words for yes and no have to be confirmed.
 */
export function matchableColumns(plan: Plan, mapping: Mapping, { columns }: FileProfile): readonly MatchableColumn[] {
  return plan.columns.flatMap(({ column, field, suffix, constant, derived }) => {
    if (constant !== undefined || !field.matchValues) return [];
    const targets = targetsOf(mapping[column] ?? column);
    const at = targets.findIndex((target) => nameKey(target.field) === columnName(field, suffix));
    const profile = columns.find((each) => each.column === column);
    const isWhole = !derived || (derived.indexes.length === 1 && derived.part === undefined);
    const counted = profile ? countedTexts(profile, derived) : null;
    const matched = derived?.values;
    const isAmbiguous = mayNeedMeaning({ derived });
    if (!isWhole && counted === null && !isAmbiguous) return [];
    const matchedValues = counted?.map((value) => ({ ...value, to: matched?.get(valueKey(value.text)) })) ?? null;
    const isClear = (text: string) => !isAmbiguous && !isDoubtful({ field, values: matchedValues }, text);
    const values = matchedValues?.map(({ text, records, to }): MatchableValue => {
      const state = to !== undefined ? 'matched' : isClear(text) && isAccepted(field, text) ? 'allowed' : 'open';
      return { text, records, state, to };
    });
    const sorted = values?.toSorted((a, b) => ORDER[a.state] - ORDER[b.state] || b.records - a.records);
    const mismatch = profile && isWhole && !matched ? mismatchOf(profile, field) : undefined;
    const isUnconfirmable = isAmbiguous && profile !== undefined && counted === null && !matched;
    if (at < 0) return [];
    return { column, at, field, values: sorted ?? null, needsMeaning: isAmbiguous, isUnconfirmable, mismatch };
  });
}

/** The texts that the values of a column become before they are matched; null if they cannot be listed. */
function countedTexts({ values }: ColumnProfile, derived: Derivation | undefined): readonly CountedValue[] | null {
  if (!derived || !values) return values;
  const { indexes, separator, part } = derived;
  if (indexes.length > 1) return null;
  const counts = new Map<string, number>();
  for (const { text, records } of values) {
    const own = joinedText({ indexes: [0], separator, part }, [text]);
    if (!isMissing(own)) counts.set(own, (counts.get(own) ?? 0) + records);
  }
  return [...counts].map(([text, records]) => ({ text, records }));
}

/** Whether another value of the same column gives this value an unusual meaning. */
export function isDoubtful({ field, values }: ColumnValues, text: string): boolean {
  const find = (word: string) => values?.find((each) => valueKey(each.text) === word);
  return hasOtherMeaning(field, text, {
    isInColumn: (word) => find(word) !== undefined,
    isMatched: (word) => find(word)?.to !== undefined,
  });
}

/** The mismatch of a column with many values, if the field does not accept most of them. */
function mismatchOf({ checked, distinct, hasMore }: ColumnProfile, { name }: FieldSpec): ValueMismatch | undefined {
  const allowed = checked?.accepted[name];
  if (!checked || allowed === undefined || allowed * 2 >= checked.checkedCount) return undefined;
  return { checked: checked.checkedCount, allowed, isAll: !hasMore && checked.checkedCount === distinct };
}

/** The parameters of texts about a mismatch. */
export function mismatchParams({ checked, allowed, isAll }: ValueMismatch) {
  return { checked, allowed, all: String(isAll) };
}

/** Whether a person has to decide something about the values of a column. */
export function isOpen(column: MatchableColumn): boolean {
  return column.mismatch !== undefined || column.isUnconfirmable || openValues(column).length > 0;
}

/** Whether any word of a column may have to be confirmed, however rare it is. */
export function mayNeedMeaning({ derived }: Pick<PlannedColumn, 'derived'>): boolean {
  return derived !== undefined && (derived.isAmbiguous || derived.mayInvert);
}

/** The columns with words whose meaning has to be confirmed before a file is reviewed or sent. */
export function unconfirmedColumns(columns: readonly MatchableColumn[]): readonly MatchableColumn[] {
  return columns.filter((column) => (column.needsMeaning && isOpen(column)) || hasDoubtfulValues(column));
}

/** Whether a column's other values give some of its open values an unusual meaning. */
export function hasDoubtfulValues(column: MatchableColumn): boolean {
  return openValues(column).some(({ text }) => isDoubtful(column, text));
}

export function openValues({ values }: MatchableColumn): readonly MatchableValue[] {
  return values?.filter(({ state }) => state === 'open') ?? [];
}
