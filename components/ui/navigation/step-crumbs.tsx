import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { StepNumber, type StepState } from './step-number.tsx';

/** The steps of a dialog, on one line. */
export function StepCrumbs({ steps }: { steps: readonly { label: string; state: StepState }[] }) {
  const t = useTranslations('shell.kit');
  return (
    <ol aria-label={t('steps')} className="flex items-center gap-2 text-sm text-text-muted">
      {steps.map((step, index) => (
        <li
          key={step.label}
          aria-current={step.state === 'current' ? 'step' : undefined}
          className={clsx('flex items-center gap-2', step.state === 'current' && 'font-semibold text-text')}
        >
          {index > 0 && <ChevronRight aria-hidden className="size-4" />}
          <StepNumber number={index + 1} state={step.state} small />
          {step.label}
          {step.state === 'done' && <span className="sr-only">, {t('stepDone')}</span>}
        </li>
      ))}
    </ol>
  );
}
