import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Num } from '../text/num.tsx';
import { OutcomeMark } from './outcome-mark.tsx';
import type { OutcomeKey } from './outcome-style.ts';

export interface FunnelStep {
  key: string;
  label: string;
  value: number;
  /** What was dropped before this step. */
  note?: ReactNode;
  noteOutcome?: OutcomeKey;
}

/** The amounts left after each step, with the last one emphasized. */
export function Funnel({ steps }: { steps: readonly FunnelStep[] }) {
  return (
    <dl className="grid wide:grid-cols-4 grid-cols-2 max-wide:gap-y-4">
      {steps.map((step, index) => (
        <div
          key={step.key}
          className={clsx(
            'grid min-w-0 content-start gap-1 border-border border-l px-6 max-wide:px-4',
            'first:border-0 first:pl-0 max-wide:odd:border-0 max-wide:odd:pl-0',
          )}
        >
          <dt className="font-medium text-sm text-text-muted">{step.label}</dt>
          <dd
            className={clsx(
              'font-semibold text-2xl tracking-tight max-wide:text-[1.5rem] max-wide:leading-7.5',
              index === steps.length - 1 && 'text-accent',
            )}
          >
            <Num value={step.value} />
          </dd>
          {step.note && (
            <dd className="flex items-center gap-1.5 text-text-muted text-xs">
              {step.noteOutcome && <OutcomeMark outcome={step.noteOutcome} />}
              {step.note}
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
