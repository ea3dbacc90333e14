import { useLocale, useTranslations } from 'next-intl';
import { schedulePath } from '#components/paths.ts';
import { noTimesText } from '#components/schedule/no-times-text.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { ZonedTime } from '#components/ui/text/zoned-time.tsx';
import type { Schedule } from '#lib/core/schedule/schedule.ts';
import { scheduleWords } from '#lib/messages/schedule-words.ts';

/** The schedule of a query as text, with the next planned time, or why there is none. */
export function ScheduleSummary({ id, schedule }: { id: number; schedule: Schedule | null }) {
  const locale = useLocale();
  if (schedule === null) return '—';
  return (
    <span className="grid">
      <Link href={schedulePath(id)} className="w-fit text-text">
        {scheduleWords(schedule, locale)}
      </Link>
      <span className="text-text-muted text-xs">
        <NextRun schedule={schedule} />
      </span>
    </span>
  );
}

function NextRun({ schedule }: { schedule: Schedule }) {
  const t = useTranslations('workbench.queries');
  const schedules = useTranslations('schedules');
  const { isPaused, nextAt, timeZone } = schedule;
  if (isPaused) return t('paused');
  if (nextAt === null) return schedules(noTimesText(schedule));
  return t.rich('next', { time: () => <ZonedTime year value={nextAt} timeZone={timeZone} /> });
}
