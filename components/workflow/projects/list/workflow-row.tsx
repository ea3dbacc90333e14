'use client';

import { CirclePause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { workflowAttemptPath, workflowProjectPath } from '#components/paths.ts';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead } from '#components/ui/tables/table-head.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { workflowFile } from '#lib/core/workflow/project-files.ts';
import type { WorkflowView } from '#lib/core/workflow/view/project-view.ts';
import { AttemptBadge } from '../../attempts/attempt-badge.tsx';
import { SessionTime } from '../../session-time.tsx';
import { WorkflowScheduleText } from '../schedule/workflow-schedule-text.tsx';
import { RecentSessions } from './recent-sessions.tsx';
import { type WorkflowDialog, WorkflowMenu, type WorkflowMenuProps } from './workflow-menu.tsx';

export interface WorkflowRowProps extends Pick<WorkflowMenuProps, 'actions'> {
  project: number;
  workflow: WorkflowView;
  onOpen: (dialog: WorkflowDialog) => void;
}

export function WorkflowRow({ project, workflow, actions, onOpen }: WorkflowRowProps) {
  const t = useTranslations('workflows');
  const { name, recent } = workflow;
  const path = workflowProjectPath(project, { file: workflowFile(name) });
  return (
    <Tr>
      <RowHead className="wide:pl-9! font-medium! [overflow-wrap:anywhere]">
        <Link href={path} className="inline-flex min-h-target items-center">
          {name}
        </Link>
      </RowHead>
      <Td label={t('columns.schedule')}>
        <ScheduleCell workflow={workflow} />
      </Td>
      <Td label={t('columns.recent')}>
        <RecentSessions sessions={recent} />
      </Td>
      <Td label={t('columns.last')}>
        <LastSession workflow={workflow} />
      </Td>
      <Td label={t('columns.detail')} muted className="cards:empty:hidden! text-xs!">
        <Detail workflow={workflow} />
      </Td>
      <Td corner end>
        <span className="flex justify-end">
          <span className="contents cards:hidden">
            <IconButton
              needs="workflows.run"
              size="sm"
              label={t('run.of', { name })}
              icon={<Play aria-hidden />}
              onClick={() => onOpen('run')}
            />
          </span>
          <WorkflowMenu workflow={workflow} path={path} actions={actions} onOpen={onOpen} />
        </span>
      </Td>
    </Tr>
  );
}

function ScheduleCell({ workflow: { schedule, isPaused, next, timeZone } }: Pick<WorkflowRowProps, 'workflow'>) {
  const t = useTranslations('workflows');
  if (schedule === null) return <span className="text-text-muted">{t('schedule.none')}</span>;
  const [first] = next;
  return (
    <span className="grid">
      <span className="flex flex-wrap items-center gap-x-2">
        <WorkflowScheduleText schedule={schedule} />
        {isPaused && (
          <Badge tone="killed" icon={<CirclePause aria-hidden />}>
            {t('schedule.disabled')}
          </Badge>
        )}
      </span>
      {!isPaused && (
        <span className="text-text-muted text-xs">
          {first
            ? t.rich('schedule.next', { time: () => <SessionTime isZoned value={first.run} timeZone={timeZone} /> })
            : t('schedule.over')}
        </span>
      )}
    </span>
  );
}

function LastSession({ workflow: { recent, timeZone } }: Pick<WorkflowRowProps, 'workflow'>) {
  const t = useTranslations('workflows');
  const [last] = recent;
  if (!last) return <Badge tone="neutral">{t('neverRun')}</Badge>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5">
      <AttemptBadge attempt={last} />
      <Link href={workflowAttemptPath(last.attempt)} className="inline-flex min-h-target items-center">
        <SessionTime value={last.sessionTime} timeZone={timeZone} />
      </Link>
    </span>
  );
}

function Detail({ workflow: { recent, detail } }: Pick<WorkflowRowProps, 'workflow'>) {
  const t = useTranslations('workflows.detail');
  const [last] = recent;
  const monospaced = (task: string) => () => <span className="mono">{task}</span>;
  if (detail?.kind === 'failed')
    return <span>{t.rich('failed', { task: monospaced(detail.task), tries: detail.tries })}</span>;
  if (detail?.kind === 'running')
    return (
      <span>
        {t.rich(detail.task === null ? 'waiting' : 'running', { ...detail, task: monospaced(detail.task ?? '') })}
      </span>
    );
  return last?.endedAt ? <Duration ms={last.endedAt - last.createdAt} /> : null;
}
