'use client';

import { Ban, Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { JobControls } from '#components/job/job-controls.ts';
import { FixButton } from '#components/job/resend/fix-button.tsx';
import { ResendButtons } from '#components/job/resend/resend-buttons.tsx';
import { fixableOf } from '#components/job/resend/resend-option.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { isFinal } from '#lib/core/job/job.ts';
import type { JobView, RerunInstructions } from '#lib/core/view/job-view.ts';
import { JobKillDialog } from './job-kill-dialog.tsx';
import { JobMenu } from './job-menu.tsx';
import { useJobControl } from './use-job-control.ts';

export interface JobActionsProps {
  job: JobView;
  instructions: RerunInstructions;
  controls: JobControls;
}

/** The actions on a job in its current state. */
export function JobActions({ job, instructions, controls }: JobActionsProps) {
  const t = useTranslations('jobs.head');
  const { busy, run } = useJobControl(job.id);
  const [isKillDialogOpen, setKillDialogOpen] = useState(false);
  const { state, isResumable } = job;
  const hasEnded = isFinal(state);
  const fixable = fixableOf(job);
  const isPausable = state === 'running' || state === 'queued';
  const needsToken = state === 'paused' && ['unauthorized', 'token_unreadable'].includes(job.error?.code ?? '');
  return (
    <>
      {!hasEnded && (
        <Button
          needs="jobs.control"
          variant="danger"
          icon={<Ban aria-hidden />}
          busy={busy === 'kill'}
          onClick={() => setKillDialogOpen(true)}
        >
          {t('kill')}
        </Button>
      )}
      {state === 'paused' && job.outage?.retriesAutomatically && (
        <Button
          needs="jobs.control"
          icon={<Pause aria-hidden />}
          busy={busy === 'pause'}
          onClick={() => run('pause', controls.pause)}
        >
          {t('keepPaused')}
        </Button>
      )}
      {/* One button, so that it keeps the focus when the job pauses or resumes. */}
      {(isPausable || isResumable) && (
        <Button
          needs="jobs.control"
          variant={isPausable || needsToken ? 'outline' : 'primary'} // the banner has the primary action
          icon={isPausable ? <Pause aria-hidden /> : <Play aria-hidden />}
          busy={busy === (isPausable ? 'pause' : 'resume')}
          onClick={() => (isPausable ? run('pause', controls.pause) : run('resume', controls.resume))}
        >
          {t(isPausable ? 'pause' : 'resume')}
        </Button>
      )}
      {hasEnded && <ResendButtons job={job} controls={controls} />}
      {fixable && <FixButton {...fixable} fix={controls.fix} variant={isResumable ? 'outline' : 'primary'} />}
      <JobMenu job={job} instructions={instructions} />
      <JobKillDialog
        job={job}
        open={isKillDialogOpen}
        onOpenChange={setKillDialogOpen}
        onKill={async () => {
          await run('kill', controls.kill);
          setKillDialogOpen(false);
        }}
      />
    </>
  );
}
