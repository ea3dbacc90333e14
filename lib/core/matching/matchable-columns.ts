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
   * allowed: the field's rule accepts the value as it is. matched: `to` is used instead. open: the value is not
   * matched, and the rule does not accept it or its meaning is in doubt.
   */
  readonly state: 'allowed' | 'matched' | 'open';
  /** What it is matched to: null leaves its records out; undefined if it is not matched. */
  readonly to: string | null | undefined;
}

export interface MatchableColumn {
  readonly column: string;
  /** The index of the field among the fields of the column. */
  readonly fieldIndex: number;
  readonly field: FieldSpec;
  /** Open values first, then by number of records; null if there are too many to match one by one. */
  readonly values: readonly MatchableValue[] | null;
  /** Whether a person has to confirm what its words for yes and no mean. */
  readonly needsMeaning: boolean;
  /** Whether its words for yes and no cannot be confirmed, because they are neither listed nor matched. */
  readonly isUnconfirmable: boolean;
  /** Set if the column is probably the wrong one, because the field accepts few of its most frequent values. */
  readonly mismatch: ValueMismatch | undefined;
}

/** The values of a column for a field, as far as they are listed. */
interface ColumnValues {
  readonly field: FieldSpec;
  readonly values: readonly Pick<MatchableValue, 'text' | 'to'>[] | null;
}

/** How few of a column's values a field accepts. */
export interface ValueMismatch {
  /** How many distinct values were checked. */
  readonly checked: number;
  /** How many of these the field accepts. */
  readonly allowed: number;
  /** Whether all values of the column were checked. */
  readonly areAllChecked: boolean;
}

/** The order in which a person sees values. Those that need a decision come first. */
const STATE_ORDER = { open: 0, matched: 1, allowed: 2 } as const;

/**
 * The columns whose values can be matched, with the state of each value. Joined values, and values that are too many to
 * split, cannot be listed: their columns are included only if words for yes and no have to be confirmed.
 */
export function matchableColumns(plan: Plan, mapping: Mapping, { columns }: FileProfile): readonly MatchableColumn[] {
  return plan.columns.flatMap((planned) => {
    const profile = columns.find(({ column }) => column === planned.column);
    return matchableColumn(planned, mapping, profile) ?? [];
  });
}

function matchableColumn(
  planned: PlannedColumn,
  mapping: Mapping,
  profile: ColumnProfile | undefined,
): MatchableColumn | undefined {
  const { column, field, suffix, constant, derived } = planned;
  if (constant !== undefined || !field.matchValues) return undefined;
  // A column that the mapping does not name feeds the field of its own name.
  const targets = targetsOf(mapping[column] ?? column);
  const fieldIndex = targets.findIndex((target) => nameKey(target.field) === columnName(field, suffix));
  if (fieldIndex === -1) return undefined;
  const needsMeaning = columnNeedsMeaning(planned);
  const counted = profile ? countedTexts(profile, derived) : null;
  const isWholeCell = !derived || (derived.indexes.length === 1 && derived.part === undefined);
  if (!isWholeCell && counted === null && !needsMeaning) return undefined;
  const isMatched = derived?.values !== undefined;
  return {
    column,
    fieldIndex,
    field,
    values: counted && matchableValues(planned, counted),
    needsMeaning,
    isUnconfirmable: needsMeaning && profile !== undefined && counted === null && !isMatched,
    mismatch: profile && isWholeCell && !isMatched ? mismatchOf(profile, field) : undefined,
  };
}

/** The values of a column with their states, in the order in which a person sees them. */
function matchableValues(planned: PlannedColumn, counted: readonly CountedValue[]): readonly MatchableValue[] {
  const { field, derived } = planned;
  const valuesWithMatch = counted.map(({ text, records }) => ({
    text,
    records,
    to: derived?.values?.get(valueKey(text)),
  }));
  const needsMeaning = columnNeedsMeaning(planned);
  const isAllowed = (text: string) =>
    !needsMeaning && !isDoubtful({ field, values: valuesWithMatch }, text) && isAccepted(field, text);
  const stateOf = ({ text, to }: Pick<MatchableValue, 'text' | 'to'>) => {
    if (to !== undefined) return 'matched';
    return isAllowed(text) ? 'allowed' : 'open';
  };
  const values = valuesWithMatch.map(
    (value): MatchableValue => ({
      text: value.text,
      records: value.records,
      state: stateOf(value),
      to: value.to,
    }),
  );
  return values.toSorted((a, b) => STATE_ORDER[a.state] - STATE_ORDER[b.state] || b.records - a.records);
}

/** The texts to be matched: the values of a column, or parts of them. Null if these cannot be listed. */
function countedTexts({ values }: ColumnProfile, derived: Derivation | undefined): readonly CountedValue[] | null {
  if (!derived || !values) return values;
  const { indexes, separator, part } = derived;
  if (indexes.length > 1) return null;
  const counts = new Map<string, number>();
  for (const { text, records } of values) {
    const partText = joinedText({ indexes: [0], separator, part }, [text]);
    if (!isMissing(partText)) counts.set(partText, (counts.get(partText) ?? 0) + records);
  }
  return [...counts].map(([text, records]) => ({ text, records }));
}

/** Whether other values of the same column give this one an unusual meaning. */
export function isDoubtful({ field, values }: ColumnValues, text: string): boolean {
  const find = (word: string) => values?.find((value) => valueKey(value.text) === word);
  return hasOtherMeaning(field, text, {
    isInColumn: (word) => find(word) !== undefined,
    isMatched: (word) => find(word)?.to !== undefined,
  });
}

/** The mismatch of a column with many values, if the field accepts fewer than half of the checked ones. */
function mismatchOf({ checked, distinct, hasMore }: ColumnProfile, { name }: FieldSpec): ValueMismatch | undefined {
  const allowed = checked?.accepted[name];
  if (!checked || allowed === undefined || allowed * 2 >= checked.checkedCount) return undefined;
  return { checked: checked.checkedCount, allowed, areAllChecked: !hasMore && checked.checkedCount === distinct };
}

/** The parameters of texts about a mismatch. */
export function mismatchParams({ checked, allowed, areAllChecked }: ValueMismatch) {
  return { checked, allowed, all: String(areAllChecked) };
}

/** Whether a person has to decide something about the values of a column. */
export function isOpen(column: MatchableColumn): boolean {
  return column.mismatch !== undefined || column.isUnconfirmable || openValues(column).length > 0;
}

/** Whether a person has to confirm what the words for yes and no in a column mean. */
export function columnNeedsMeaning({ derived }: Pick<PlannedColumn, 'derived'>): boolean {
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
