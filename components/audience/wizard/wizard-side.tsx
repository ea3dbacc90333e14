'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { SideColumn } from '#components/layout/side-column.tsx';
import { editParentSegmentPath, NEW_PARENT_SEGMENT } from '#components/paths.ts';
import { stepStateOf } from '#components/ui/navigation/step-number.tsx';
import { Stepper } from '#components/ui/navigation/stepper.tsx';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import { useMasterCheck } from './checks/use-checks.ts';
import { countAttributes } from './draft/choice-of-draft.ts';
import type { TableDraft } from './draft/draft.ts';
import { useWizardForm } from './wizard-context.ts';
import { WIZARD_STEPS, type WizardStep } from './wizard-steps.ts';

export interface WizardSideProps {
  title: string;
  step: WizardStep;
  /** The parent segment that is edited; null for a new one. */
  id: number | null;
}

/** The steps of the wizard, with what was decided in each. */
export function WizardSide({ title, step, id }: WizardSideProps) {
  const t = useTranslations('parent-segments.wizard');
  const facts = useFacts();
  const current = WIZARD_STEPS.indexOf(step);
  const path = id === null ? NEW_PARENT_SEGMENT : editParentSegmentPath(id);
  const steps = WIZARD_STEPS.map((key, index) => {
    const state = stepStateOf(index, current);
    const href = state === 'done' ? `${path}?step=${key}` : undefined;
    return { key, label: t(`steps.${key}`), state, facts: index <= current ? facts[key] : [], ...(href && { href }) };
  });
  return (
    <SideColumn title={title}>
      <Stepper steps={steps} />
    </SideColumn>
  );
}

function useFacts(): Record<WizardStep, readonly ReactNode[]> {
  const t = useTranslations('parent-segments.wizard.facts');
  const format = useFormatter();
  const { draft } = useWizardForm();
  const { master, attributes, behaviors } = draft;
  const { data } = useMasterCheck(draft);
  const names = (tables: readonly Pick<TableDraft, 'name' | 'table'>[]) =>
    format.list(
      tables.map(({ name, table }) => name.trim() || table || '…'),
      LIST_FORMAT,
    );
  const count = countAttributes(draft);
  return {
    master: [
      master.table && `${master.database}.${master.table}`,
      data && t('customers', { count: data.customers }),
      master.keyColumn && t('key', { column: master.keyColumn }),
      master.filters.length > 0 && t('filters', { count: master.filters.length }),
    ].filter(Boolean),
    attributes: [names([{ name: master.table, table: '' }, ...attributes]), t('columns', { count })],
    behaviors: behaviors.length === 0 ? [t('none')] : [names(behaviors)],
    schedule: [],
  };
}
