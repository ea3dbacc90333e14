'use client';

import { Ban, Pause, Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ButtonLink } from '#components/ui/button-link.tsx';
import { isFinal, notAccepted } from '#lib/core/job.ts';
import type { JobView } from '#lib/core/job-view.ts';
import type { JobControls } from './job-controls.ts';
import { JobStopDialog } from './job-stop-dialog.tsx';
import { recordsPath } from './jobs-address.ts';
import { useJobControl } from './use-job-control.ts';

/** What can be done with a job as it stands. */
export function JobActions({ job, controls }: { job: JobView; controls: JobControls }) {
  const t = useTranslations('jobs.head');
  const { busy, run } = useJobControl(job.id);
  const [asks, setAsks] = useState(false);
  const { id, state, isResumable } = job;
  const ended = isFinal(state);
  const open = notAccepted(job.records) + job.noted.not_sent;
  return (
    <>
      {!ended && (
        <Button variant="danger" icon={<Ban aria-hidden />} busy={busy === 'kill'} onClick={() => setAsks(true)}>
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
          variant="primary"
          icon={<Play aria-hidden />}
          busy={busy === 'resume'}
          onClick={() => run('resume', controls.resume)}
        >
          {t('resume')}
        </Button>
      )}
      {ended && open > 0 && (
        <ButtonLink variant={isResumable ? 'outline' : 'primary'} href={recordsPath(id)}>
          {t('review', { count: open })}
        </ButtonLink>
      )}
      <JobStopDialog
        job={job}
        open={asks}
        onOpenChange={setAsks}
        onStop={async () => {
          await run('kill', controls.kill);
          setAsks(false);
        }}
      />
    </>
  );
}
