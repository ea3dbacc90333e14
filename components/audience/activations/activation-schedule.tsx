import { useTranslations } from 'next-intl';
import type { Schedule } from '#lib/core/schedule/schedule.ts';
import { ScheduleSummary } from '../build/schedule-summary.tsx';

/** When an activation runs, and its next run. */
export function ActivationSchedule({ schedule }: { schedule: Schedule | null }) {
  const t = useTranslations('activations');
  return schedule === null ? t('noRepeat') : <ScheduleSummary schedule={schedule} />;
}
