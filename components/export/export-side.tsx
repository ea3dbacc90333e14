import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SideColumn } from '#components/shell/side-column.tsx';
import type { StepState } from '#components/ui/step-number.tsx';
import { Stepper } from '#components/ui/stepper.tsx';

const STEPS = ['upload', 'match', 'review', 'send'] as const;
type StepKey = (typeof STEPS)[number];

export interface ExportSideProps {
  at: StepKey;
  /** What was decided in each step, one line each. */
  facts?: Partial<Record<StepKey, readonly ReactNode[]>>;
  /** Where finished steps stand. */
  hrefs?: Partial<Record<StepKey, string>>;
  /** Numbers alone, where the page needs the width. */
  slim?: boolean;
}

/** The steps of a new export, and what was decided on the way. */
export function ExportSide({ at, facts = {}, hrefs = {}, slim = false }: ExportSideProps) {
  const t = useTranslations('exports');
  const current = STEPS.indexOf(at);
  const steps = STEPS.map((key, index) => {
    const state: StepState = index < current ? 'done' : index === current ? 'current' : 'todo';
    const href = state === 'done' ? hrefs[key] : undefined;
    return { key, label: t(`steps.${key}`), state, facts: facts[key] ?? [], ...(href && { href }) };
  });
  return (
    <SideColumn title={t('title')} slim={slim}>
      <Stepper steps={steps} slim={slim} />
    </SideColumn>
  );
}
