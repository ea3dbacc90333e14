import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useUnitText } from '#components/export-steps/use-unit-text.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { UnitsDialog, type UnitsDialogProps } from '../units/units-dialog.tsx';
import { RequirementLine } from './requirement-line.tsx';
import { RequirementSection } from './requirement-section.tsx';

type UnitRequirementsProps = Omit<UnitsDialogProps, 'onClose'>;

/** What the file does not say about its values. */
export function UnitRequirements(props: UnitRequirementsProps) {
  const t = useTranslations('exports.match');
  const unitText = useUnitText();
  const [isAsking, setAsking] = useState(false);
  const { questions } = props;
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
      {isAsking && <UnitsDialog {...props} onClose={() => setAsking(false)} />}
    </>
  );
}
