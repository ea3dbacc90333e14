'use client';

import { useTranslations } from 'next-intl';
import { JobSheet } from '#components/job/job-sheet.tsx';
import { useJob } from '#components/job/use-job.ts';
import { SheetBody } from '#components/layout/sheet.tsx';
import { databasePath, queryPath } from '#components/paths.ts';
import { Link } from '#components/ui/navigation/link.tsx';
import { Fact, Facts } from '#components/ui/surfaces/facts.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { CodeBlock } from '#components/ui/text/code-block.tsx';
import { CopyButton } from '#components/ui/text/copy-button.tsx';
import { Time } from '#components/ui/text/time.tsx';
import { type JobQuery, NORMAL_PRIORITY_INDEX, PRIORITIES } from '#lib/core/job/query.ts';
import type { JobView } from '#lib/core/view/job-view.ts';

export interface JobQueryPageProps {
  initial: JobView;
  query: JobQuery;
  /** The saved query that the job executed, in its current state; null if there is none. */
  saved: { readonly id: number; readonly name: string } | null;
}

/** The query of a job, as it was when the job was created. */
export function JobQueryPage({ initial, query, saved }: JobQueryPageProps) {
  const t = useTranslations('workbench');
  const job = useJob(initial);
  const { sql, database, engine, plannedAt, priority, retryLimit } = query;
  return (
    <JobSheet job={job} pageTitle={t('jobTabs.query')}>
      <SheetBody padded={false}>
        <Region label={t('jobTabs.query')}>
          <Facts labels="wide">
            {saved && (
              <Fact label={t('jobTabs.saved')}>
                <Link href={queryPath(saved.id)}>{saved.name}</Link>
              </Fact>
            )}
            <Fact label={t('jobTabs.database')}>
              {engine === 'duckdb' ? <Link href={databasePath(database)}>{database}</Link> : database}
            </Fact>
            <Fact label={t('jobTabs.engine')}>{t(`editor.engines.${engine}`)}</Fact>
            <Fact label={t('jobTabs.plannedAt')}>
              <Time value={plannedAt * 1000} shape="second" />
            </Fact>
            <Fact label={t('jobTabs.priority')}>
              {t(`options.priorities.${PRIORITIES[priority + NORMAL_PRIORITY_INDEX] ?? 'normal'}`)}
            </Fact>
            <Fact label={t('jobTabs.retries')}>{retryLimit}</Fact>
          </Facts>
        </Region>
        <Region title={t('jobTabs.copySql')} actions={<CopyButton text={sql} label={t('jobTabs.copySql')} />} last>
          <CodeBlock label={t('editor.sql')}>{sql}</CodeBlock>
        </Region>
      </SheetBody>
    </JobSheet>
  );
}
