import { previewEditedActivation } from '#lib/commands/audience/activation-wizard.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';

type Context = RouteContext<'/audience/[parentSegmentId]/segments/[segmentId]/activations/new/preview'>;

/**
 * The first rows of an activation that is being edited. The activation is in the body, because built strings may be
 * personal.
 */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return respond(request, async () => {
    const { segmentId: segment } = await params;
    const input = { ...(await readJson(request)), segment, signal: request.signal };
    return uncachedJson(await performRequest(previewEditedActivation, input));
  });
}
