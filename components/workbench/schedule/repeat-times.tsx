'use client';

import { useTranslations } from 'next-intl';
import { useFormState, useWatch } from 'react-hook-form';
import { EndField } from '#components/schedule/end-field.tsx';
import { messageAt } from '#components/schedule/message-at.ts';
import { RepeatFields } from '#components/schedule/repeat-fields.tsx';
import type { RepeatValues } from '#components/schedule/repeat-values.ts';
import { StartField } from '#components/schedule/start-field.tsx';
import { WeekdayPicks } from '#components/schedule/weekday-picks.tsx';
import { FieldError } from '#components/ui/forms/field-error.tsx';
import type { ScheduleFormState } from './use-schedule-form.ts';

/** The fields of a repeat, and of a start and an end. */
export function RepeatTimes({ form: { control, getValues, setValue } }: { form: ScheduleFormState }) {
  const t = useTranslations('schedules.repeat');
  const [rhythm, repeat] = useWatch({ control, name: ['rhythm', 'repeat'] });
  const { errors } = useFormState({ control });
  const change = (next: Partial<RepeatValues>) =>
    setValue('repeat', { ...getValues('repeat'), ...next }, { shouldDirty: true, shouldValidate: true });
  const everyError = errors.repeat?.every?.message;
  return (
    <>
      {rhythm === 'repeat' && (
        <div className="grid gap-1.5">
          <span aria-hidden className="font-semibold text-sm">
            {t('every')}
          </span>
          <div className="flex flex-wrap items-center gap-2">
            <RepeatFields values={repeat} onChange={change} invalid={everyError !== undefined} />
          </div>
          {everyError && <FieldError>{everyError}</FieldError>}
        </div>
      )}
      {rhythm === 'repeat' && repeat.unit === 'week' && (
        <WeekdayPicks
          value={repeat.weekdays}
          onChange={(weekdays) => change({ weekdays })}
          error={messageAt(errors, 'repeat.weekdays')}
        />
      )}
      <StartField values={repeat} onChange={change} error={errors.repeat?.startDate?.message} />
      {rhythm !== 'once' && <EndField values={repeat} onChange={change} error={errors.repeat?.endOn?.message} />}
    </>
  );
}
