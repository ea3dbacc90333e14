import { getLocale } from 'next-intl/server';
import { uploadOf } from '#lib/core/job.ts';
import { whyGone } from '#lib/operations/readable-upload.ts';
import { NOT_ACCEPTED } from '#lib/operations/rejected-csv.ts';
import { rejectedCsv } from '#lib/runtime/files.ts';
import { csvDownload } from '../../../api/csv-download.ts';
import { answerAbout, fresh } from '../../../api/jobs/answer.ts';

/** The records that were not accepted, as a file that can be put right and sent again. */
export function GET(_request: Request, { params }: RouteContext<'/jobs/[jobId]/rejected.csv'>): Promise<Response> {
  return answerAbout(params, async (job, runtime) => {
    const upload = runtime.uploads.get(uploadOf(job));
    const gone = await whyGone(upload, runtime.files);
    if (gone) return fresh(gone, 410);
    const asked = { statuses: NOT_ACCEPTED, spreadsheetSafe: false, locale: await getLocale() };
    const csv = await rejectedCsv(runtime, job.id, asked);
    return csvDownload(csv, `${upload.name.replace(/\.[^.]*$/, '')}-job-${job.id}-rejected.csv`);
  });
}
