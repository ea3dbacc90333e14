'use client';

import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { Select } from '#components/ui/forms/select.tsx';
import {
  MISSED_POLICIES,
  type MissedPolicy,
  OVERLAP_POLICIES,
  type OverlapPolicy,
} from '#lib/core/schedule/schedule.ts';
import { ScheduleField } from './schedule-field.tsx';
import type { ScheduleFormState } from './use-schedule-form.ts';

/** Policies for missed and overlapping planned times. */
export function PolicyFields({ form }: { form: ScheduleFormState }) {
  const t = useTranslations('schedules');
  const { control, setValue } = form;
  const [missed, overlap] = useWatch({ control, name: ['missed', 'overlap'] });
  return (
    <>
      <ScheduleField name="missed" form={form} help={t('missedHelp')}>
        <Select
          choices={MISSED_POLICIES.map((value) => ({ value, label: t(`missed.${value}`) }))}
          value={missed}
          onValueChange={(next) => setValue('missed', next as MissedPolicy, { shouldDirty: true })}
        />
      </ScheduleField>
      <ScheduleField name="overlap" form={form} help={t('overlapHelp')}>
        <Select
          choices={OVERLAP_POLICIES.map((value) => ({ value, label: t(`overlap.${value}`) }))}
          value={overlap}
          onValueChange={(next) => setValue('overlap', next as OverlapPolicy, { shouldDirty: true })}
        />
      </ScheduleField>
    </>
  );
}
