import { numberOf } from '#lib/core/view/record-query.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { fresh } from '../jobs/answer.ts';

/** More than a person takes in at once; what is behind them is told as a number. */
const MOST = 100;

/** How jobs ended or paused behind a place in the outbox; without one, the place to begin at. */
export async function GET(request: Request): Promise<Response> {
  const { outbox } = await webRuntime();
  const after = numberOf(new URL(request.url).searchParams.get('after') ?? undefined);
  const newest = outbox.newest();
  // A place behind the newest is one of another data folder, or of rows that were swept away.
  return fresh(after === undefined ? { cursor: newest, notices: [] } : outbox.after(Math.min(after, newest), MOST));
}
