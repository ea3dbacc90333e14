'use client';

import { useTranslations } from 'next-intl';
import { useState, useTransition } from 'react';
import { useActionResult } from '#components/http/use-action-result.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Banner } from '#components/ui/feedback/banner.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { MAX_COUNTED_SESSIONS, type WorkflowView } from '#lib/core/workflow/view/project-view.ts';
import { SessionTime } from '../../session-time.tsx';
import type { ProjectActions } from '../project-actions.ts';

export interface EnableDialogProps {
  workflow: WorkflowView;
  missed: NonNullable<WorkflowView['missed']>;
  actions: Pick<ProjectActions, 'enable'>;
  onClose: () => void;
  onDone?: (() => void) | undefined;
}

/** Asks what to do with the sessions that a disabled schedule missed. */
export function EnableDialog({ workflow, missed, actions, onClose, onDone }: EnableDialogProps) {
  const t = useTranslations('workflows.enabling');
  const resultOf = useActionResult();
  const [isBusy, startTransition] = useTransition();
  const [problem, setProblem] = useState('');
  const { id, name, timeZone, next } = workflow;
  const { count, until } = missed;
  const isCountCapped = count >= MAX_COUNTED_SESSIONS;
  const enable = (skipsMissed: boolean) =>
    startTransition(async () => {
      const result = await resultOf(actions.enable({ workflow: id, skip_missed: skipsMissed }));
      if (!result.ok) return setProblem(result.message);
      onClose();
      onDone?.();
    });
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={onClose}
      title={t('title', { name })}
      foot={
        <>
          <Button disabled={isBusy} onClick={() => enable(false)}>
            {t('run', { count, isMore: String(isCountCapped) })}
          </Button>
          <Button variant="primary" busy={isBusy} onClick={() => enable(true)}>
            {t('skip', { count, isMore: String(isCountCapped) })}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 text-sm">
        <p>
          {t.rich('text', {
            count,
            isMore: String(isCountCapped),
            time: () => <SessionTime isZoned value={next[0]?.run ?? until} timeZone={timeZone} />,
          })}
        </p>
        {problem !== '' && (
          <Banner tone="error" live>
            {problem}
          </Banner>
        )}
      </div>
    </Dialog>
  );
}
