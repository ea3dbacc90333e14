'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { requestJson } from '#components/http/request-json.ts';
import { SheetBody } from '#components/layout/sheet.tsx';
import { type SegmentPlace, segmentProfilesPath } from '#components/paths.ts';
import { ResultGrid } from '#components/results/result-grid.tsx';
import { PersonalToggle } from '#components/ui/buttons/personal-toggle.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { LoadingNote, SkeletonRows } from '#components/ui/feedback/skeleton-rows.tsx';
import { Time } from '#components/ui/text/time.tsx';
import type { RecordSample } from '#lib/core/query/workbench.ts';

export interface ProfilesPageProps {
  segment: SegmentPlace & { readonly name: string; readonly population: number | null };
  /** The build that the profiles come from. */
  build: { readonly job: number; readonly endedAt: number | null };
  isBuilding: boolean;
}

/** The first customers of a segment. Only this request returns their values; they are not cached. */
export function ProfilesPage({ segment, build, isBuilding }: ProfilesPageProps) {
  const t = useTranslations('segment-tabs.profiles');
  const [isShown, setShown] = useState(false);
  const path = `${segmentProfilesPath(segment)}/rows${isShown ? '?personal=shown' : ''}`;
  const { data, error, refetch } = useQuery({
    queryKey: ['profiles', path, build.job],
    queryFn: ({ signal }) => requestJson<RecordSample>(path, { signal }),
    ...{ gcTime: 0, retry: false },
  });
  return (
    <SheetBody padded={false} className="flex flex-col">
      <div className="flex min-h-11 flex-none flex-wrap items-center justify-between gap-x-5 gap-y-1 px-6 py-1 max-wide:px-4">
        <p role="status" className="text-text-muted text-xs">
          {data && <Shown count={data.records.length} total={segment.population} builtAt={build.endedAt ?? 0} />}{' '}
          {!isShown && t('hidden')} {isBuilding && t('building')}
        </p>
        <PersonalToggle shown={isShown} onChange={setShown} />
      </div>
      <div className="min-h-0 flex-1 border-border border-t max-wide:h-[70dvh] max-wide:flex-none">
        {error ? (
          <ErrorState title={t('failed')} onRetry={() => void refetch()}>
            {error.message || t('failedText')}
          </ErrorState>
        ) : data === undefined ? (
          <LoadingRows />
        ) : data.records.length === 0 ? (
          <EmptyState icon={null} title={t('empty')}>
            {t('emptyText')}
          </EmptyState>
        ) : (
          <ResultGrid label={t('label', { name: segment.name })} result={data} />
        )}
      </div>
    </SheetBody>
  );
}

interface ShownProps {
  count: number;
  /** Null if the segment was not counted in the build. */
  total: number | null;
  builtAt: number;
}

/** How many profiles are shown, of how many, and from which build. */
function Shown({ count: shown, total, builtAt }: ShownProps) {
  const t = useTranslations('segment-tabs.profiles');
  const time = () => <Time value={builtAt} />;
  return total !== null && total > shown ? t.rich('shown', { shown, total, time }) : t.rich('all', { shown, time });
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
