'use client';

import { useTranslations } from 'next-intl';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';
import { type AttemptView, shortName } from '#lib/core/workflow/view/attempt-view.ts';
import type { AttemptControls } from '../attempt-controls.ts';
import { TaskBadge } from '../task-status.tsx';
import { TaskParts } from './task-parts.tsx';

export interface TaskPanelProps {
  attempt: AttemptView;
  row: TimelineRow | undefined;
  controls: AttemptControls;
}

/** The chosen task next to the timeline. */
export function TaskPanel({ attempt, row, controls }: TaskPanelProps) {
  const t = useTranslations('workflow-attempts.task');
  const name = row && (row.depth === 0 ? attempt.workflow.name : shortName(row.task.name));
  return (
    <aside
      aria-label={name === undefined ? t('facts') : t('label', { task: name })}
      className="min-w-0 border-border xl:row-span-2 xl:border-l max-xl:border-b"
    >
      <div className="grid content-start gap-4 px-6 py-5 max-wide:px-4 xl:sticky xl:top-0">
        {row ? (
          <>
            <div className="flex items-start justify-between gap-3">
              <h2 className="mono min-w-0 font-semibold text-lg [overflow-wrap:anywhere]">{name}</h2>
              <TaskBadge status={row.status} />
            </div>
            <TaskParts key={row.task.id} attempt={attempt} row={row} controls={controls} />
          </>
        ) : (
          <p className="text-sm text-text-muted">{t('none')}</p>
        )}
      </div>
    </aside>
  );
}
