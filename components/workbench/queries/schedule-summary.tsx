import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { schedulePath } from '#components/paths.ts';
import type { Schedule } from '#lib/core/schedule/schedule.ts';
import { cronWords } from '#lib/messages/cron-words.ts';
import { ZonedTime } from '../schedule/zoned-time.tsx';

/** The schedule of a query as text, with the next planned time. */
export function ScheduleSummary({ id, schedule }: { id: number; schedule: Schedule | null }) {
  const t = useTranslations('workbench.queries');
  const locale = useLocale();
  if (schedule === null) return '—';
  const { cron, isPaused, nextAt, timeZone } = schedule;
  return (
    <span className="grid">
      <Link href={schedulePath(id)} className="w-fit text-text">
        {cronWords(cron, locale)}
      </Link>
      <span className="text-text-muted text-xs">
        {isPaused
          ? t('paused')
          : nextAt !== null && t.rich('next', { time: () => <ZonedTime value={nextAt} timeZone={timeZone} /> })}
      </span>
    </span>
  );
}
