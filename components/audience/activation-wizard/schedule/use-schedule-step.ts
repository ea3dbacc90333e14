'use client';

import { useEffect } from 'react';
import { useFormState, useWatch } from 'react-hook-form';
import { messageAt } from '#components/schedule/message-at.ts';
import type { ActivationForm } from '../form/activation-values.ts';
import type { ScheduleValues } from './schedule-values.ts';

/** The schedule of the wizard's form. */
export interface ScheduleStepState {
  values: ScheduleValues;
  change: (next: Partial<ScheduleValues>) => void;
  errorAt: (path: keyof ScheduleValues) => string | undefined;
}

export function useScheduleStep(form: ActivationForm): ScheduleStepState {
  const values = useWatch({ control: form.control, name: 'schedule' });
  const { errors } = useFormState({ control: form.control });
  const { register } = form;
  // React Hook Form keeps the errors of an object's members only if one of its fields is registered.
  useEffect(() => void register('schedule.rhythm'), [register]);
  return {
    values,
    change: (next) =>
      form.setValue(
        'schedule',
        { ...form.getValues('schedule'), ...next },
        { shouldDirty: true, shouldValidate: errors.schedule !== undefined },
      ),
    errorAt: (path) => messageAt(errors, `schedule.${path}`),
  };
}
