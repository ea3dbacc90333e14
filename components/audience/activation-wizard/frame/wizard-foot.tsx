import { ArrowRight, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { SheetFoot } from '#components/layout/sheet.tsx';
import { Button } from '#components/ui/buttons/button.tsx';
import { useFindings } from '../compatibility/use-findings.tsx';
import { useWizard } from '../wizard-context.ts';
import { stepAfter, stepBefore, type WizardStep } from '../wizard-steps.ts';

export interface WizardFootProps {
  step: WizardStep;
  busy: 'save' | 'run' | 'leave' | null;
  onCancel: () => void;
  onStep: (step: WizardStep) => void;
  onContinue: () => void;
  /** Saves and runs the activation. `hasErrors`: the run has a known error. */
  onRun: (hasErrors: boolean) => void;
}

export function WizardFoot({ step, busy, onCancel, onStep, onContinue, onRun }: WizardFootProps) {
  const t = useTranslations('activation-wizard');
  const { use } = useWizard().start;
  const { errors } = useFindings();
  const before = stepBefore(step);
  const next = stepAfter(step);
  const isIdle = busy === null;
  return (
    <SheetFoot>
      {before ? (
        <Button onClick={() => onStep(before)}>{t('back')}</Button>
      ) : (
        <Button onClick={onCancel}>{t('cancel')}</Button>
      )}
      {step === 'mapping' && <FindingCount />}
      <span className="wide:ml-auto max-wide:hidden" />
      {!next && use !== 'edit' && (
        <Button
          busy={busy === 'run'}
          icon={<Play aria-hidden />}
          onClick={() => isIdle && onRun(errors.length > 0)}
          className="max-wide:order-last max-wide:basis-full"
        >
          {t('createAndRun')}
        </Button>
      )}
      <Button variant="primary" busy={busy === 'save'} onClick={() => isIdle && onContinue()}>
        {next ? t(`next.${next}`) : t(use === 'edit' ? 'save' : 'create')}
        {next && <ArrowRight aria-hidden />}
      </Button>
    </SheetFoot>
  );
}

/** The number of errors and warnings; none of them prevents the next step. */
function FindingCount() {
  const t = useTranslations('activation-wizard.compatibility');
  const { openCount } = useFindings();
  if (openCount === 0) return null;
  return <span className="text-text-muted text-xs max-wide:hidden">{t('canContinue', { count: openCount })}</span>;
}
