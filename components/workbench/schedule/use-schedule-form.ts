'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { type FieldErrors, type Resolver, type UseFormReturn, useForm } from 'react-hook-form';
import { textParams } from '#lib/core/connector/parameters.ts';
import type { Schedule, ScheduleChoice } from '#lib/core/schedule/schedule.ts';
import { readValues, type ScheduleValues, valuesOf } from './schedule-values.ts';

export type ChosenSchedule = { readonly schedule: ScheduleChoice | null };
export type ScheduleFormState = UseFormReturn<ScheduleValues, unknown, ChosenSchedule>;

const NOTHING: Record<string, never> = {};

/** The schedule form, with translated errors. */
export function useScheduleForm(schedule: Schedule | null): ScheduleFormState {
  const t = useTranslations();
  const resolver = useCallback<Resolver<ScheduleValues, unknown, ChosenSchedule>>(
    (values) => {
      const read = readValues(values);
      if (read.success) return { values: { schedule: read.data }, errors: {} };
      const errors = read.error.issues.map((issue) => {
        const name = String(issue.path[0]);
        const params = { field: t(`schedules.fields.${name}` as never), ...textParams(issue) };
        return [name, { type: issue.code, message: t(`errors.${issue.message}` as never, params as never) }];
      });
      return { values: NOTHING, errors: Object.fromEntries(errors.reverse()) as FieldErrors<ScheduleValues> };
    },
    [t],
  );
  return useForm<ScheduleValues, unknown, ChosenSchedule>({
    resolver,
    mode: 'onTouched',
    defaultValues: valuesOf(schedule),
  });
}
