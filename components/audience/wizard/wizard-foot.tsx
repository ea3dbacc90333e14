import { ArrowRight, Play, Save } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SheetFoot } from '#components/layout/sheet.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { nextStep, previousStep, type WizardStep } from './wizard-steps.ts';

export interface WizardFootProps {
  step: WizardStep;
  isNew: boolean;
  /** Whether saving also starts a build. */
  buildsNow: boolean;
  isBusy: boolean;
  onStep: (step: WizardStep) => void;
  onCancel: () => void;
  /** Continues with the next step, or saves in the last one. */
  onContinue: () => void;
}

/** Leads to the steps before and after. */
export function WizardFoot({ step, isNew, buildsNow, isBusy, onStep, onCancel, onContinue }: WizardFootProps) {
  const t = useTranslations('parent-segments.wizard');
  const next = nextStep(step);
  const previous = previousStep(step);
  const saveIcon = buildsNow ? <Play aria-hidden /> : <Save aria-hidden />;
  return (
    <SheetFoot>
      {previous ? (
        <Button onClick={() => onStep(previous)}>{t('back')}</Button>
      ) : (
        <Button onClick={onCancel}>{t('cancel')}</Button>
      )}
      <Button
        variant="primary"
        className="wide:ml-auto"
        busy={isBusy}
        icon={next ? undefined : saveIcon}
        onClick={onContinue}
      >
        {next ? t(`next.${next}`) : t(saveKey(isNew, buildsNow))}
        {next && <ArrowRight aria-hidden />}
      </Button>
    </SheetFoot>
  );
}

function saveKey(isNew: boolean, buildsNow: boolean) {
  if (isNew) return buildsNow ? 'createAndBuild' : 'create';
  return buildsNow ? 'saveAndBuild' : 'save';
}
