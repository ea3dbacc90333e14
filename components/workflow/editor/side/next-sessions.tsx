'use client';

import { Clock3, History } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { toast } from 'sonner';
import { useActionResult } from '#components/http/use-action-result.ts';
import { LinkButton } from '#components/ui/buttons/link-button.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import type { ScheduledSession } from '#lib/core/workflow/schedule/session-times.ts';
import type { WorkflowView } from '#lib/core/workflow/view/project-view.ts';
import type { ProjectActions } from '../../projects/project-actions.ts';
import { BackfillDialog } from '../../projects/schedule/backfill-dialog.tsx';
import { SessionTime } from '../../session-time.tsx';
import { SideSection } from './side-section.tsx';

export interface NextSessionsProps {
  workflow: WorkflowView;
  actions: ProjectActions;
  onProjectChange: () => void;
}

/** Session times are whole seconds; the next one after a session is at least this much later. */
const STEP_MS = 1000;

/** The next sessions of a workflow's schedule, which can be skipped; missed ones can be backfilled. */
export function NextSessions({ workflow, actions, onProjectChange }: NextSessionsProps) {
  const t = useTranslations('workflows.next');
  const [isBackfilling, setBackfilling] = useState(false);
  const [sessionToSkip, setSessionToSkip] = useState<ScheduledSession>();
  const resultOf = useActionResult();
  const { next, timeZone, isPaused } = workflow;
  // 0 once the session's time has passed: then there is nothing to skip.
  const skipCount = next.findIndex(({ session }) => session === sessionToSkip?.session) + 1;
  const skip = async ({ session }: ScheduledSession) => {
    const to = new Date(session + STEP_MS).toISOString();
    const result = await resultOf(actions.skip({ workflow: workflow.id, to }));
    setSessionToSkip(undefined);
    if (!result.ok) toast.error(result.message);
    onProjectChange();
  };
  return (
    <SideSection
      title={t('title')}
      actions={
        <LinkButton
          needs="workflows.run"
          className="text-sm"
          icon={<History aria-hidden />}
          onClick={() => setBackfilling(true)}
        >
          {t('backfill')}
        </LinkButton>
      }
    >
      {isPaused && <p className="text-text-muted text-xs">{t('disabled')}</p>}
      {next.length === 0 && <p className="text-sm text-text-muted">{t('none')}</p>}
      <ul className="grid gap-2 text-sm">
        {next.map((scheduled) => (
          <li key={scheduled.session} className="flex min-h-6 items-center gap-2">
            <Clock3 aria-hidden className="size-4 flex-none text-text-muted" />
            <SessionTime isZoned value={scheduled.run} timeZone={timeZone} />
            <LinkButton needs="workflows.write" className="ml-auto text-xs" onClick={() => setSessionToSkip(scheduled)}>
              {t('skip')}
              <span className="sr-only">
                : <SessionTime isZoned value={scheduled.run} timeZone={timeZone} />
              </span>
            </LinkButton>
          </li>
        ))}
      </ul>
      {sessionToSkip && skipCount > 0 && (
        <ConfirmDialog
          open
          onOpenChange={() => setSessionToSkip(undefined)}
          title={t('skipTitle', { count: skipCount })}
          confirmLabel={t('skipConfirm', { count: skipCount })}
          onConfirm={() => skip(sessionToSkip)}
        >
          <p>
            {t.rich('skipText', {
              count: skipCount,
              time: () => <SessionTime isZoned value={sessionToSkip.run} timeZone={timeZone} />,
            })}
          </p>
        </ConfirmDialog>
      )}
      {isBackfilling && (
        <BackfillDialog
          workflow={workflow}
          backfill={actions.backfill}
          onClose={() => setBackfilling(false)}
          onDone={onProjectChange}
        />
      )}
    </SideSection>
  );
}
