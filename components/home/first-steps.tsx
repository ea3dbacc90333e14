'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/buttons/button.tsx';
import { FIRST_STEPS } from '#lib/core/view/first-step.ts';
import type { HomeView } from '#lib/core/view/home-view.ts';
import { FirstStepItem } from './first-step-item.tsx';
import { saveFirstStepsPreference } from './first-steps-preference.ts';
import type { LoadSample } from './sample-button.tsx';

export interface FirstStepsProps {
  home: HomeView;
  /** The path for creating an authentication. */
  createHref: string;
  loadSample: LoadSample;
  initiallyShown: boolean;
  /** Another way to begin, below the steps. */
  children?: ReactNode;
}

/** The steps to the first real event, shown until that event, or until hidden. */
export function FirstSteps({ home, initiallyShown, children, ...actions }: FirstStepsProps) {
  const t = useTranslations('home.first');
  const [shown, setShown] = useState(initiallyShown);
  const show = (next: boolean) => {
    setShown(next);
    saveFirstStepsPreference(next);
  };
  const current = FIRST_STEPS.find((step) => !home.stepsTaken.includes(step));
  if (!shown)
    return (
      <div>
        <Button variant="quiet" size="sm" onClick={() => show(true)}>
          {t('show')}
        </Button>
      </div>
    );
  return (
    <section
      aria-labelledby="first-steps"
      className="grid gap-7 rounded-dialog border border-border bg-surface-sunken px-8 pt-7 pb-8 max-wide:px-4 max-wide:py-5"
    >
      <div className="flex items-start justify-between gap-4">
        <div>
          <h2 id="first-steps" className="mb-1 text-2xl tracking-tight">
            {t('title', { steps: FIRST_STEPS.length, done: home.stepsTaken.length })}
          </h2>
          <p className="text-text-muted">{t('lead')}</p>
        </div>
        <Button variant="quiet" size="sm" onClick={() => show(false)}>
          {t('hide')}
        </Button>
      </div>
      <ol className="flex gap-6 max-wide:grid">
        {FIRST_STEPS.map((step) => (
          <FirstStepItem key={step} step={step} isCurrent={step === current} home={home} {...actions} />
        ))}
      </ol>
      {children}
    </section>
  );
}
