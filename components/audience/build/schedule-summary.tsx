import { useLocale, useTranslations } from 'next-intl';
import { ZonedTime } from '#components/ui/text/zoned-time.tsx';
import type { Schedule } from '#lib/core/schedule/schedule.ts';
import { scheduleWords } from '#lib/messages/schedule-words.ts';

/** A schedule in words, with its next planned time. */
export function ScheduleSummary({ schedule }: { schedule: Schedule | null }) {
  const t = useTranslations('parent-segments');
  const locale = useLocale();
  if (schedule === null) return t('manual');
  return (
    <span className="grid">
      <span>{scheduleWords(schedule, locale)}</span>
      <span className="text-text-muted text-xs">
        <NextPlannedTime schedule={schedule} />
      </span>
    </span>
  );
}

export function NextPlannedTime({ schedule: { isPaused, nextAt, timeZone } }: { schedule: Schedule }) {
  const t = useTranslations('parent-segments');
  if (isPaused) return t('paused');
  if (nextAt === null) return null;
  return t.rich('next', { time: () => <ZonedTime value={nextAt} timeZone={timeZone} /> });
}
