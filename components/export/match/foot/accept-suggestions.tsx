import { Sparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import type { MatchableColumn } from '#lib/core/matching/matchable-columns.ts';
import type { PlaceHint } from '#lib/core/matching/place-hint.ts';
import type { UnitQuestion } from '#lib/core/matching/unit-questions.ts';
import type { Units } from '#lib/core/record/field-target.ts';
import { proposalOf } from '../units/units-dialog.tsx';
import { suggestedChanges } from '../values/suggested-changes.ts';
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
  const changes = suggestedChanges(matchable, suggestions, mapping);
  const count = answers.length + changes.reduce((sum, change) => sum + change.count, 0);
  if (count === 0) return null;
  const acceptAll = () => accept(changes, Object.fromEntries(answers) as Units);
  return (
    <Button icon={<Sparkles aria-hidden />} onClick={acceptAll}>
      {t('useSuggestions', { count })}
    </Button>
  );
}
