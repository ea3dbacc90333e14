'use client';

import { useTranslations } from 'next-intl';
import { useWatch } from 'react-hook-form';
import { MissedSelect, OverlapSelect } from '#components/schedule/policy-selects.tsx';
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
        <MissedSelect value={missed} onChange={(policy) => setValue('missed', policy, { shouldDirty: true })} />
      </ScheduleField>
      <ScheduleField name="overlap" form={form} help={t('overlapHelp')}>
        <OverlapSelect value={overlap} onChange={(policy) => setValue('overlap', policy, { shouldDirty: true })} />
      </ScheduleField>
    </>
  );
}
