'use client';

import { Ban, Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { JobControls } from '#components/job/job-controls.ts';
import { FixButton } from '#components/job/resend/fix-button.tsx';
import { ResendButtons } from '#components/job/resend/resend-buttons.tsx';
import { isFixable } from '#components/job/resend/resend-option.ts';
import { recordsPath } from '#components/paths.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { isFinal, notAccepted } from '#lib/core/job/job.ts';
import type { JobView, RerunInstructions } from '#lib/core/view/job-view.ts';
import { JobMenu } from './job-menu.tsx';
import { JobStopDialog } from './job-stop-dialog.tsx';
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
  const [isStopping, setStopping] = useState(false);
  const { id, state, isResumable } = job;
  const ended = isFinal(state);
  const open = notAccepted(job.records) + job.noted.not_sent;
  const needsToken = state === 'paused' && job.error?.code === 'unauthorized';
  return (
    <>
      {!ended && (
        <Button variant="danger" icon={<Ban aria-hidden />} busy={busy === 'kill'} onClick={() => setStopping(true)}>
          {t('stop')}
        </Button>
      )}
      {(state === 'running' || state === 'queued') && (
        <Button icon={<Pause aria-hidden />} busy={busy === 'pause'} onClick={() => run('pause', controls.pause)}>
          {t('pause')}
        </Button>
      )}
      {isResumable && (
        <Button
          variant={needsToken ? 'outline' : 'primary'} // the banner has the primary action
          icon={<Play aria-hidden />}
          busy={busy === 'resume'}
          onClick={() => run('resume', controls.resume)}
        >
          {t('resume')}
        </Button>
      )}
      {isFixable(job) && <FixButton job={id} fix={controls.fix} />}
      {ended && <ResendButtons job={job} controls={controls} />}
      {ended && open > 0 && (
        <ButtonLink variant={isResumable ? 'outline' : 'primary'} href={recordsPath(id)}>
          {t('review', { count: open })}
        </ButtonLink>
      )}
      <JobMenu job={job} instructions={instructions} />
      <JobStopDialog
        job={job}
        open={isStopping}
        onOpenChange={setStopping}
        onStop={async () => {
          await run('kill', controls.kill);
          setStopping(false);
        }}
      />
    </>
  );
}
