'use client';

import { Clock } from 'lucide-react';
import { useFormatter, useLocale, useTranslations } from 'next-intl';
import { noTimesText } from '#components/schedule/no-times-text.ts';
import { useNow } from '#components/schedule/use-now.ts';
import { ZonedTime } from '#components/ui/text/zoned-time.tsx';
import { isAfterGap, plannedTimes, type Timetable } from '#lib/core/schedule/timetable.ts';
import { scheduleWords } from '#lib/messages/schedule-words.ts';
import { BuildRelation, type ParentSegmentSchedule } from './build-relation.tsx';
import { chosenSchedule, type ScheduleValues } from './schedule-values.ts';

const RUNS_SHOWN = 5;

export interface PlannedRunsCardProps {
  values: ScheduleValues;
  parentSegment: ParentSegmentSchedule;
}

/** The schedule in words, its next times, and how they relate to the builds. */
export function PlannedRunsCard({ values, parentSegment }: PlannedRunsCardProps) {
  const t = useTranslations('schedules');
  const locale = useLocale();
  const now = useNow();
  // Recipients do not affect the times; an invalid address has its own error.
  const schedule = chosenSchedule({ ...values, recipients: [] });
  const words = schedule ? scheduleWords(schedule, locale) : '…';
  const times = schedule && now !== undefined ? plannedTimes(schedule, now, RUNS_SHOWN) : [];
  return (
    <>
      <h2 className="text-lg">{values.rhythm === 'none' ? t('activation.notScheduled') : words}</h2>
      {schedule && now !== undefined && (
        <>
          {times.length === 0 && <p className="text-sm text-text-muted">{t(noTimesText(schedule))}</p>}
          {times.length > 0 && <NextRuns times={times} timetable={schedule} now={now} />}
        </>
      )}
      <div className="border-border border-t pt-5">
        <BuildRelation parentSegment={parentSegment} times={times} delaySeconds={schedule?.delaySeconds ?? 0} />
      </div>
    </>
  );
}

interface NextRunsProps {
  times: readonly number[];
  timetable: Timetable;
  now: number;
}

function NextRuns({ times, timetable, now }: NextRunsProps) {
  const t = useTranslations('schedules');
  const format = useFormatter();
  return (
    <ol aria-label={t('activation.nextRuns')} className="grid gap-2.5 text-sm">
      {times.map((time, index) => (
        <li key={time} className="grid grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-x-2.5">
          <Clock aria-hidden className="size-4 text-text-muted" />
          <ZonedTime year value={time} timeZone={timetable.timeZone} />
          {index === 0 && <span className="text-text-muted text-xs">{format.relativeTime(time, now)}</span>}
          {isAfterGap(timetable, time) && <span className="col-start-2 text-text-muted text-xs">{t('afterGap')}</span>}
        </li>
      ))}
    </ol>
  );
}
