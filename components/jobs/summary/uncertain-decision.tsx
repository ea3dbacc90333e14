'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { JobControls } from '#components/job/job-controls.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ConfirmDialog } from '#components/ui/overlays/confirm-dialog.tsx';
import { DECISIONS, type Decision } from '#lib/core/delivery/decision.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { useJobControl } from '../use-job-control.ts';

/** Decides on uncertain records: resend them, or count them as accepted. A killed job cannot resend them. */
export function UncertainDecision({ job, controls }: { job: JobView; controls: JobControls }) {
  const t = useTranslations('jobs');
  const { busy, run } = useJobControl(job.id);
  const [pending, setPending] = useState<Decision>();
  const decisions = DECISIONS.filter((decision) => decision === 'accept' || job.state !== 'killed');
  const count = job.records.uncertain;
  return (
    <>
      {decisions.map((decision) => (
        <Button needs="jobs.control" key={decision} busy={busy === decision} onClick={() => setPending(decision)}>
          {t(`banner.${decision}`)}
        </Button>
      ))}
      {pending && (
        <ConfirmDialog
          open
          onOpenChange={() => setPending(undefined)}
          title={t(`decide.${pending}Title`, { count })}
          confirmLabel={t(`decide.${pending}Confirm`)}
          onConfirm={async () => {
            await run(pending, () => controls.decide({ job: job.id, decision: pending, seen: count }));
            setPending(undefined);
          }}
        >
          <p>{t(`decide.${pending}Text`)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
