import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SideColumn } from '#components/layout/side-column.tsx';
import { EXPORT_STEPS, type ExportStep } from '#components/paths.ts';
import { stepStateOf } from '#components/ui/navigation/step-number.tsx';
import { Stepper } from '#components/ui/navigation/stepper.tsx';

export interface ExportSideProps {
  currentStep: ExportStep;
  /** The result of each step, one line each. */
  facts?: Partial<Record<ExportStep, readonly ReactNode[]>>;
  /** The path of a finished step. */
  hrefOf?: (step: ExportStep) => string | undefined;
  /** Shows only the numbers, for pages that need the width. */
  slim?: boolean;
}

/** The steps of a new export with their results. */
export function ExportSide({ currentStep, facts = {}, hrefOf = () => undefined, slim = false }: ExportSideProps) {
  const t = useTranslations('exports');
  const currentIndex = EXPORT_STEPS.indexOf(currentStep);
  const steps = EXPORT_STEPS.map((key, index) => {
    const state = stepStateOf(index, currentIndex);
    const href = state === 'done' ? hrefOf(key) : undefined;
    return { key, label: t(`steps.${key}`), state, facts: facts[key] ?? [], ...(href && { href }) };
  });
  return (
    <SideColumn title={t('title')} slim={slim}>
      <Stepper steps={steps} slim={slim} />
    </SideColumn>
  );
}
