import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ExportMapping } from '#components/export-steps/export-mapping.ts';
import { useUnitText } from '#components/export-steps/use-unit-text.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import type { PlaceHint } from '#lib/core/matching/place-hint.ts';
import type { UnitQuestion } from '#lib/core/matching/unit-questions.ts';
import { UnitsDialog } from '../units/units-dialog.tsx';
import { RequirementLine } from './requirement-line.tsx';
import { RequirementSection } from './requirement-section.tsx';

interface UnitRequirementsProps extends Pick<ExportMapping, 'answer'> {
  questions: readonly UnitQuestion[];
  place: PlaceHint | undefined;
}

/** What the file does not say about its values. */
export function UnitRequirements({ questions, place, answer }: UnitRequirementsProps) {
  const t = useTranslations('exports.match');
  const unitText = useUnitText();
  const [isAsking, setAsking] = useState(false);
  if (questions.length === 0) return null;
  return (
    <>
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
      {isAsking && <UnitsDialog questions={questions} place={place} answer={answer} onClose={() => setAsking(false)} />}
    </>
  );
}
