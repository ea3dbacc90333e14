import { numberOf } from '#lib/core/view/record-query.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { uncachedJson } from '../jobs/job-response.ts';

/** Further notices are shown as a number. */
const MAX_NOTICES = 100;

/** Notices of jobs that ended or paused after a cursor of the outbox; without a cursor, only the newest cursor. */
export async function GET(request: Request): Promise<Response> {
  const { outbox } = await webRuntime();
  const after = numberOf(new URL(request.url).searchParams.get('after') ?? undefined);
  const newest = outbox.newest();
  // A cursor after the newest comes from another data folder or from deleted rows.
  return uncachedJson(
    after === undefined ? { cursor: newest, notices: [] } : outbox.after(Math.min(after, newest), MAX_NOTICES),
  );
}
