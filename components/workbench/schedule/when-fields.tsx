'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { NextTimes } from '#components/schedule/next-times.tsx';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Select } from '#components/ui/forms/select.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { isCron, matchesEitherDay, timeZones } from '#lib/core/schedule/timetable.ts';
import { cronWords } from '#lib/messages/schedule-words.ts';
import { RepeatTimes } from './repeat-times.tsx';
import { ScheduleField } from './schedule-field.tsx';
import { RHYTHMS, type Rhythm, type ScheduleValues, timetableOf } from './schedule-values.ts';
import type { ScheduleFormState } from './use-schedule-form.ts';

/** Rhythm and time zone, with the resulting times. */
export function WhenFields({ form }: { form: ScheduleFormState }) {
  const t = useTranslations('schedules');
  const { control, setValue, register } = form;
  const values = useWatch({ control }) as ScheduleValues;
  const { rhythm, cron, timeZone, isBounded } = values;
  const [offeredRhythms] = useState(() => RHYTHMS.filter((each) => each !== 'once' || each === rhythm));
  const rhythms = offeredRhythms.map((value) => ({ value, label: t(`rhythms.${RHYTHM_KEYS[value]}`) }));
  const zones = useMemo(() => timeZones().map((value) => ({ value, label: value })), []);
  const choose = (next: string) => setValue('rhythm', next as Rhythm, { shouldDirty: true, shouldValidate: true });
  return (
    <>
      <ScheduleField name="rhythm" form={form}>
        <Select choices={rhythms} value={rhythm} onValueChange={choose} />
      </ScheduleField>
      {rhythm === 'cron' && (
        <ScheduleField name="cron" form={form} help={<CronHelp cron={cron} />}>
          <TextInput tabularDigits autoComplete="off" spellCheck={false} {...register('cron')} />
        </ScheduleField>
      )}
      {(rhythm === 'repeat' || rhythm === 'once' || (isBounded && rhythm !== 'none')) && <RepeatTimes form={form} />}
      {rhythm !== 'none' && (
        <>
          <ScheduleField name="timeZone" form={form} help={t('timeZoneHelp')}>
            <Combobox
              choices={zones}
              value={timeZone}
              label={t('fields.timeZone')}
              searchPlaceholder={t('searchZone')}
              onValueChange={(next) => setValue('timeZone', next, { shouldDirty: true, shouldValidate: true })}
            />
          </ScheduleField>
          <ScheduleField name="delaySeconds" form={form} help={t('delayHelp')}>
            <TextInput tabularDigits inputMode="numeric" className="wide:max-w-40" {...register('delaySeconds')} />
          </ScheduleField>
          <NextTimes timetable={timetableOf(values)} />
        </>
      )}
    </>
  );
}

const RHYTHM_KEYS = {
  none: 'none',
  '@hourly': 'hourly',
  '@daily': 'daily',
  once: 'once',
  repeat: 'repeat',
  cron: 'cron',
} as const;

/** Explains a cron expression as it is typed. */
function CronHelp({ cron }: { cron: string }) {
  const t = useTranslations('schedules');
  const locale = useLocale();
  if (!isCron(cron)) return t('cronHelp');
  return (
    <>
      {t.rich('cronWords', { words: () => <b>{cronWords(cron, locale)}</b> })}{' '}
      {matchesEitherDay(cron) && t('eitherDay')}
    </>
  );
}
