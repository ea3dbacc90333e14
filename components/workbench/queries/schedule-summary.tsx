import { useLocale, useTranslations } from 'next-intl';
import { schedulePath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { ZonedTime } from '#components/ui/text/zoned-time.tsx';
import type { Schedule } from '#lib/core/schedule/schedule.ts';
import { scheduleWords } from '#lib/messages/schedule-words.ts';

/** The schedule of a query as text, with the next planned time. */
export function ScheduleSummary({ id, schedule }: { id: number; schedule: Schedule | null }) {
  const t = useTranslations('workbench.queries');
  const locale = useLocale();
  if (schedule === null) return '—';
  const { isPaused, nextAt, timeZone } = schedule;
  return (
    <span className="grid">
      <Link href={schedulePath(id)} className="w-fit text-text">
        {scheduleWords(schedule, locale)}
      </Link>
      <span className="text-text-muted text-xs">
        {isPaused
          ? t('paused')
          : nextAt !== null && t.rich('next', { time: () => <ZonedTime year value={nextAt} timeZone={timeZone} /> })}
      </span>
    </span>
  );
}
