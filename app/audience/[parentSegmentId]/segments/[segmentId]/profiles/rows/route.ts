import { asksForPersonal } from '#components/http/personal-values.ts';
import { showProfiles, viewProfiles } from '#lib/commands/audience/segment-tabs.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The first customers of a segment. `personal=shown` unmasks personal values. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/audience/[parentSegmentId]/segments/[segmentId]/profiles/rows'>,
): Promise<Response> {
  const command = asksForPersonal(request) ? showProfiles : viewProfiles;
  const { segmentId: segment } = await params;
  return respondWith(request, command, { segment, signal: request.signal });
}
