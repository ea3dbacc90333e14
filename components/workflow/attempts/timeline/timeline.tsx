'use client';

import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { Switch } from '#components/ui/forms/switch.tsx';
import { useWide } from '#components/ui/hooks/use-wide.ts';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import { isFailedTask, type TimelineRow, visibleRows } from '#lib/core/workflow/view/attempt-timeline.ts';
import type { AttemptView } from '#lib/core/workflow/view/attempt-view.ts';
import { axisOf } from '#lib/core/workflow/view/time-axis.ts';
import { isUnfinished } from '../use-attempt.ts';
import { useServerTime } from '../use-server-time.ts';
import { TimelineLegend } from './timeline-legend.tsx';
import { TimelineRows } from './timeline-rows.tsx';
import { useCollapsed } from './use-collapsed.ts';

export interface TimelineProps {
  attempt: AttemptView;
  rows: readonly TimelineRow[];
  chosenTask: number | undefined;
  onChoose: (task: number) => void;
}

const MAX_ZOOM = 64;
/** The maximum number of steps of the axis, without zoom. */
const MAX_STEPS = { wide: 6, narrow: 3 };

/** A bar for each task over time. The Tasks tab shows the same as a table. */
export function Timeline({ attempt, rows, chosenTask, onChoose }: TimelineProps) {
  const t = useTranslations('workflow-attempts.timeline');
  const [isFailedOnly, setFailedOnly] = useState(false);
  const [isFollowing, setFollowing] = useState(true);
  const [zoom, setZoom] = useState(1);
  const { collapsed, setOpen } = useCollapsed(rows, chosenTask);
  const isWide = useWide();
  const isGrowing = isUnfinished(attempt);
  const now = useServerTime(attempt.at, isGrowing);
  const shown = useMemo(() => visibleRows(rows, { collapsed, isFailedOnly }), [rows, collapsed, isFailedOnly]);
  const failedCount = rows.filter(isFailedTask).length;
  const from = rows[0]?.task.startedAt ?? attempt.createdAt;
  const maxSteps = isWide ? MAX_STEPS.wide * zoom : MAX_STEPS.narrow;
  const axis = axisOf(from, attempt.endedAt ?? now, { maxSteps, isGrowing });
  return (
    <section aria-label={t('title')} className="min-w-0 border-border border-b pt-3 pb-4">
      <div className="mb-2 flex min-h-7.5 flex-wrap items-center gap-x-3 gap-y-2 px-6 max-wide:px-4">
        <h2 className="font-semibold text-base tracking-normal">{t('title')}</h2>
        <span className="text-text-muted text-xs">{attempt.workflow.timeZone}</span>
        <span className="ml-auto flex flex-wrap items-center gap-3">
          {isGrowing && (
            <Switch
              label={t('follow')}
              className="text-sm"
              checked={isFollowing}
              onChange={(event) => setFollowing(event.target.checked)}
            />
          )}
          {(failedCount > 0 || isFailedOnly) && (
            <fieldset className="flex gap-2">
              <legend className="sr-only">{t('filter')}</legend>
              <Chip pressed={!isFailedOnly} count={attempt.tasks.all} onClick={() => setFailedOnly(false)}>
                {t('all')}
              </Chip>
              <Chip pressed={isFailedOnly} count={failedCount} onClick={() => setFailedOnly(true)}>
                {t('failed')}
              </Chip>
            </fieldset>
          )}
          <span className="flex max-wide:hidden">
            <IconButton
              size="sm"
              label={t('zoomOut')}
              icon={<ZoomOut aria-hidden />}
              disabled={zoom === 1}
              onClick={() => setZoom(zoom / 2)}
            />
            <IconButton
              size="sm"
              label={t('zoomIn')}
              icon={<ZoomIn aria-hidden />}
              disabled={zoom === MAX_ZOOM}
              onClick={() => setZoom(zoom * 2)}
            />
            <IconButton
              size="sm"
              label={t('fit')}
              icon={<Maximize2 aria-hidden />}
              disabled={zoom === 1}
              onClick={() => setZoom(1)}
            />
          </span>
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="px-6 py-6 text-sm text-text-muted max-wide:px-4">{t('empty')}</p>
      ) : (
        <>
          <TimelineRows
            attempt={attempt}
            rows={shown}
            axis={axis}
            isWide={isWide}
            chosenTask={chosenTask}
            onChoose={onChoose}
            collapsed={collapsed}
            onOpenChange={setOpen}
            zoom={isWide ? zoom : 1}
            now={isGrowing ? now : undefined}
            isFollowing={isFollowing && isGrowing}
          />
          <TimelineLegend rows={shown} />
        </>
      )}
    </section>
  );
}
