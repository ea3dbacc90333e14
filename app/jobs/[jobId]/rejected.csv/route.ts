import { getLocale } from 'next-intl/server';
import { OUTCOMES, uploadOf } from '#lib/core/job/job.ts';
import { type CsvQuery, readCsvQuery } from '#lib/core/view/csv-query.ts';
import { NOT_ACCEPTED } from '#lib/operations/records/rejected-csv.ts';
import { unavailableReason } from '#lib/operations/uploads/readable-upload.ts';
import { rejectedCsv } from '#lib/runtime/reading/files.ts';
import { attachment } from '../../../api/jobs/attachment.ts';
import { respondForJobRecords, uncachedJson } from '../../../api/jobs/job-response.ts';

/** Records of a job as a CSV for fixing and resending; by default those that were not accepted. */
export function GET(request: Request, { params }: RouteContext<'/jobs/[jobId]/rejected.csv'>): Promise<Response> {
  return respondForJobRecords(params, async (job, runtime) => {
    const upload = runtime.uploads.get(uploadOf(job));
    const reason = await unavailableReason(upload, runtime.files);
    if (reason) return uncachedJson(reason, 410);
    const { statuses, ...format } = readCsvQuery(new URL(request.url).searchParams);
    const selected = statuses.length > 0 ? statuses : NOT_ACCEPTED;
    const csv = await rejectedCsv(runtime, job.id, { statuses: selected, ...format, locale: await getLocale() });
    const name = `${upload.name.replace(/\.[^.]*$/, '')}-job-${job.id}-${fileSuffix(statuses)}.csv`;
    return attachment(csv, { name, type: 'text/csv' });
  });
}

function fileSuffix(statuses: CsvQuery['statuses']): string {
  if (statuses.length === 0) return 'rejected';
  return statuses.length === OUTCOMES.length ? 'all' : statuses.join('-').replace('_', '-');
}
