'use client';

import { useMemo } from 'react';
import { SheetBody } from '#components/layout/sheet.tsx';
import { timelineRows } from '#lib/core/workflow/view/attempt-timeline.ts';
import type { TaskChanges } from '#lib/core/workflow/view/attempt-view.ts';
import type { AttemptControls } from '../attempt-controls.ts';
import { AttemptSheet } from '../attempt-sheet.tsx';
import { type AttemptOfSession, SessionAttempts } from '../history/session-attempts.tsx';
import { TaskLog } from '../log/task-log.tsx';
import { TaskPanel } from '../panel/task-panel.tsx';
import { isUnfinished, useAttemptTasks } from '../use-attempt.ts';
import { Timeline } from './timeline.tsx';
import { useChosenTask } from './use-chosen-task.ts';

export interface AttemptTimelinePageProps {
  initial: TaskChanges;
  attempts: readonly AttemptOfSession[];
  controls: AttemptControls;
}

/** The tasks of an attempt over time, with the chosen one, its log, and the attempts of the session. */
export function AttemptTimelinePage({ initial, attempts, controls }: AttemptTimelinePageProps) {
  const { attempt, tasks } = useAttemptTasks(initial);
  const rows = useMemo(() => timelineRows(tasks.values(), !isUnfinished(attempt)), [tasks, attempt]);
  const [chosenTask, choose] = useChosenTask(rows);
  const chosenRow = rows.find(({ task }) => task.id === chosenTask);
  return (
    <AttemptSheet attempt={attempt} controls={controls}>
      <SheetBody
        padded={false}
        className="grid content-start xl:grid-cols-[minmax(0,1fr)_21rem] xl:grid-rows-[auto_1fr] xl:content-stretch"
      >
        <Timeline attempt={attempt} rows={rows} chosenTask={chosenTask} onChoose={choose} />
        <TaskPanel attempt={attempt} row={chosenRow} controls={controls} />
        <div className="grid min-w-0 content-start xl:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)] xl:content-stretch [&>*+*]:border-border max-xl:[&>*+*]:border-t xl:[&>*+*]:border-l">
          <TaskLog attempt={attempt} row={chosenRow} />
          <SessionAttempts attempt={attempt} attempts={attempts} />
        </div>
      </SheetBody>
    </AttemptSheet>
  );
}
