'use client';

import { Play } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useCodeText } from '#components/http/use-code-text.ts';
import { ResultGrid } from '#components/results/result-grid.tsx';
import type { useResult } from '#components/results/use-result.ts';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { Spinner } from '#components/ui/feedback/spinner.tsx';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { Duration } from '#components/ui/text/duration.tsx';
import type { Compatibility } from '#lib/core/matching/compatibility.ts';
import type { ResultPreview } from '#lib/core/query/workbench.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import type { Run } from './use-run.ts';

export interface RunResultProps {
  run: Run;
  result: ReturnType<typeof useResult>;
  /** The source of the columns' types. */
  fit: Compatibility | undefined;
}

/** The result of the last run, or why there is none. */
export function RunResult({ run: { job, isStarting }, result, fit }: RunResultProps) {
  const t = useTranslations('workbench.results');
  const textOf = useCodeText('errors');
  // Until the new job is loaded, job and result belong to the previous run.
  if (isStarting) return <Waiting>{t('running')}</Waiting>;
  if (result.error)
    return (
      <ErrorState title={t('failed')} onRetry={() => void result.refetch()}>
        {result.error.message || t('failedText')}
      </ErrorState>
    );
  if (result.data) return <ResultRecords result={result.data} fit={fit} />;
  if (!job)
    return (
      <EmptyState icon={<Play aria-hidden className="size-6 text-text-muted" />} title={t('none')}>
        {t('noneText')}
      </EmptyState>
    );
  if (job.error && job.state !== 'queued') return <RunError job={job} />;
  if (job.state === 'killed') return <p className="p-4 text-sm text-text-muted">{t('killed')}</p>;
  if (job.state === 'paused') return <p className="p-4 text-sm text-text-muted">{textOf('user')}</p>;
  return (
    <Waiting>
      {t(job.state === 'queued' ? reasonToWait(job) : 'running')}
      {job.startedAt !== null && <Duration ms={job.workedUntil - job.startedAt} />}
    </Waiting>
  );
}

function Waiting({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="flex items-center gap-2 p-4 text-sm text-text-muted">
      <Spinner />
      {children}
    </p>
  );
}

function reasonToWait({ heldBackBy, isWorkerAlive }: JobView) {
  if (heldBackBy !== null) return 'heldBack';
  return isWorkerAlive ? 'queued' : 'noWorker';
}

function ResultRecords({ result, fit }: { result: ResultPreview; fit: Compatibility | undefined }) {
  const t = useTranslations('workbench.results');
  if (result.records.length === 0)
    return (
      <EmptyState icon={null} title={t('empty')}>
        {t('emptyText')}
      </EmptyState>
    );
  const types = new Map(fit?.columns.map(({ name, type }) => [name, type]));
  const columns = result.columns.map(({ name }) => ({ name, type: types.get(name) ?? '' }));
  return <ResultGrid label={t('results')} result={{ columns, records: result.records }} />;
}

function RunError({ job: { error } }: { job: JobView }) {
  const textOf = useCodeText('errors');
  if (error === null) return null;
  return (
    <p role="alert" className="flex items-start gap-2 p-4 text-error text-sm">
      <StatusIcon tone="error" className="mt-0.5 size-4" />
      {textOf(error.code, error.params)}
    </p>
  );
}
