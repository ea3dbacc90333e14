import { viewColumnValues } from '#lib/commands/audience/rules.ts';
import { readJson, respondWith } from '#lib/web/run-command.ts';

/** The most frequent values of a column. */
export async function POST(request: Request, { params }: RouteContext<'/audience/[parentSegmentId]/rules/values'>) {
  const { parentSegmentId: parentSegment } = await params;
  return respondWith(request, viewColumnValues, { ...(await readJson(request)), parentSegment });
}
