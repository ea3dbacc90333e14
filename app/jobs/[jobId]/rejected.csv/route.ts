import { Readable } from 'node:stream';
import { getLocale } from 'next-intl/server';
import { uploadOf } from '#lib/core/job.ts';
import { whyGone } from '#lib/operations/readable-upload.ts';
import { NOT_ACCEPTED } from '#lib/operations/rejected-csv.ts';
import { rejectedCsv } from '#lib/runtime/files.ts';
import { answerAbout, fresh } from '../../../api/jobs/answer.ts';

/** The records that were not accepted, as a file that can be put right and sent again. */
export function GET(_request: Request, { params }: RouteContext<'/jobs/[jobId]/rejected.csv'>): Promise<Response> {
  return answerAbout(params, async (job, runtime) => {
    const upload = runtime.uploads.get(uploadOf(job));
    const gone = await whyGone(upload, runtime.files);
    if (gone) return fresh(gone, 410);
    const asked = { statuses: NOT_ACCEPTED, spreadsheetSafe: false, locale: await getLocale() };
    const csv = await rejectedCsv(runtime, job.id, asked);
    return new Response(Readable.toWeb(csv) as ReadableStream<Uint8Array>, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': attachment(`${upload.name.replace(/\.[^.]*$/, '')}-job-${job.id}-rejected.csv`),
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    });
  });
}

/** RFC 6266: a plain name for the old, the name itself for the others. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w.-]+/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
