'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { recordsCsvPath } from '#components/paths.ts';
import { ButtonLink } from '#components/ui/buttons/button-link.tsx';
import { Checkbox } from '#components/ui/forms/checkbox.tsx';
import { Segmented } from '#components/ui/forms/segmented.tsx';
import { Dialog } from '#components/ui/overlays/dialog.tsx';
import { Num } from '#components/ui/text/num.tsx';
import { countNotAccepted, isFinal, OUTCOMES, type Outcome } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';

/** The outcomes of the records that each choice downloads. */
const OUTCOMES_OF = {
  // Without outcomes, the download has the open records of the export.
  not_accepted: [],
  not_sent: ['not_sent'],
  all: OUTCOMES,
} as const satisfies Readonly<Record<string, readonly Outcome[]>>;
type Choice = keyof typeof OUTCOMES_OF;

/** Chooses the records of a CSV download, and its format. */
export function DownloadDialog({ job, onClose }: { job: JobView; onClose: () => void }) {
  const t = useTranslations('jobs.download');
  const [choice, setChoice] = useState<Choice>('not_accepted');
  const [bom, setBom] = useState(false);
  const [spreadsheetSafe, setSpreadsheetSafe] = useState(false);
  const { records, story } = job;
  const notAccepted = story && story.jobs > 1 ? story.open : countNotAccepted(records);
  const counts = { not_accepted: notAccepted, not_sent: records.not_sent, all: records.read };
  const hasUnreadRecords = job.hasUnreadRecords && job.state !== 'running' && choice !== 'not_accepted';
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title', { id: String(job.id) })}
      foot={
        <ButtonLink
          variant="primary"
          href={recordsCsvPath(job.id, { statuses: OUTCOMES_OF[choice], bom, spreadsheetSafe })}
          download=""
          onClick={onClose}
        >
          {t('action')}
        </ButtonLink>
      }
    >
      <div className="grid justify-items-start gap-5">
        <Segmented
          label={t('which')}
          value={choice}
          onValueChange={setChoice}
          options={(['not_accepted', 'not_sent', 'all'] as const).map((value) => ({
            value,
            label: (
              <>
                {t(value)} <Num value={counts[value]} />
              </>
            ),
          }))}
        />
        <p className="text-sm text-text-muted">
          {t(`${choice}Help`)} {hasUnreadRecords && t(isFinal(job.state) ? 'unread' : 'unreadYet')}
        </p>
        <Checkbox
          label={t('bom')}
          help={t('bomHelp')}
          checked={bom}
          onChange={(event) => setBom(event.target.checked)}
        />
        <Checkbox
          label={t('safe')}
          help={t('safeHelp')}
          checked={spreadsheetSafe}
          onChange={(event) => setSpreadsheetSafe(event.target.checked)}
        />
      </div>
    </Dialog>
  );
}
