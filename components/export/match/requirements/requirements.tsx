import { useTranslations } from 'next-intl';
import { type ReactNode, useId, useState } from 'react';
import { FieldName } from '#components/connector/field-name.tsx';
import { useFieldText } from '#components/connector/use-field-name.ts';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { useUnitText } from '#components/export-steps/use-unit-text.ts';
import { useIssueTitle } from '#components/job/issue-titles.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import type { ColumnProblem } from '#lib/core/matching/column-problems.ts';
import { doubtParams, isOpen, type MatchableColumn, openValues } from '#lib/core/matching/matchable-columns.ts';
import type { PlaceHint } from '#lib/core/matching/place-hint.ts';
import type { UnitQuestion } from '#lib/core/matching/unit-questions.ts';
import type { ColumnNames } from '../column-states.ts';
import type { ColumnSample } from '../match-column.ts';
import { UnitsDialog } from '../units/units-dialog.tsx';
import { RequiredFields } from './required-fields.tsx';
import { RequirementLine } from './requirement-line.tsx';

export interface RequirementsProps extends ExportMapping {
  samples: readonly ColumnSample[];
  /** Columns with words; empty until the file was read. */
  matchable: readonly MatchableColumn[];
  names: ColumnNames;
  problems: ReadonlyMap<string, ColumnProblem>;
  questions: readonly UnitQuestion[];
  place: PlaceHint | undefined;
  onMatchValues: () => void;
}

/** What the review needs: fields, an identifier, matched values, and what the file does not say about its values. */
export function Requirements({
  samples,
  matchable,
  names,
  problems,
  questions,
  place,
  onMatchValues,
  ...matching
}: RequirementsProps) {
  const t = useTranslations('exports.match');
  const unitText = useUnitText();
  const fieldText = useFieldText();
  const titleOf = useIssueTitle();
  const [isAsking, setAsking] = useState(false);
  const { connector, answer } = matching;
  const valuesText = (found: MatchableColumn) => {
    const { column, doubt, values } = found;
    if (found.needsMeaning && isOpen(found)) return t('meaning.line', { column });
    if (doubt) return t('doubt.line', { column, ...doubtParams(doubt) });
    if (!values) return t('valueMatch.manyLine', { column });
    return t('valueMatch.line', { column, open: openValues(found).length, count: values.length });
  };
  const problemText = (problem: ColumnProblem) => {
    const field = fieldText(problem.field.name);
    if (problem.kind === 'same') return t('problems.same', { field, records: problem.records });
    const { checked, isAll, code } = problem;
    return t('problems.unreadable', { field, checked, all: String(isAll), reason: titleOf(code) });
  };
  const doubtful = [...names].flatMap(([column, found]) => (found === 'offer' ? [] : [{ column, found }]));
  return (
    <aside className="grid content-start gap-6 border-border p-6 max-xl:border-t xl:border-l max-wide:px-4">
      <RequirementSection title={t('required')}>
        {connector.fields
          .filter((field) => field.required)
          .map(({ name }) => (
            <RequiredFields key={name} names={[name]} isNeeded samples={samples} {...matching} />
          ))}
      </RequirementSection>
      <RequirementSection title={t('identifiers')}>
        {connector.identifierSets.map((set) => (
          <RequiredFields key={set.join()} names={set} isNeeded={false} samples={samples} {...matching} />
        ))}
      </RequirementSection>
      {matchable.length > 0 && (
        <RequirementSection
          title={t('valueMatch.heading')}
          action={
            <Button size="sm" className="mt-3" onClick={onMatchValues}>
              {t('valueMatch.title')}
            </Button>
          }
        >
          {matchable.map((column) => (
            <RequirementLine
              key={`${column.column} ${column.at}`}
              state={isOpen(column) ? 'open' : 'done'}
              note={valuesText(column)}
            >
              <FieldName code={column.field.name} />
            </RequirementLine>
          ))}
        </RequirementSection>
      )}
      {problems.size > 0 && (
        <RequirementSection title={t('problems.heading')}>
          {[...problems].map(([column, problem]) => (
            <RequirementLine key={column} state="open" note={problemText(problem)}>
              <code className="[overflow-wrap:anywhere]">{column}</code>
            </RequirementLine>
          ))}
        </RequirementSection>
      )}
      {doubtful.length > 0 && (
        <RequirementSection title={t('nameDoubts.heading')}>
          {doubtful.map(({ column, found }) => (
            <RequirementLine key={column} state="open" note={t(`nameDoubts.text.${found}`)}>
              <code className="[overflow-wrap:anywhere]">{column}</code>
            </RequirementLine>
          ))}
        </RequirementSection>
      )}
      {questions.length > 0 && (
        <RequirementSection
          title={t('units.heading')}
          action={
            <LinkButton className="mt-2 text-sm" onClick={() => setAsking(true)}>
              {t('units.change')}
            </LinkButton>
          }
        >
          {questions.map((question) => (
            <RequirementLine
              key={question.unit}
              state={question.answer === undefined ? 'open' : 'done'}
              note={question.answer === undefined ? t(`units.unanswered.${question.unit}`) : unitText(question)}
            >
              {t(`units.names.${question.unit}`)}
            </RequirementLine>
          ))}
        </RequirementSection>
      )}
      {isAsking && <UnitsDialog questions={questions} place={place} answer={answer} onClose={() => setAsking(false)} />}
      <p className="text-text-muted text-xs">{t('hashing')}</p>
    </aside>
  );
}

interface RequirementSectionProps {
  title: string;
  /** Below the lines. */
  action?: ReactNode;
  /** Lines. */
  children: ReactNode;
}

function RequirementSection({ title, action, children }: RequirementSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2.5 font-semibold text-base tracking-normal">
        {title}
      </h2>
      <ul className="grid gap-3 text-sm">{children}</ul>
      {action}
    </section>
  );
}
