import { getLocale } from 'next-intl/server';
import { downloadRecords } from '#lib/commands/console/job-records.ts';
import { readCsvQuery } from '#lib/core/view/csv-query.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';
import { attachment } from '../../../api/jobs/attachment.ts';

/** Records of a job as a CSV for fixing and resending; by default those that are open in its export. */
export function GET(request: Request, { params }: RouteContext<'/jobs/[jobId]/rejected.csv'>): Promise<Response> {
  return respond(request, async () => {
    const query = readCsvQuery(new URL(request.url).searchParams);
    const input = { job: (await params).jobId, ...query, locale: await getLocale() };
    const { csv, name } = await performRequest(downloadRecords, input);
    return attachment(csv, { name, type: 'text/csv' });
  });
}
