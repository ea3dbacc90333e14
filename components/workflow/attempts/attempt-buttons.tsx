'use client';

import { CircleStop, Download, FileCode2, History, RefreshCw, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { attemptLogTextPath, workflowProjectPath, workflowSessionsPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { MoreMenu } from '#components/ui/overlays/menu.tsx';
import { MenuLink } from '#components/ui/overlays/menu-item.tsx';
import { workflowFile } from '#lib/core/workflow/project-files.ts';
import type { AttemptView } from '#lib/core/workflow/view/attempt-view.ts';
import type { AttemptControls } from './attempt-controls.ts';
import { KillDialog, RetryAllDialog } from './attempt-dialogs.tsx';
import { isUnfinished } from './use-attempt.ts';
import { useAttemptControl } from './use-attempt-control.ts';

/** The buttons and the menu of an attempt, depending on its state. */
export function AttemptButtons({ attempt, controls }: { attempt: AttemptView; controls: AttemptControls }) {
  const t = useTranslations('workflow-attempts.actions');
  const [dialog, setDialog] = useState<'kill' | 'retry'>();
  const { pendingAction, kill, retry } = useAttemptControl(attempt, controls);
  const { id, project, workflow, state, isCancelRequested, newestRevision } = attempt;
  // Only one attempt of a session runs at a time.
  const isRetryable = !isUnfinished(attempt) && !isUnfinished(attempt.latest) && newestRevision !== null;
  const close = () => setDialog(undefined);
  return (
    <>
      {isUnfinished(attempt) && (
        <Button
          needs="workflows.run"
          variant="danger"
          icon={<CircleStop aria-hidden />}
          busy={pendingAction === 'kill' || isCancelRequested}
          onClick={() => setDialog('kill')}
        >
          {t('kill')}
        </Button>
      )}
      {isRetryable && (
        <Button
          needs="workflows.run"
          icon={<RefreshCw aria-hidden />}
          busy={pendingAction === 'all'}
          onClick={() => setDialog('retry')}
        >
          {t('retryAll')}
        </Button>
      )}
      {isRetryable && state !== 'success' && (
        <Button
          needs="workflows.run"
          variant="primary"
          icon={<RotateCcw aria-hidden />}
          busy={pendingAction === 'resume'}
          onClick={() => retry({ workflow_attempt: id, mode: 'resume' })}
        >
          {t('retryFailed')}
        </Button>
      )}
      <MoreMenu outline>
        <MenuLink
          icon={<FileCode2 aria-hidden />}
          href={workflowProjectPath(project.id, { file: workflowFile(workflow.name) })}
        >
          {t('openProject')}
        </MenuLink>
        <MenuLink icon={<History aria-hidden />} href={workflowSessionsPath(workflow.id)}>
          {t('allSessions')}
        </MenuLink>
        <MenuLink icon={<Download aria-hidden />} href={attemptLogTextPath(id)} download>
          {t('downloadLog')}
        </MenuLink>
      </MoreMenu>
      <KillDialog attempt={attempt} open={dialog === 'kill'} onClose={close} onConfirm={kill} />
      <RetryAllDialog
        attempt={attempt}
        open={dialog === 'retry'}
        onClose={close}
        onConfirm={() => retry({ workflow_attempt: id, mode: 'all' })}
      />
    </>
  );
}
