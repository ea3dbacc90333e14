'use client';

import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { TextArea } from '#components/ui/forms/text-area.tsx';
import { MAX_RECIPIENTS } from '#lib/core/settings/notification-settings.ts';
import { ScheduleField } from './schedule-field.tsx';
import type { ScheduleFormState } from './use-schedule-form.ts';

/** The recipients of mails about runs, and whether successes and failures are mailed. */
export function MailFields({ form }: { form: ScheduleFormState }) {
  const t = useTranslations('schedules');
  const { register } = form;
  return (
    <>
      <ScheduleField name="recipients" form={form} help={t('recipientsHelp', { max: MAX_RECIPIENTS })}>
        <TextArea autoComplete="off" spellCheck={false} {...register('recipients')} />
      </ScheduleField>
      <div className="grid gap-1">
        <Checkbox label={t('fields.mailSuccess')} {...register('mailSuccess')} />
        <Checkbox label={t('fields.mailFailure')} {...register('mailFailure')} />
      </div>
    </>
  );
}
