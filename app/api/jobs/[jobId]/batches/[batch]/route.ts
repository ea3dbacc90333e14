import { viewBatch } from '#lib/commands/console/job-parts.ts';
import { performRequest, respond, uncachedJson } from '#lib/web/run-command.ts';

type Context = RouteContext<'/api/jobs/[jobId]/batches/[batch]'>;

/** A batch of the ledger: its request with personal values masked, and its response. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(request, async () => {
    const { jobId: job, batch } = await params;
    const detail = await performRequest(viewBatch, { job, batch });
    return detail ? uncachedJson(detail) : uncachedJson({ code: 'batch_unknown' }, 404);
  });
}
