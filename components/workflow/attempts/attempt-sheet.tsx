'use client';

import { CalendarClock, Hand, RotateCcw, Workflow as WorkflowIcon } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Sheet, SheetSubtitle, SheetTabs } from '#components/layout/sheet.tsx';
import { SheetHead } from '#components/layout/sheet-head.tsx';
import {
  attemptHistoryPath,
  attemptLogPath,
  attemptTasksPath,
  workflowAttemptPath,
  workflowProjectPath,
  workflowRevisionsPath,
  workflowSessionsPath,
} from '#components/paths.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { TabLinks } from '#components/ui/navigation/tab-links.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import type { AttemptView } from '#lib/core/workflow/view/attempt-view.ts';
import { SessionTime } from '../session-time.tsx';
import { AttemptAnnouncer } from './attempt-announcer.tsx';
import { AttemptBadge } from './attempt-badge.tsx';
import { AttemptButtons } from './attempt-buttons.tsx';
import type { AttemptControls } from './attempt-controls.ts';
import { AttemptOrigin } from './attempt-origin.tsx';
import { isUnfinished } from './use-attempt.ts';
import { useServerTime } from './use-server-time.ts';

export interface AttemptSheetProps {
  attempt: AttemptView;
  controls: AttemptControls;
  children: ReactNode;
}

const ORIGIN_ICONS = {
  schedule: CalendarClock,
  backfill: CalendarClock,
  request: Hand,
  task: WorkflowIcon,
  retry: RotateCcw,
} as const;

/** The frame of all pages of an attempt: what it runs, what started it, its state and tabs. */
export function AttemptSheet({ attempt, controls, children }: AttemptSheetProps) {
  const t = useTranslations('workflow-attempts');
  const { id, project, workflow, session, number, attempts } = attempt;
  return (
    <Sheet>
      <SheetHead
        crumbs={[
          { label: project.name, href: workflowProjectPath(project.id) },
          { label: workflow.name, href: workflowSessionsPath(workflow.id) },
        ]}
        title={<SessionTime value={session.time} timeZone={workflow.timeZone} />}
        badges={
          <>
            <AttemptBadge attempt={attempt} />
            <Tag>{t('attemptTag', { number })}</Tag>
            {attempt.isSandbox && <Badge tone="test">{t('sandbox')}</Badge>}
          </>
        }
        actions={<AttemptButtons attempt={attempt} controls={controls} />}
      />
      <AttemptFacts attempt={attempt} />
      <SheetTabs>
        <TabLinks
          tabs={[
            { href: workflowAttemptPath(id), label: t('tabs.timeline') },
            { href: attemptTasksPath(id), label: t('tabs.tasks'), count: attempt.tasks.all },
            { href: attemptLogPath(id), label: t('tabs.log') },
            { href: attemptHistoryPath(id), label: t('tabs.history'), count: attempts },
          ]}
        />
      </SheetTabs>
      <AttemptAnnouncer attempt={attempt} />
      {children}
    </Sheet>
  );
}

function AttemptFacts({ attempt }: { attempt: AttemptView }) {
  const t = useTranslations('workflow-attempts');
  const { id, project, workflow, session, revision, origin, latest, number, createdAt, endedAt } = attempt;
  const now = useServerTime(attempt.at, isUnfinished(attempt));
  const Icon = ORIGIN_ICONS[origin.kind];
  return (
    <SheetSubtitle>
      <span className="mr-2 inline-flex items-center gap-1.5">
        <Icon aria-hidden />
        <AttemptOrigin origin={origin} />
      </span>
      <span className="mr-2">
        {t('sessionTime')} <span className="mono">{session.text}</span>
      </span>
      <span className="mr-2">{t('zone', { zone: workflow.timeZone })}</span>
      <span className="mr-2">{t('attemptId', { id: String(id) })}</span>
      <Link href={workflowRevisionsPath(project.id)} className="link-underline mr-2">
        {t('revision', { revision })}
      </Link>
      <span className="mr-2">
        <Duration ms={(endedAt ?? now) - createdAt} />
      </span>
      {latest.number > number && (
        <Link href={workflowAttemptPath(latest.id)} className="link-underline">
          {t('newer', { number: latest.number })}
        </Link>
      )}
    </SheetSubtitle>
  );
}
