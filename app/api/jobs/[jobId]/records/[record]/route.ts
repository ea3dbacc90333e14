import { connectorOf } from '#lib/connectors/registry.ts';
import { numberOf } from '#lib/core/record-query.ts';
import { recordWithoutFile, showRecord, whyNothingNoted } from '#lib/operations/show-record.ts';
import { answerAbout, fresh } from '../../../answer.ts';

type Context = RouteContext<'/api/jobs/[jobId]/records/[record]'>;

/** A record in full, or why there is nothing to say of it. `personal=shown` makes its values readable. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const number = numberOf((await params).record) ?? 0;
  return answerAbout(params, async (job, runtime) => {
    const noted = runtime.records.find(job.id, number);
    if (!noted) {
      const notSent = runtime.records.count(job.id, { status: 'not_sent' });
      return fresh({ nothing: whyNothingNoted(job, number, notSent), read: job.records.read }, 404);
    }
    const upload = runtime.uploads.get(job.uploadId);
    if (!(await runtime.files.has(upload.folder))) return fresh(recordWithoutFile(noted));
    const detail = await showRecord(noted, {
      connector: connectorOf(job.connector),
      job,
      source: runtime.rowsOf(upload),
      showPersonal: new URL(request.url).searchParams.get('personal') === 'shown',
      effects: runtime.prepareEffects,
    });
    return fresh(detail);
  });
}
