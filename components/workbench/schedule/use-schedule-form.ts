'use client';

import { toNestErrors } from '@hookform/resolvers';
import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import { type FieldPath, type Resolver, type UseFormReturn, useForm } from 'react-hook-form';
import { startErrorCode } from '#components/schedule/repeat-values.ts';
import { issueParams } from '#lib/core/connector/parameters.ts';
import type { Schedule, ScheduleChoice } from '#lib/core/schedule/schedule.ts';
import { readValues, type ScheduleValues, valuesOf } from './schedule-values.ts';

type ChosenSchedule = { readonly schedule: ScheduleChoice | null };
export type ScheduleFormState = UseFormReturn<ScheduleValues, unknown, ChosenSchedule>;

const NO_VALUES: Record<string, never> = {};

/** The field in which a member of a schedule is entered. */
export function formPathOf(member: string): FieldPath<ScheduleValues> {
  if (member === 'startAt') return 'repeat.startDate';
  return (member === 'endOn' ? 'repeat.endOn' : member) as FieldPath<ScheduleValues>;
}

/** The schedule form, with translated errors. */
export function useScheduleForm(schedule: Schedule | null): ScheduleFormState {
  const t = useTranslations();
  const resolver = useCallback<Resolver<ScheduleValues, unknown, ChosenSchedule>>(
    (values, _, options) => {
      const parsed = readValues(values);
      if (parsed.success) return { values: { schedule: parsed.data }, errors: {} };
      const errors = parsed.error.issues.map((issue) => {
        const name = issue.path.join('.');
        const label = name === 'repeat.every' ? 'repeat.every' : `fields.${name}`;
        const params = {
          field: t.has(`schedules.${label}` as never) ? t(`schedules.${label}` as never) : '',
          ...issueParams(issue),
        };
        return [
          formPathOf(name),
          { type: issue.code, message: t(`errors.${startErrorCode(issue.message)}` as never, params as never) },
        ];
      });
      // Of several problems of a value, the first is shown: `fromEntries` keeps the last entry of a key.
      return { values: NO_VALUES, errors: toNestErrors(Object.fromEntries(errors.reverse()), options) };
    },
    [t],
  );
  return useForm<ScheduleValues, unknown, ChosenSchedule>({
    resolver,
    mode: 'onTouched',
    defaultValues: valuesOf(schedule),
  });
}
