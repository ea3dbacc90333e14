import { showProfiles, viewProfiles } from '#lib/commands/audience/segment-tabs.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The first customers of a segment. `personal=shown` unmasks personal values. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/audience/[parentSegmentId]/segments/[segmentId]/profiles/rows'>,
): Promise<Response> {
  const isShown = new URL(request.url).searchParams.get('personal') === 'shown';
  const { segmentId: segment } = await params;
  return respondWith(request, isShown ? showProfiles : viewProfiles, { segment, signal: request.signal });
}
