import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { RecordsPage } from '#components/records/records-page.tsx';
import { connectorOf } from '#lib/connectors/registry.ts';
import { sendsRecords, uploadOf } from '#lib/core/job/job.ts';
import { readRecordQuery } from '#lib/core/view/record-query.ts';
import { listRecords } from '#lib/operations/records/list-records.ts';
import { unavailableReason } from '#lib/operations/uploads/readable-upload.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { RECORDS_PER_PAGE } from '../../../api/jobs/records-per-page.ts';
import { fixJob } from '../../actions.ts';
import { loadJob } from '../../load-job.ts';

type Props = PageProps<'/jobs/[jobId]/records'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('records');
  return { title: t('of', { id: String((await loadJob(params)).id) }) };
}

export default async function JobRecordsPage({ params, searchParams }: Props) {
  const view = await loadJob(params);
  const query = readRecordQuery(await searchParams);
  const { jobs, uploads, files, records } = await webRuntime();
  const job = jobs.find(view.id);
  if (!job) throw new Error(`job ${view.id} does not exist`); // jobs are never deleted
  if (!sendsRecords(job)) notFound();
  const upload = uploads.get(uploadOf(job));
  const list = listRecords({
    ...{ job, query, records, header: upload.header },
    connector: connectorOf(job.connector),
    limit: RECORDS_PER_PAGE,
  });
  return (
    <RecordsPage
      initial={view}
      query={query}
      fix={fixJob}
      fileGone={await unavailableReason(upload, files)}
      {...list}
    />
  );
}
