import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useFormState } from 'react-hook-form';
import { Field } from '#components/ui/forms/field.tsx';
import type { ScheduleValues } from './schedule-values.ts';
import type { ScheduleFormState } from './use-schedule-form.ts';

export interface ScheduleFieldProps {
  name: Exclude<keyof ScheduleValues, 'repeat' | 'isBounded'>;
  form: ScheduleFormState;
  /** One input control. */
  children: ReactNode;
  help?: ReactNode;
}

export function ScheduleField({ name, form: { control }, children, help }: ScheduleFieldProps) {
  const t = useTranslations('schedules.fields');
  const { errors } = useFormState({ control, name });
  return (
    <Field label={t(name)} help={help} error={errors[name]?.message}>
      {children}
    </Field>
  );
}
