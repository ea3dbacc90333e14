'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useMemo } from 'react';
import { Combobox } from '#components/ui/forms/combobox.tsx';
import { Field } from '#components/ui/forms/field.tsx';
import { isTimeZone, timeZones } from '#lib/core/schedule/timetable.ts';
import { useNow } from './use-now.ts';

export interface TimeZoneFieldProps {
  value: string;
  onChange: (timeZone: string) => void;
  error?: string | undefined;
}

/** A time zone, and the current time in it. */
export function TimeZoneField({ value: timeZone, onChange, error }: TimeZoneFieldProps) {
  const t = useTranslations('schedules');
  const format = useFormatter();
  const now = useNow();
  const zones = useMemo(() => timeZones().map((value) => ({ value, label: value })), []);
  const help =
    now !== undefined && isTimeZone(timeZone)
      ? t('repeat.zoneNow', {
          time: format.dateTime(now, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
        })
      : ' ';
  return (
    <Field label={t('repeat.timeZone')} error={error} help={help}>
      <Combobox
        choices={zones}
        value={timeZone}
        label={t('repeat.timeZone')}
        searchPlaceholder={t('searchZone')}
        onValueChange={onChange}
      />
    </Field>
  );
}
