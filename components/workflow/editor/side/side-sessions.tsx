import { useTranslations } from 'next-intl';
import { workflowAttemptPath, workflowSessionsPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import type { WorkflowView } from '#lib/core/workflow/view/project-view.ts';
import { AttemptBadge } from '../../attempts/attempt-badge.tsx';
import { SessionTime } from '../../session-time.tsx';
import { SideSection } from './side-section.tsx';

const MAX_SESSIONS = 5;

/** The newest sessions of a workflow. */
export function SideSessions({ workflow: { id, recent, timeZone } }: { workflow: WorkflowView }) {
  const t = useTranslations('workflows.recent');
  return (
    <SideSection
      title={t('title')}
      actions={
        recent.length > 0 && (
          <Link href={workflowSessionsPath(id)} className="inline-flex min-h-target items-center font-medium text-sm">
            {t('all')}
          </Link>
        )
      }
    >
      {recent.length === 0 && <p className="text-sm text-text-muted">{t('none')}</p>}
      <ul className="grid gap-2 text-sm">
        {recent.slice(0, MAX_SESSIONS).map((session) => (
          <li key={session.attempt} className="flex min-h-6 items-center gap-2">
            <AttemptBadge attempt={session} />
            <Link href={workflowAttemptPath(session.attempt)} className="inline-flex min-h-target items-center">
              <SessionTime value={session.sessionTime} timeZone={timeZone} />
            </Link>
            {session.endedAt !== null && (
              <span className="ml-auto text-text-muted text-xs">
                <Duration ms={session.endedAt - session.createdAt} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </SideSection>
  );
}
