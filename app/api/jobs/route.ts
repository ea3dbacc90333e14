import { viewJobsById } from '#lib/commands/console/jobs.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The current state of jobs by ID. */
export function GET(request: Request): Promise<Response> {
  const ids = (new URL(request.url).searchParams.get('ids') ?? '').split(',');
  return respondWith(request, viewJobsById, { ids });
}
