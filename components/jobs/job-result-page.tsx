'use client';

import { Braces, Download } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { JobSheet } from '#components/job/job-sheet.tsx';
import { useJob } from '#components/job/use-job.ts';
import { SheetBody } from '#components/layout/sheet.tsx';
import { resultFilePath } from '#components/paths.ts';
import { ResultGrid } from '#components/results/result-grid.tsx';
import { useResult } from '#components/results/use-result.ts';
import { DownloadLink } from '#components/ui/buttons/download-link.tsx';
import { PersonalToggle } from '#components/ui/buttons/personal-toggle.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';

/** The first records of a job's query result. */
export function JobResultPage({ initial }: { initial: JobView }) {
  const t = useTranslations('workbench');
  const job = useJob(initial);
  /** Undefined until the person shows or hides personal values. */
  const [isPersonalShown, setPersonalShown] = useState<boolean>();
  const result = useResult(job, isPersonalShown ?? false);
  return (
    <JobSheet job={job} pageTitle={t('jobTabs.result')}>
      <SheetBody padded={false} className="flex flex-col">
        {/* The bar stays during a refetch: its toggle has the focus, and can hide the values again after a failure. */}
        {(result.data || isPersonalShown !== undefined) && (
          <div className="flex min-h-11 flex-none flex-wrap items-center gap-x-5 gap-y-1 border-border border-b px-6 text-sm max-wide:px-4 [&_a]:inline-flex [&_a]:min-h-target [&_a]:items-center [&_a]:gap-1.5 [&_svg]:size-4">
            <span className="mr-auto text-text-muted text-xs">
              {result.data && t('results.shown', { shown: result.data.records.length, total: result.data.total })}
            </span>
            <PersonalToggle isShown={isPersonalShown ?? false} onChange={setPersonalShown} />
            <DownloadLink href={resultFilePath(job.id, 'csv')} label={t('results.downloadCsv')}>
              <Download aria-hidden />
              CSV
            </DownloadLink>
            <DownloadLink href={resultFilePath(job.id, 'json')} label={t('results.downloadJson')}>
              <Braces aria-hidden />
              JSON
            </DownloadLink>
          </div>
        )}
        <div className="min-h-0 flex-1 max-wide:h-[70dvh] max-wide:flex-none">
          <ResultOfJob result={result} />
        </div>
      </SheetBody>
    </JobSheet>
  );
}

function ResultOfJob({ result: { data, error, isFetching, refetch } }: { result: ReturnType<typeof useResult> }) {
  const t = useTranslations('workbench');
  if (error)
    return (
      <ErrorState title={t('results.failed')} onRetry={() => void refetch()}>
        {error.message || t('results.failedText')}
      </ErrorState>
    );
  if (data && data.records.length > 0) return <ResultGrid label={t('results.results')} result={data} />;
  if (isFetching) return <LoadingNote />;
  const isEmpty = data !== undefined;
  return (
    <EmptyState icon={null} title={isEmpty ? t('results.empty') : t('jobTabs.noResult')}>
      {isEmpty ? t('results.emptyText') : t('jobTabs.noResultText')}
    </EmptyState>
  );
}
