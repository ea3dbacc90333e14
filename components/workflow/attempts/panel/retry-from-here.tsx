'use client';

import { RotateCcw } from 'lucide-react';
import { useFormatter, useTranslations } from 'next-intl';
import { type ReactNode, useId } from 'react';
import { useCodeText } from '#components/http/use-code-text.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';
import { type AttemptView, shortName, type TaskDetails } from '#lib/core/workflow/view/attempt-view.ts';
import { LIST_FORMAT } from '#lib/messages/list-texts.ts';
import type { AttemptControls } from '../attempt-controls.ts';
import { isUnfinished } from '../use-attempt.ts';
import { useAttemptControl } from '../use-attempt-control.ts';

export interface RetryFromHereProps {
  attempt: AttemptView;
  row: TimelineRow;
  details: TaskDetails | undefined;
  controls: AttemptControls;
  /** Buttons next to the retry button. */
  children: ReactNode;
}

/** If there are more names, one fewer is shown, and the others are only counted. */
const MAX_NAMES = 4;

/** Starts an attempt that begins with a task, and says which tasks it runs, or why it cannot start. */
export function RetryFromHere({ attempt, row, details, controls, children }: RetryFromHereProps) {
  const t = useTranslations('workflow-attempts.task');
  const { pendingAction, retry } = useAttemptControl(attempt, controls);
  const helpId = useId();
  const { text, isPossible } = useRetryText(attempt, row, details);
  const start = () => retry({ workflow_attempt: attempt.id, mode: 'from', from: row.task.name });
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {row.depth > 0 && row.task.isInitial && (
          <Button
            needs="workflows.run"
            size="sm"
            icon={<RotateCcw aria-hidden />}
            busy={pendingAction === 'from'}
            aria-disabled={!isPossible}
            aria-describedby={helpId}
            onClick={isPossible ? start : undefined}
          >
            {t('retryFrom')}
          </Button>
        )}
        {children}
      </div>
      {row.depth > 0 && row.task.isInitial && (
        <p id={helpId} className="min-h-9 text-text-muted text-xs [overflow-wrap:anywhere]">
          {text}
        </p>
      )}
    </>
  );
}

function useRetryText(attempt: AttemptView, row: TimelineRow, details: TaskDetails | undefined) {
  const t = useTranslations('workflow-attempts.task');
  const format = useFormatter();
  const errorText = useCodeText('errors');
  const { latest, newestRevision: revision } = attempt;
  const impossible = (text: ReactNode) => ({ text, isPossible: false });
  if (isUnfinished(attempt)) return impossible(t('running'));
  if (isUnfinished(latest)) return impossible(t('newer', { number: latest.number }));
  if (revision === null) return impossible(t('removed'));
  if (!details) return impossible(null);
  const { rerun } = details;
  if ('code' in rerun) return impossible(errorText(rerun.code, rerun.params));
  const names = rerun.runs.map(shortName);
  const next = { number: latest.number + 1, revision };
  const isMany = names.length > MAX_NAMES;
  if (isMany && names.length === attempt.tasks.all && !row.task.isGroup)
    return { text: t('runsAll', { ...next, count: names.length }), isPossible: true };
  const shown = isMany ? names.slice(0, MAX_NAMES - 1) : names;
  const list = format.list(shown, LIST_FORMAT);
  const text = isMany
    ? t('runsMany', { ...next, tasks: list, count: names.length - shown.length })
    : t('runs', { ...next, tasks: list, count: names.length });
  return { text, isPossible: true };
}
