import { connectorOf } from '#lib/connectors/registry.ts';
import { uploadOf } from '#lib/core/job/job.ts';
import { readRecordQuery } from '#lib/core/view/record-query.ts';
import type { RecordValues } from '#lib/core/view/record-view.ts';
import { unavailableReason } from '#lib/operations/uploads/readable-upload.ts';
import { showCells } from '#lib/operations/uploads/show-cells.ts';
import { respondForJobRecords, uncachedJson } from '../../job-response.ts';
import { RECORDS_PER_PAGE } from '../../records-per-page.ts';

/** The cells of a page of records. The query is that of the page; `personal=shown` unmasks values. */
export function GET(request: Request, { params }: RouteContext<'/api/jobs/[jobId]/records'>): Promise<Response> {
  return respondForJobRecords(params, async (job, runtime) => {
    const search = Object.fromEntries(new URL(request.url).searchParams);
    const { after, record: _, ...filter } = readRecordQuery(search);
    const upload = runtime.uploads.get(uploadOf(job));
    const fileGone = await unavailableReason(upload, runtime.files);
    if (fileGone) return uncachedJson({ fileGone, records: [] } satisfies RecordValues);
    const records = await showCells(runtime.records.page(job.id, filter, after, RECORDS_PER_PAGE), {
      connector: connectorOf(job.connector),
      job,
      source: runtime.rowsOfJob(job, upload),
      showPersonal: search['personal'] === 'shown',
    });
    return uncachedJson({ fileGone, records } satisfies RecordValues);
  });
}
