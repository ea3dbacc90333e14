import { viewColumnValues } from '#lib/commands/audience/rules.ts';
import { readJson, respond, respondWith } from '#lib/web/run-command.ts';

/** The most frequent values of a column. */
export function POST(request: Request, { params }: RouteContext<'/audience/[parentSegmentId]/rules/values'>) {
  return respond(request, async () => {
    const { parentSegmentId: parentSegment } = await params;
    const input = { ...(await readJson(request)), parentSegment, signal: request.signal };
    return respondWith(request, viewColumnValues, input);
  });
}
