import { compileRule } from '#lib/commands/rows/audience/segments.ts';
import { readJson, respond, respondWith } from '#lib/web/run-command.ts';

/** The SQL of an unsaved rule. */
export function POST(request: Request, { params }: RouteContext<'/audience/[parentSegmentId]/rules/sql'>) {
  return respond(request, async () => {
    const { parentSegmentId } = await params;
    const input = { ...(await readJson(request)), parent_segment: Number(parentSegmentId) };
    return respondWith(request, compileRule, input);
  });
}
