import { useTranslations } from 'next-intl';
import type { UseFormReturn } from 'react-hook-form';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { TextInput } from '#components/ui/forms/text-input.tsx';
import { INITIAL_NOTIFICATIONS, REJECTS_BOUNDS } from '#lib/core/settings/notification-settings.ts';
import { SettingRow } from '../setting-row.tsx';
import type { NotificationValues } from './notification-values.ts';

const JOB_EVENTS = ['notify_success', 'notify_error', 'notify_paused', 'notify_rejects'] as const;
const WORKFLOW_EVENTS = ['notify_workflow_error', 'notify_workflow_sla', 'notify_workflow_success'] as const;

/** Which notices about jobs and workflow attempts are sent. */
export function EventSettings<Output extends object>({
  form: { control, register },
}: {
  form: UseFormReturn<NotificationValues, unknown, Output>;
}) {
  const t = useTranslations('settings');
  const help = useTranslations('setting-help');
  const bounds = { ...REJECTS_BOUNDS, initial: INITIAL_NOTIFICATIONS.rejects_percent };
  const checkboxOf = (event: (typeof JOB_EVENTS)[number] | (typeof WORKFLOW_EVENTS)[number]) => (
    <Checkbox key={event} label={t(`fields.${event}`)} help={help(event)} {...register(event)} />
  );
  return (
    <div className="grid gap-4">
      {JOB_EVENTS.map(checkboxOf)}
      <SettingRow name="rejects_percent" control={control} note={t('range', bounds)}>
        <TextInput tabularDigits inputMode="numeric" className="wide:max-w-40" {...register('rejects_percent')} />
      </SettingRow>
      {WORKFLOW_EVENTS.map(checkboxOf)}
    </div>
  );
}
