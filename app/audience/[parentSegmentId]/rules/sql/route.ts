import { compileRule } from '#lib/commands/rows/audience/segments.ts';
import { readJson, respondWith } from '#lib/web/run-command.ts';

/** The SQL of an unsaved rule. */
export async function POST(request: Request, { params }: RouteContext<'/audience/[parentSegmentId]/rules/sql'>) {
  const { parentSegmentId } = await params;
  return respondWith(request, compileRule, {
    ...(await readJson(request)),
    parent_segment: Number(parentSegmentId),
  });
}
