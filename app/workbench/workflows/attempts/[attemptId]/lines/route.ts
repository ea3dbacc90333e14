import { getLocale } from 'next-intl/server';
import { viewAttemptLog } from '#lib/commands/console/workflows/attempts.ts';
import { readLogQuery } from '#lib/core/view/log-query.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** Lines of an attempt's log: the newest, or those before or after a line. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/workbench/workflows/attempts/[attemptId]/lines'>,
): Promise<Response> {
  const { task, limit, ...search } = Object.fromEntries(new URL(request.url).searchParams);
  const query = readLogQuery(search);
  const input = { attempt: (await params).attemptId, task, limit, ...query, locale: await getLocale() };
  return respondWith(request, viewAttemptLog, input);
}
