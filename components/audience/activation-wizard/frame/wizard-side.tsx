'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useWatch } from 'react-hook-form';
import { SideColumn } from '#components/layout/side-column.tsx';
import { stepStateOf } from '#components/ui/navigation/step-number.tsx';
import { Stepper } from '#components/ui/navigation/stepper.tsx';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { outputOf } from '../form/activation-values.ts';
import { useWizard } from '../wizard-context.ts';
import { WIZARD_STEPS, type WizardStep } from '../wizard-steps.ts';

/** The steps, with what was decided in each. */
export function WizardSide({ step: shownStep }: { step: WizardStep }) {
  const t = useTranslations('activation-wizard');
  const facts = { details: useDetailsFacts(), mapping: useMappingFacts(), schedule: [] };
  const path = usePathname();
  const search = useSearchParams();
  const current = WIZARD_STEPS.indexOf(shownStep);
  const hrefOf = (step: WizardStep) => {
    const query = new URLSearchParams(search);
    query.delete('step');
    query.set('step', step);
    return `${path}?${query}`;
  };
  const steps = WIZARD_STEPS.map((key, index) => {
    const state = stepStateOf(index, current);
    const label = t(`steps.${key}`);
    return { key, label, state, ...(state === 'done' && { facts: facts[key], href: hrefOf(key) }) };
  });
  return (
    <SideColumn title={t(useWizard().start.use === 'edit' ? 'editTitle' : 'title')}>
      <Stepper steps={steps} />
    </SideColumn>
  );
}

function useDetailsFacts(): readonly ReactNode[] {
  const format = useFormatter();
  const { form, authentications } = useWizard();
  const [name, authentication, account] = useWatch({
    control: form.control,
    name: ['name', 'authentication', 'parameters.ad_account_id'],
  });
  const authenticationName = authentications.find(({ id }) => id === authentication)?.name;
  return [name.trim(), format.list([authenticationName ?? '…', account], LIST_FORMAT)];
}

function useMappingFacts(): readonly ReactNode[] {
  const t = useTranslations('activation-wizard');
  const { output, start } = useWizard();
  const { allColumns, columns, behaviors } = outputOf(output);
  const stringCount = columns.filter(({ source }) => 'string' in source).length;
  const listedCount =
    columns.length - stringCount + behaviors.reduce((sum, behavior) => sum + behavior.columns.length, 0);
  const attributeCount = allColumns ? (start.tables[0]?.columns.length ?? 0) : 0;
  return [
    t('facts.columns', { columns: attributeCount + listedCount, strings: stringCount }),
    ...behaviors.map(({ behaviorTableName, joinStrategy }) => {
      const name = start.tables.find(({ table }) => table === behaviorTableName)?.name ?? behaviorTableName;
      return t('facts.behavior', { name, rows: t(`rows.strategies.${joinStrategy}`) });
    }),
  ];
}
