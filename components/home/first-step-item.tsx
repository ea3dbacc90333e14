import { clsx } from 'clsx';
import { useTranslations } from 'next-intl';
import { StepNumber, type StepState } from '#components/ui/navigation/step-number.tsx';
import { FIRST_STEPS, type FirstStep } from '#lib/core/view/first-step.ts';
import { FirstStepActions, type FirstStepActionsProps } from './first-step-actions.tsx';

/** One of the first steps: its result, or what it is for and its actions. */
export function FirstStepItem({ step, isCurrent, ...actions }: FirstStepActionsProps) {
  const t = useTranslations('home.first');
  const kit = useTranslations('shell.kit');
  const { stepsTaken } = actions.home;
  const openState: StepState = isCurrent ? 'current' : 'todo';
  const state = stepsTaken.includes(step) ? 'done' : openState;
  return (
    <li
      aria-current={isCurrent ? 'step' : undefined}
      className={clsx(
        'relative grid content-start gap-3 text-text-muted max-wide:grid-cols-[1.5rem_minmax(0,1fr)]',
        isCurrent ? 'wide:flex-[1.45]' : 'wide:flex-1',
        "wide:before:absolute wide:before:top-3 wide:before:-right-4 wide:before:left-8 wide:before:h-[1.5px] wide:before:content-[''] wide:last:before:hidden",
        state === 'done' ? 'wide:before:bg-accent/45' : 'wide:before:bg-border-strong',
      )}
    >
      <StepNumber number={FIRST_STEPS.indexOf(step) + 1} state={state} />
      <div className="min-w-0">
        <h3 className={clsx('font-semibold text-base tracking-normal', state !== 'todo' && 'text-text')}>
          {t(`steps.${step}`)}
          {state === 'done' && <span className="sr-only">, {kit('stepDone')}</span>}
        </h3>
        <p className="text-pretty text-xs [overflow-wrap:anywhere]">
          {state === 'done' ? <StepResult step={step} home={actions.home} /> : t(`texts.${step}`)}
        </p>
        {state !== 'done' && <FirstStepActions step={step} isCurrent={isCurrent} {...actions} />}
      </div>
    </li>
  );
}

function StepResult({ step, home }: { step: FirstStep; home: FirstStepActionsProps['home'] }) {
  const t = useTranslations('home.first.taken');
  if (step === 'authentication') return home.authentication && t(step, home.authentication);
  if (step === 'upload' && home.fileName !== null) return home.fileName;
  return t(step);
}
