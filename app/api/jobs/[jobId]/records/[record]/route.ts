import { connectorOf } from '#lib/connectors/registry.ts';
import type { Job } from '#lib/core/job/job.ts';
import { uploadOf } from '#lib/core/job/job.ts';
import { numberOf } from '#lib/core/view/record-query.ts';
import type { RecordAnswer } from '#lib/core/view/record-view.ts';
import { bareRecord, showRecord, whyNothingNoted } from '#lib/operations/records/show-record.ts';
import { unavailableReason } from '#lib/operations/uploads/readable-upload.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';
import { respondForJobRecords, uncachedJson } from '../../../job-response.ts';

type Context = RouteContext<'/api/jobs/[jobId]/records/[record]'>;

/** The details of a record, or why there are none. `personal=shown` unmasks values. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const record = numberOf((await params).record) ?? 0;
  const showPersonal = new URL(request.url).searchParams.get('personal') === 'shown';
  return respondForJobRecords(params, async (job, runtime) =>
    uncachedJson(await describeRecord(record, showPersonal, job, runtime)),
  );
}

async function describeRecord(
  record: number,
  showPersonal: boolean,
  job: Job,
  runtime: Runtime,
): Promise<RecordAnswer> {
  const { records, uploads, files, prepareEffects: effects } = runtime;
  const noted = records.find(job.id, record);
  if (!noted) {
    const notSentNoted = records.count(job.id, { status: 'not_sent' });
    const nothing = whyNothingNoted(job, record, { selection: runtime.jobs.selection(job.id), notSentNoted });
    return { record, nothing, read: job.cursor.record };
  }
  const upload = uploads.get(uploadOf(job));
  const reason = await unavailableReason(upload, files);
  if (reason) return bareRecord(noted, reason);
  const connector = connectorOf(job.connector);
  return showRecord(noted, { connector, job, source: runtime.rowsOfJob(job, upload), showPersonal, effects });
}
