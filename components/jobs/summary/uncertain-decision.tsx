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
  const [decisionToConfirm, setDecisionToConfirm] = useState<Decision>();
  const decisions = DECISIONS.filter((decision) => decision === 'accept' || job.state !== 'killed');
  const count = job.records.uncertain;
  return (
    <>
      {decisions.map((decision) => (
        <Button
          needs="jobs.control"
          key={decision}
          busy={busy === decision}
          onClick={() => setDecisionToConfirm(decision)}
        >
          {t(`banner.${decision}`)}
        </Button>
      ))}
      {decisionToConfirm && (
        <ConfirmDialog
          open
          onOpenChange={() => setDecisionToConfirm(undefined)}
          title={t(`decide.${decisionToConfirm}Title`, { count })}
          confirmLabel={t(`decide.${decisionToConfirm}Confirm`)}
          onConfirm={async () => {
            await run(decisionToConfirm, () =>
              controls.decide({ job: job.id, decision: decisionToConfirm, seen: count }),
            );
            setDecisionToConfirm(undefined);
          }}
        >
          <p>{t(`decide.${decisionToConfirm}Text`)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
