'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { requestJson } from '#components/http/request-json.ts';
import { SheetBody } from '#components/layout/sheet.tsx';
import { ResultGrid } from '#components/results/result-grid.tsx';
import { PersonalToggle } from '#components/ui/buttons/personal-toggle.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/feedback/skeleton-rows.tsx';
import type { RecordSample } from '#lib/core/query/workbench.ts';
import type { TableViewProps } from './table-view.ts';

/** The first records of a table. Only this request returns their values; they are not cached. */
export function TableRecords({ database, table: { name, records } }: TableViewProps) {
  const t = useTranslations('workbench');
  const [isShown, setShown] = useState(false);
  const path = `/api/workbench/databases/${database}/${name}/records${isShown ? '?personal=shown' : ''}`;
  const { data, error, refetch } = useQuery({
    queryKey: ['table records', path],
    queryFn: ({ signal }) => requestJson<RecordSample>(path, { signal }),
    ...{ gcTime: 0, retry: false },
  });
  return (
    <SheetBody padded={false} className="flex flex-col">
      <div className="flex min-h-11 flex-none flex-wrap items-center justify-between gap-3 px-6 max-wide:px-4">
        <span className="text-text-muted text-xs">
          {data && t('tables.shown', { shown: data.records.length, total: records })}
        </span>
        <PersonalToggle shown={isShown} onChange={setShown} />
      </div>
      <div className="min-h-0 flex-1 border-border border-t max-wide:h-[70dvh] max-wide:flex-none">
        {error ? (
          <ErrorState title={t('tables.failed')} onRetry={() => void refetch()}>
            {error.message || t('unreached')}
          </ErrorState>
        ) : data === undefined ? (
          <LoadingRows />
        ) : data.records.length === 0 ? (
          <EmptyState icon={null} title={t('tables.noRecords')}>
            {t('tables.noRecordsText')}
          </EmptyState>
        ) : (
          <ResultGrid label={t('tables.recordsOf', { name })} result={data} />
        )}
      </div>
    </SheetBody>
  );
}

function LoadingRows() {
  return (
    <div className="h-full overflow-hidden">
      <LoadingNote />
      <table aria-hidden className="m-6">
        <tbody>
          <SkeletonRows rows={8} columns={5} />
        </tbody>
      </table>
    </div>
  );
}
