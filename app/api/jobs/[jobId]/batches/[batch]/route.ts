import { connectorOf } from '#lib/connectors/registry.ts';
import type { Batch } from '#lib/core/delivery/ledger.ts';
import { type Job, uploadOf } from '#lib/core/job/job.ts';
import type { BatchDetail } from '#lib/core/view/batch-view.ts';
import { numberOf } from '#lib/core/view/record-query.ts';
import { openRecordsOf, showRequest } from '#lib/operations/records/show-batch.ts';
import { unavailableReason } from '#lib/operations/uploads/readable-upload.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';
import { respondForJob, uncachedJson } from '../../../job-response.ts';

type Context = RouteContext<'/api/jobs/[jobId]/batches/[batch]'>;

/** A batch of the ledger: its request with personal values masked, and its response. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const id = numberOf((await params).batch) ?? 0;
  return respondForJob(params, async (job, runtime) => {
    const batch = runtime.records.batch(job.id, id);
    return batch ? uncachedJson(await detailOf(batch, job, runtime)) : uncachedJson({ code: 'batch_unknown' }, 404);
  });
}

async function detailOf(batch: Batch, job: Job, runtime: Runtime): Promise<BatchDetail> {
  const { records, uploads, files, prepareEffects: effects } = runtime;
  const upload = uploads.get(uploadOf(job));
  const fileGone = await unavailableReason(upload, files);
  const connector = connectorOf(job.connector);
  return {
    batch,
    fileGone,
    request: fileGone
      ? null
      : await showRequest(batch, job, { connector, source: runtime.rowsOfJob(job, upload), effects }),
    open: openRecordsOf(job.id, batch, records),
  };
}
