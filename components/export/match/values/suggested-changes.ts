import type { TargetChange } from '#components/export-steps/export-mapping.ts';
import { namedTarget } from '#lib/core/matching/mapping.ts';
import type { MatchableColumn } from '#lib/core/matching/matchable-columns.ts';
import { type Mapping, targetsOf } from '#lib/core/record/field-target.ts';
import { valueKey } from '#lib/core/record/source-text.ts';
import type { SuggestedValue } from './use-value-suggestions.ts';

/** A change that accepts the suggestions for one of a column's fields, and how many values it matches. */
export interface SuggestedChange extends TargetChange {
  readonly count: number;
}

/** The changes that accept all suggestions. */
export function suggestedChanges(
  matchable: readonly MatchableColumn[],
  suggestions: readonly SuggestedValue[],
  mapping: Mapping,
): readonly SuggestedChange[] {
  return matchable.flatMap(({ column, fieldIndex }) => {
    const ofField = suggestions.filter((each) => each.column === column && each.fieldIndex === fieldIndex);
    // `Kauf` and `KAUF` are the same value.
    const added = new Map(ofField.map(({ text, to }) => [valueKey(text), [text, to] as const]));
    if (added.size === 0) return [];
    const before = targetsOf(namedTarget(mapping, column))[fieldIndex]?.values ?? {};
    const values = { ...before, ...Object.fromEntries(added.values()) };
    return { column, fieldIndex, change: { values }, count: added.size };
  });
}
