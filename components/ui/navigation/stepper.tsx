import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Link } from '#components/ui/navigation/link.tsx';
import { StepNumber, type StepState } from './step-number.tsx';

interface Step {
  key: string;
  label: string;
  state: StepState;
  /** The results of the step, one line each. */
  facts?: readonly ReactNode[];
  /** The link to a finished step. */
  href?: string;
}

export interface StepperProps {
  steps: readonly Step[];
  /** Shows only the numbers, for pages that need the width. */
  slim?: boolean;
}

/** The current step and the results of the previous ones; on phones, a bar for each step. */
export function Stepper({ steps, slim = false }: StepperProps) {
  const t = useTranslations('shell.kit');
  const currentIndex = steps.findIndex((step) => step.state === 'current');
  return (
    <nav aria-label={t('steps')}>
      <p className="wide:hidden mb-2.5 flex justify-between text-sm text-text-muted">
        <b className="text-text">{steps[currentIndex]?.label}</b>
        <span>{t('stepOf', { step: currentIndex + 1, total: steps.length })}</span>
      </p>
      <ol className="wide:grid flex gap-1 wide:gap-0">
        {steps.map((step, index) => (
          <StepRow key={step.key} step={step} number={index + 1} last={index === steps.length - 1} slim={slim} />
        ))}
      </ol>
    </nav>
  );
}

const BARS: Record<StepState, string> = {
  done: 'max-wide:bg-accent/50',
  current: 'max-wide:bg-accent',
  todo: 'max-wide:bg-border-strong',
};

interface StepRowProps {
  step: Step;
  number: number;
  last: boolean;
  slim: boolean;
}

function StepRow({ step, number, last, slim }: StepRowProps) {
  const t = useTranslations('shell.kit');
  const name = step.href ? (
    <Link href={step.href} className="text-inherit">
      {step.label}
    </Link>
  ) : (
    step.label
  );
  return (
    <li
      aria-current={step.state === 'current' ? 'step' : undefined}
      className={clsx(
        'relative wide:grid wide:gap-x-3 max-wide:h-1 max-wide:flex-1 max-wide:rounded-[2px]',
        slim ? 'wide:grid-cols-[1.5rem] wide:pb-6' : 'wide:grid-cols-[1.5rem_1fr] wide:px-2 wide:pb-5',
        step.state === 'done' ? 'text-text' : 'text-text-muted',
        BARS[step.state],
      )}
    >
      {!last && (
        <span
          aria-hidden
          className={clsx(
            'absolute top-7 bottom-1 hidden w-[1.5px] wide:block',
            slim ? 'left-[0.71875rem]' : 'left-[1.21875rem]',
            step.state === 'done' ? 'bg-accent/45' : 'bg-border-strong',
          )}
        />
      )}
      <span className="max-wide:hidden">
        <StepNumber number={number} state={step.state} />
      </span>
      <span className={clsx('min-w-0 max-wide:sr-only', slim && 'sr-only')}>
        <span className={clsx('block font-medium leading-6', step.state === 'current' && 'font-semibold text-accent')}>
          {name}
          {step.state === 'done' && <span className="sr-only">, {t('stepDone')}</span>}
        </span>
        {step.facts?.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a step have no other identity
          <span key={index} className="block text-text-faint text-xs [overflow-wrap:anywhere]">
            {fact}
          </span>
        ))}
      </span>
    </li>
  );
}
