'use client';

import { useTranslations } from 'next-intl';
import { workflowAttemptPath, workflowProjectPath } from '#components/paths.ts';
import { Badge } from '#components/ui/feedback/badge.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Table } from '#components/ui/tables/table.tsx';
import { Td, Tr } from '#components/ui/tables/table-cell.tsx';
import { RowHead, Th } from '#components/ui/tables/table-head.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { SessionView } from '#lib/core/workflow/view/attempt-view.ts';
import { SessionTime } from '../../session-time.tsx';
import { AttemptBadge } from '../attempt-badge.tsx';
import { AttemptOrigin } from '../attempt-origin.tsx';
import { useSessions } from './use-sessions.ts';

/** Sessions, updated while they run. A session links to its newest attempt. */
export function SessionsTable({ sessions }: { sessions: readonly SessionView[] }) {
  const t = useTranslations('workflow-attempts');
  const columnText = useTranslations('workflow-attempts.columns');
  const current = useSessions(sessions);
  return (
    <Table label={t('sessions')} cards="lg">
      <thead>
        <tr>
          <Th className="w-36">{columnText('status')}</Th>
          <Th>{columnText('session')}</Th>
          <Th>{columnText('workflow')}</Th>
          <Th>{columnText('startedBy')}</Th>
          <Th end>{columnText('attempts')}</Th>
          <Th end>{columnText('started')}</Th>
          <Th end>{columnText('duration')}</Th>
        </tr>
      </thead>
      <tbody>
        {current.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </tbody>
    </Table>
  );
}

function SessionRow({ session: { latest, origin, attempts, at } }: { session: SessionView }) {
  const t = useTranslations('workflow-attempts');
  const columnText = useTranslations('workflow-attempts.columns');
  const { id, project, workflow, session, createdAt, endedAt, isSandbox } = latest;
  return (
    <Tr>
      <Td corner>
        <AttemptBadge attempt={latest} />
      </Td>
      <RowHead>
        <Link href={workflowAttemptPath(id)} className="inline-flex min-h-target items-center">
          <SessionTime isZoned value={session.time} timeZone={workflow.timeZone} />
        </Link>
      </RowHead>
      <Td label={columnText('workflow')} className="wide:max-w-72">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2">
          <span className="truncate" title={`${project.name} / ${workflow.name}`}>
            <Link href={workflowProjectPath(project.id)} className="text-text-muted underline">
              {project.name}
            </Link>
            {' / '}
            {workflow.name}
          </span>
          {isSandbox && <Badge tone="test">{t('sandbox')}</Badge>}
        </span>
      </Td>
      <Td label={columnText('startedBy')} muted>
        <AttemptOrigin origin={origin} />
      </Td>
      <Td label={columnText('attempts')} end>
        <Num value={attempts} />
      </Td>
      <Td label={columnText('started')} end muted>
        <Time value={createdAt} />
      </Td>
      <Td label={columnText('duration')} end muted>
        <Duration ms={(endedAt ?? at) - createdAt} />
      </Td>
    </Tr>
  );
}
