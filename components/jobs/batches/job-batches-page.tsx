'use client';

import { useTranslations } from 'next-intl';
import { JobRefresh } from '#components/job/job-refresh.tsx';
import { JobSheet } from '#components/job/job-sheet.tsx';
import { useJob } from '#components/job/use-job.ts';
import { SheetBody } from '#components/layout/sheet.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { CursorPages } from '#components/ui/navigation/cursor-pages.tsx';
import { TableFoot } from '#components/ui/tables/table-foot.tsx';
import type { Batch } from '#lib/core/delivery/ledger.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { BatchDrawer } from './batch-drawer.tsx';
import { BatchesTable } from './batches-table.tsx';
import { useOpenBatch } from './use-open-batch.ts';

export interface JobBatchesPageProps {
  initial: JobView;
  batches: readonly Batch[];
  previousHref: string | undefined;
  nextHref: string | undefined;
}

export function JobBatchesPage({ initial, batches, previousHref, nextHref }: JobBatchesPageProps) {
  const t = useTranslations('jobs');
  const job = useJob(initial);
  const { batch, open, queryOf } = useOpenBatch();
  return (
    <JobSheet job={job} pageTitle={t('tabs.batches')}>
      <JobRefresh initial={initial} job={job} />
      <SheetBody padded={false} className="px-6 pb-6 max-wide:px-4">
        {batches.length === 0 ? (
          <EmptyState title={t('batches.empty')}>{t('batches.emptyText')}</EmptyState>
        ) : (
          <>
            <p className="py-3 text-text-muted text-xs">{t('batches.lead')}</p>
            <BatchesTable
              batches={batches}
              label={t('batches.title', { id: String(job.id) })}
              openId={batch}
              queryOf={queryOf}
              onOpen={open}
            />
            <TableFoot>
              <span>{t('batches.count', { count: batches.length, total: job.batches })}</span>
              <CursorPages
                label={t('batches.pages')}
                previous={{ label: t('batches.previous'), href: previousHref }}
                next={{ label: t('batches.next'), href: nextHref }}
              />
            </TableFoot>
          </>
        )}
        <BatchDrawer job={job.id} batch={batch} onClose={() => open(undefined)} />
      </SheetBody>
    </JobSheet>
  );
}
