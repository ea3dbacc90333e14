'use client';

import { useTranslations } from 'next-intl';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { SkeletonText } from '#components/ui/feedback/skeleton-text.tsx';
import { Drawer } from '#components/ui/overlays/drawer.tsx';
import { BatchBadge } from './batch-badge.tsx';
import { BatchRequest } from './batch-request.tsx';
import { BatchResponse } from './batch-response.tsx';
import { useBatch } from './use-open-batch.ts';

export interface BatchDrawerProps {
  job: number;
  batch: number | undefined;
  onClose: () => void;
}

/** The details of a batch: the request and the response of its call. */
export function BatchDrawer({ job, batch, onClose }: BatchDrawerProps) {
  const t = useTranslations('jobs.batches');
  const { data, isError, refetch } = useBatch(job, batch);
  return (
    <Drawer
      open={batch !== undefined}
      onClose={onClose}
      title={data ? t('drawer.title', { name: data.batch.name }) : t('batch')}
      note={data ? t('drawer.records', { first: data.batch.from.record + 1, last: data.batch.lastRecord }) : ' '}
      badge={data && <BatchBadge batch={data.batch} />}
    >
      {isError && (
        <ErrorState title={t('drawer.failed')} level={3} onRetry={refetch}>
          {t('drawer.failedText')}
        </ErrorState>
      )}
      {!isError && !data && <SkeletonText />}
      {data && (
        <>
          <BatchResponse job={job} detail={data} />
          <BatchRequest detail={data} />
        </>
      )}
    </Drawer>
  );
}
