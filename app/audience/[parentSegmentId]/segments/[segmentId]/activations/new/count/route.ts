import { countRowsOfActivation } from '#lib/commands/audience/activation-wizard.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';

type Context = RouteContext<'/audience/[parentSegmentId]/segments/[segmentId]/activations/new/count'>;

/** The numbers of the segment's customers and of the rows of an activation that is being edited. */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return respond(request, async () => {
    const { segmentId: segment } = await params;
    const input = { ...(await readJson(request)), segment, signal: request.signal };
    return uncachedJson(await performRequest(countRowsOfActivation, input));
  });
}
