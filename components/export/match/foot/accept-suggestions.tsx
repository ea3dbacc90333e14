import { Sparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import type { MatchableColumn } from '#lib/core/matching/matchable-columns.ts';
import type { PlaceHint } from '#lib/core/matching/place-hint.ts';
import type { UnitQuestion } from '#lib/core/matching/unit-questions.ts';
import { type Mapping, targetsOf, type Units } from '#lib/core/record/field-target.ts';
import { valueKey } from '#lib/core/record/source-text.ts';
import { proposalOf } from '../units/units-dialog.tsx';
import type { SuggestedValue } from '../values/use-value-suggestions.ts';

export interface AcceptSuggestionsProps extends Pick<ExportMapping, 'mapping' | 'accept'> {
  matchable: readonly MatchableColumn[];
  /** Undefined while they are looked up. */
  suggestions: readonly SuggestedValue[] | undefined;
  questions: readonly UnitQuestion[];
  place: PlaceHint | undefined;
}

/**
 * Accepts all suggestions for open values and open questions at once; the list beside the table then shows them.
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
  const changes = matchable.flatMap(({ column, at }) => {
    const ofColumn = suggestions.filter((each) => each.column === column && each.at === at);
    return ofColumn.length === 0 ? [] : { column, at, change: { values: withSuggested(mapping, ofColumn) } };
  });
  const count = answers.length + changes.reduce((sum, { change }) => sum + change.values.count, 0);
  if (count === 0) return null;
  const acceptAll = () =>
    accept(
      changes.map(({ change, ...at }) => ({ ...at, change: { values: change.values.all } })),
      Object.fromEntries(answers) as Units,
    );
  return (
    <Button icon={<Sparkles aria-hidden />} onClick={acceptAll}>
      {t('useSuggestions', { count })}
    </Button>
  );
}

/** `Kauf` and `KAUF` are one value. */
function withSuggested(mapping: Mapping, suggested: readonly SuggestedValue[]) {
  const [{ column, at } = { column: '', at: 0 }] = suggested;
  const before = targetsOf(mapping[column] ?? column)[at]?.values ?? {};
  const added = [...new Map(suggested.map((each) => [valueKey(each.text), each])).values()];
  return { all: { ...before, ...Object.fromEntries(added.map(({ text, to }) => [text, to])) }, count: added.length };
}
