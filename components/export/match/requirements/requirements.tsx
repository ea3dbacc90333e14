import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { FieldName } from '#components/connector/field-name.tsx';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { useUnitText } from '#components/export-steps/use-unit-text.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { type MatchableColumn, openValues } from '#lib/core/matching/matchable-columns.ts';
import type { UnitQuestion } from '#lib/core/matching/unit-questions.ts';
import type { ColumnSample } from '../match-column.ts';
import { UnitsDialog } from '../units/units-dialog.tsx';
import { RequiredFields } from './required-fields.tsx';
import { RequirementLine } from './requirement-line.tsx';

export interface RequirementsProps extends ExportMapping {
  samples: readonly ColumnSample[];
  /** Columns with words; empty until the file was read. */
  matchable: readonly MatchableColumn[];
  questions: readonly UnitQuestion[];
  onMatchValues: () => void;
}

/** What the review needs: fields, an identifier, matched values, and what the file does not say about its values. */
export function Requirements({ samples, matchable, questions, onMatchValues, ...matching }: RequirementsProps) {
  const t = useTranslations('exports.match');
  const unitText = useUnitText();
  const [isAsking, setAsking] = useState(false);
  const { connector, plan, answer } = matching;
  return (
    <aside className="grid content-start gap-6 border-border p-6 max-xl:border-t xl:border-l max-wide:px-4">
      <section aria-labelledby="match-required">
        <h2 id="match-required" className="mb-2.5 font-semibold text-base tracking-normal">
          {t('required')}
        </h2>
        <ul className="grid gap-3 text-sm">
          {connector.fields
            .filter((field) => field.required)
            .map(({ name }) => (
              <RequiredFields key={name} names={[name]} isNeeded samples={samples} {...matching} />
            ))}
        </ul>
      </section>
      <section aria-labelledby="match-identifiers">
        <h2 id="match-identifiers" className="mb-2.5 font-semibold text-base tracking-normal">
          {t('identifiers')}
        </h2>
        <ul className="grid gap-3 text-sm">
          {connector.identifierSets.map((set) => (
            <RequiredFields key={set.join()} names={set} isNeeded={false} samples={samples} {...matching} plan={plan} />
          ))}
        </ul>
      </section>
      {matchable.length > 0 && (
        <section aria-labelledby="match-words">
          <h2 id="match-words" className="mb-2.5 font-semibold text-base tracking-normal">
            {t('valueMatch.heading')}
          </h2>
          <ul className="grid gap-3 text-sm">
            {matchable.map((column) => (
              <RequirementLine
                key={`${column.column} ${column.at}`}
                state={openValues(column).length > 0 ? 'open' : 'done'}
                note={t('valueMatch.line', {
                  column: column.column,
                  open: openValues(column).length,
                  count: column.values?.length ?? 0,
                })}
              >
                <FieldName code={column.field.name} />
              </RequirementLine>
            ))}
          </ul>
          <Button size="sm" className="mt-3" onClick={onMatchValues}>
            {t('valueMatch.title')}
          </Button>
        </section>
      )}
      {questions.length > 0 && (
        <section aria-labelledby="match-units">
          <h2 id="match-units" className="mb-2.5 font-semibold text-base tracking-normal">
            {t('units.heading')}
          </h2>
          <ul className="grid gap-3 text-sm">
            {questions.map((question) => (
              <RequirementLine
                key={question.unit}
                state={question.answer === undefined ? 'open' : 'done'}
                note={question.answer === undefined ? t(`units.unanswered.${question.unit}`) : unitText(question)}
              >
                {t(`units.names.${question.unit}`)}
              </RequirementLine>
            ))}
          </ul>
          <LinkButton className="mt-2 text-sm" onClick={() => setAsking(true)}>
            {t('units.change')}
          </LinkButton>
          {isAsking && <UnitsDialog questions={questions} answer={answer} onClose={() => setAsking(false)} />}
        </section>
      )}
      <p className="text-text-muted text-xs">{t('hashing')}</p>
    </aside>
  );
}
