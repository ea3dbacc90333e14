'use client';

import { Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { JobControls } from '#components/job/job-controls.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { Help } from '#components/ui/overlays/help.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import { DeleteFileDialog } from '../delete-file-dialog.tsx';
import { useJobControl } from '../use-job-control.ts';

/** The retention of the job's file, and a button to delete it now. */
export function JobFile({ job, deleteFile }: { job: JobView; deleteFile: JobControls['deleteFile'] }) {
  const t = useTranslations('jobs.file');
  const { run } = useJobControl(job.id);
  const [isDialogOpen, setDialogOpen] = useState(false);
  const { retention, isResumable, records } = job;
  const title = t(job.type === 'export' ? 'title' : `titles.${job.type}`);
  return (
    <section aria-label={title} className="mt-3.5 grid justify-items-start gap-3 border-border border-t pt-3.5">
      <Facts labels="wide" className="w-full">
        <Fact label={title}>
          <FileRetention retention={retention} />
        </Fact>
      </Facts>
      {retention.dueAt !== null && (
        <>
          {(isResumable || records.uncertain > 0) && (
            <Help>{t(isResumable ? 'endsResuming' : 'endsResending', { count: records.uncertain })}</Help>
          )}
          <Button
            needs="uploads.write"
            variant="danger"
            size="sm"
            icon={<Trash2 aria-hidden />}
            onClick={() => setDialogOpen(true)}
          >
            {t('deleteFile')}
          </Button>
        </>
      )}
      <DeleteFileDialog
        job={job}
        open={isDialogOpen}
        onOpenChange={setDialogOpen}
        onDelete={async () => {
          await run('deleteFile', deleteFile);
          setDialogOpen(false);
        }}
      />
    </section>
  );
}

function FileRetention({ retention: { deleted, dueAt } }: Pick<JobView, 'retention'>) {
  const t = useTranslations('jobs.file');
  if (deleted)
    return t.rich('deleted', {
      because: deleted.because,
      date: () => <Time value={deleted.at} shape="date" />,
    });
  if (dueAt === null) return t('needed');
  return t.rich('keptUntil', { date: () => <Time value={dueAt} shape="date" /> });
}
