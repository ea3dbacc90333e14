import { viewColumnValues } from '#lib/commands/audience/rules.ts';
import { readJson, respond, respondWith } from '#lib/web/run-command.ts';

/** The most frequent values of a column. */
export function POST(request: Request, { params }: RouteContext<'/audience/[parentSegmentId]/rules/values'>) {
  return respond(request, async () => {
    const { parentSegmentId: parentSegment } = await params;
    return respondWith(request, viewColumnValues, { ...(await readJson(request)), parentSegment });
  });
}
