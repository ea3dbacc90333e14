import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import type { MatchableColumn, MatchableValue } from '#lib/core/matching/matchable-columns.ts';
import type { ValueMatch } from './use-value-matches.ts';
import { type SuggestedValue, suggestionFor } from './use-value-suggestions.ts';

export interface MeaningQuestionProps {
  column: MatchableColumn;
  /** What the values mean if a yes in the column is a yes in the field. */
  meanings: readonly SuggestedValue[];
  matchOf: (value: MatchableValue) => ValueMatch;
  onAnswer: (choices: readonly (readonly [text: string, to: string | undefined])[]) => void;
}

/**
 * Lets a person choose what a yes in a column means, by the first one that is listed; the column's other values follow
 * from that. Renders nothing if there is no yes.
 */
export function MeaningQuestion({ column, meanings, matchOf, onAnswer }: MeaningQuestionProps) {
  const t = useTranslations('exports.match.meaning');
  const { field, values } = column;
  const allowed = field.matchValues ?? [];
  const [yesOfField] = allowed;
  const meaningOf = (text: string) => suggestionFor(meanings, column, text);
  const yes = values?.find(({ text }) => meaningOf(text) === yesOfField);
  if (!values || !yes) return null;
  const answer = (to: string) => {
    const opposite = allowed.find((value) => value !== to);
    onAnswer(
      values.flatMap(({ text }) => {
        const meaning = meaningOf(text);
        return meaning == null ? [] : [[text, meaning === yesOfField ? to : opposite] as const];
      }),
    );
  };
  const params = { value: yes.text, column: column.column };
  const code = (chunks: ReactNode) => <code className="[overflow-wrap:anywhere]">{chunks}</code>;
  return (
    <div className="grid justify-items-start gap-2 py-2 text-sm">
      <p>
        {t.rich('ask', { ...params, code })} <span className="text-text-muted">{t('help')}</span>
      </p>
      <Segmented
        label={t('question', params)}
        value={matchOf(yes) ?? ''}
        options={allowed.map((value) => ({ value, label: t(`${field.name}.${value}` as never) }))}
        onValueChange={answer}
      />
    </div>
  );
}
