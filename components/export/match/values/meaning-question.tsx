import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import type { MatchableColumn } from '#lib/core/matching/matchable-columns.ts';

export interface MeaningQuestionProps {
  column: MatchableColumn;
  /** A value for yes, as written in the file. */
  yes: string;
  /** What it means for the field; undefined until it is answered. */
  answer: string | undefined;
  onAnswer: (to: string) => void;
}

/** Lets a person choose what a yes in a column means; the other values follow from it. */
export function MeaningQuestion({ column: { column, field }, yes, answer, onAnswer }: MeaningQuestionProps) {
  const t = useTranslations('exports.match.meaning');
  const code = (chunks: ReactNode) => <code className="[overflow-wrap:anywhere]">{chunks}</code>;
  const question = t('question', { value: yes, column });
  return (
    <div className="grid justify-items-start gap-2 py-2 text-sm">
      <p>
        {t.rich('ask', { value: yes, column, code })} <span className="text-text-muted">{t('help')}</span>
      </p>
      <Segmented
        label={question}
        value={answer ?? ''}
        options={(field.matchValues ?? []).map((value) => ({
          value,
          label: t(`${field.name}.${value}` as never),
        }))}
        onValueChange={onAnswer}
      />
    </div>
  );
}
