'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { personalQuery } from '#components/http/personal-values.ts';
import { requestJson } from '#components/http/request-json.ts';
import { SheetBody } from '#components/layout/sheet.tsx';
import { PersonalToggle } from '#components/ui/buttons/personal-toggle.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/feedback/skeleton-rows.tsx';
import type { RecordSample } from '#lib/core/query/workbench.ts';
import { ResultGrid } from './result-grid.tsx';

export interface SampledRecordsProps {
  /** The address of the records; with `personal=shown`, personal values are not masked. */
  path: string;
  /** Changes with the data at the path. */
  version?: number;
  /** Says what is shown; the number of records is undefined while they load. */
  note: (recordCount: number | undefined, isPersonalShown: boolean) => ReactNode;
  texts: {
    readonly label: string;
    readonly failed: string;
    readonly failedText: string;
    readonly empty: string;
    readonly emptyText: string;
  };
}

/** The first records of a table or segment. Only this request returns their values; they are not cached. */
export function SampledRecords({ path, version, note, texts }: SampledRecordsProps) {
  const [isPersonalShown, setPersonalShown] = useState(false);
  const url = path + personalQuery(isPersonalShown);
  const { data, error, refetch } = useQuery({
    queryKey: ['sampled records', url, version],
    queryFn: ({ signal }) => requestJson<RecordSample>(url, { signal }),
    gcTime: 0,
    retry: false,
  });
  return (
    <SheetBody padded={false} className="flex flex-col">
      <div className="flex min-h-11 flex-none flex-wrap items-center justify-between gap-x-5 gap-y-1 px-6 py-1 max-wide:px-4">
        <p role="status" className="text-text-muted text-xs">
          {note(data?.records.length, isPersonalShown)}
        </p>
        <PersonalToggle isShown={isPersonalShown} onChange={setPersonalShown} />
      </div>
      <div className="min-h-0 flex-1 border-border border-t max-wide:h-[70dvh] max-wide:flex-none">
        {error && (
          <ErrorState title={texts.failed} onRetry={() => void refetch()}>
            {error.message || texts.failedText}
          </ErrorState>
        )}
        {!error && data === undefined && <LoadingRows />}
        {!error && data !== undefined && <Records sample={data} texts={texts} />}
      </div>
    </SheetBody>
  );
}

function Records({ sample, texts }: { sample: RecordSample; texts: SampledRecordsProps['texts'] }) {
  if (sample.records.length > 0) return <ResultGrid label={texts.label} result={sample} />;
  return (
    <EmptyState icon={null} title={texts.empty}>
      {texts.emptyText}
    </EmptyState>
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
