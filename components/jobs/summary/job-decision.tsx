'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { JobControls } from '#components/job/job-controls.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { DECISIONS, type Decision } from '#lib/core/delivery/decision.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { useJobControl } from '../use-job-control.ts';

/** The two ways out of not knowing. A job that was stopped sends nothing more, so it leaves only one. */
export function JobDecision({ job, controls }: { job: JobView; controls: JobControls }) {
  const t = useTranslations('jobs');
  const { busy, run } = useJobControl(job.id);
  const [asked, setAsked] = useState<Decision>();
  const possible = DECISIONS.filter((decision) => decision === 'accept' || job.state !== 'killed');
  const count = job.records.uncertain;
  return (
    <>
      {possible.map((decision) => (
        <Button key={decision} busy={busy === decision} onClick={() => setAsked(decision)}>
          {t(`banner.${decision}`)}
        </Button>
      ))}
      {asked && (
        <ConfirmDialog
          open
          onOpenChange={() => setAsked(undefined)}
          title={t(`decide.${asked}Title`, { count })}
          confirmLabel={t(`decide.${asked}Confirm`)}
          onConfirm={async () => {
            await run(asked, () => controls.decide({ id: job.id, decision: asked, seen: count }));
            setAsked(undefined);
          }}
        >
          <p>{t(`decide.${asked}Text`)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
