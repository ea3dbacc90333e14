import { Sparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import type { MatchableColumn } from '#lib/core/matching/matchable-columns.ts';
import type { PlaceHint } from '#lib/core/matching/place-hint.ts';
import type { UnitQuestion } from '#lib/core/matching/unit-questions.ts';
import { targetsOf, type Units } from '#lib/core/record/field-target.ts';
import { valueKey } from '#lib/core/record/source-text.ts';
import { proposalOf } from '../units/units-dialog.tsx';
import type { SuggestedValue } from '../values/use-value-suggestions.ts';

export interface AcceptSuggestionsProps extends Pick<ExportMapping, 'mapping' | 'accept'> {
  matchable: readonly MatchableColumn[];
  /** Undefined until they are known. */
  suggestions: readonly SuggestedValue[] | undefined;
  questions: readonly UnitQuestion[];
  place: PlaceHint | undefined;
}

/**
 * Accepts all suggestions for open values and questions at once. The requirements beside the table then show the
 * answers.
 */
export function AcceptSuggestions({
  matchable,
  suggestions,
  questions,
  place,
  mapping,
  accept,
}: AcceptSuggestionsProps) {
  const t = useTranslations('exports.match');
  if (!suggestions) return null;
  const answers = questions.flatMap((question) => {
    const proposal = question.answer === undefined ? proposalOf(question, place) : undefined;
    return proposal === undefined ? [] : [[question.unit, proposal] as const];
  });
  const columns = matchable.map(({ column, fieldIndex }) => ({
    column,
    fieldIndex,
    added: addedValues(suggestions, column, fieldIndex),
  }));
  const count = answers.length + columns.reduce((sum, { added }) => sum + added.length, 0);
  if (count === 0) return null;
  const acceptAll = () => {
    const changes = columns.flatMap(({ column, fieldIndex, added }) => {
      if (added.length === 0) return [];
      const before = targetsOf(mapping[column] ?? column)[fieldIndex]?.values ?? {};
      const values = { ...before, ...Object.fromEntries(added.map(({ text, to }) => [text, to])) };
      return { column, fieldIndex, change: { values } };
    });
    accept(changes, Object.fromEntries(answers) as Units);
  };
  return (
    <Button icon={<Sparkles aria-hidden />} onClick={acceptAll}>
      {t('useSuggestions', { count })}
    </Button>
  );
}

/** The suggestions for one of a column's fields, one for each value: `Kauf` and `KAUF` are the same value. */
function addedValues(
  suggestions: readonly SuggestedValue[],
  column: string,
  fieldIndex: number,
): readonly SuggestedValue[] {
  const ofField = suggestions.filter(
    (suggestion) => suggestion.column === column && suggestion.fieldIndex === fieldIndex,
  );
  return [...new Map(ofField.map((suggestion) => [valueKey(suggestion.text), suggestion])).values()];
}
