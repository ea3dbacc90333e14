'use client';

import { useLocale, useTranslations } from 'next-intl';
import { StatusIcon, TONE_TEXT } from '#components/ui/feedback/status-icon.tsx';
import type { Schedule } from '#lib/core/schedule/schedule.ts';
import { lastPlanned } from '#lib/core/schedule/timetable.ts';
import { scheduleWords } from '#lib/messages/schedule-words.ts';
import { roundedDistance } from './rounded-distance.ts';

const MINUTE_MS = 60 * 1000;
/** A build may take this long: a run that starts sooner after the start of a build may read the previous build. */
const SOON_MS = 10 * MINUTE_MS;

/** The name and the schedule of the parent segment whose builds an activation reads. */
export interface ParentSegmentSchedule {
  readonly name: string;
  readonly schedule: Schedule | null;
}

export interface BuildRelationProps {
  parentSegment: ParentSegmentSchedule;
  /** The next planned times of the activation. */
  times: readonly number[];
  delaySeconds: number;
}

/** How soon after a build the runs start: the shortest time, if it varies. */
export function BuildRelation({ parentSegment: { name, schedule }, times, delaySeconds }: BuildRelationProps) {
  const t = useTranslations('schedules.activation');
  const locale = useLocale();
  if (schedule === null || schedule.isPaused)
    return <Relation isGood={times.length === 0} title={t('unbuilt')} text={t('unbuiltText', { name })} />;
  const buildDelayMs = schedule.delaySeconds * 1000;
  const distances = times.flatMap((time) => {
    const runStart = time + delaySeconds * 1000;
    const plannedBuild = lastPlanned(schedule, runStart - buildDelayMs);
    return plannedBuild === null ? [] : [runStart - (plannedBuild + buildDelayMs)];
  });
  const words = scheduleWords(schedule, locale);
  const text = t('builtText', { name, words });
  if (distances.length === 0) return <p className="text-sm text-text-muted">{text}</p>;
  const distance = Math.min(...distances);
  if (distance < SOON_MS)
    return (
      <Relation
        isGood={false}
        title={t('soon', { count: Math.floor(distance / MINUTE_MS) })}
        text={t('soonText', { name, words })}
      />
    );
  const { unit, count } = roundedDistance(distance);
  return <Relation isGood title={t(`after.${unit}`, { count })} text={text} />;
}

function Relation({ isGood, title, text }: { isGood: boolean; title: string; text: string }) {
  const tone = isGood ? 'success' : 'warning';
  return (
    <div className="flex gap-2.5 text-sm">
      <StatusIcon tone={tone} className={`mt-0.5 size-4 ${TONE_TEXT[tone]}`} />
      <div className="min-w-0">
        <p className="font-semibold">{title}</p>
        <p className="text-text-muted text-xs [overflow-wrap:anywhere]">{text}</p>
      </div>
    </div>
  );
}
