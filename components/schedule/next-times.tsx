'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { browserTimeZone } from '#components/ui/text/browser-time-zone.ts';
import { ZonedTime } from '#components/ui/text/zoned-time.tsx';
import { isAfterGap, plannedTimes, type Timetable } from '#lib/core/schedule/timetable.ts';
import { noTimesText } from './no-times-text.ts';

const MAX_TIMES = 5;

/** The next planned times of a valid timetable in the schedule's time zone and, if different, in the browser's. */
export function NextTimes({ timetable }: { timetable: Timetable | null }) {
  const t = useTranslations('schedules');
  const [now] = useState(() => Date.now());
  if (timetable === null) return null;
  const { timeZone } = timetable;
  const times = plannedTimes(timetable, now, MAX_TIMES);
  const browserZone = browserTimeZone();
  return (
    <section aria-label={t('next')} className="rounded-card bg-surface-sunken px-4 py-3 text-sm">
      <h3 className="pb-1.5 font-semibold text-sm">{t('next')}</h3>
      {times.length === 0 && <p className="text-text-muted">{t(noTimesText(timetable))}</p>}
      <ol className="grid gap-1 tabular-nums">
        {times.map((time) => (
          <li key={time} className="flex flex-wrap justify-between gap-x-4">
            <ZonedTime year value={time} timeZone={timeZone} />
            {browserZone !== timeZone && (
              <span className="text-text-muted">
                {t.rich('here', { time: () => <ZonedTime year value={time} timeZone={browserZone} /> })}
              </span>
            )}
            {isAfterGap(timetable, time) && <span className="w-full text-text-muted text-xs">{t('afterGap')}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
