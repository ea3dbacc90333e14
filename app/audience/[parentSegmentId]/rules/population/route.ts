import { viewRulePopulation } from '#lib/commands/audience/rules.ts';
import { UserError } from '#lib/core/errors.ts';
import { failureOf } from '#lib/web/action-result.ts';
import { performRequest, readJson, respond, uncachedJson } from '#lib/web/run-command.ts';

/**
 * How many customers an unsaved rule selects, or where the rule is invalid. The rule is in the body, because its values
 * may be personal.
 */
export function POST(request: Request, { params }: RouteContext<'/audience/[parentSegmentId]/rules/population'>) {
  return respond(request, async () => {
    const { parentSegmentId: parentSegment } = await params;
    const input = { ...(await readJson(request)), parentSegment, signal: request.signal };
    try {
      return uncachedJson({ ok: true, value: await performRequest(viewRulePopulation, input) });
    } catch (error) {
      if (error instanceof UserError && error.field !== undefined) return uncachedJson(await failureOf(error));
      throw error;
    }
  });
}
