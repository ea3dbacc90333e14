import { checkTrino } from '#lib/commands/console/databases.ts';
import { UserError } from '#lib/core/errors.ts';
import { failureOf } from '#lib/web/action-result.ts';
import { performRequest, respond, uncachedJson } from '#lib/web/run-command.ts';

/** Why the configured Trino server cannot be used: it is unreachable or refuses the configured user. Null if it can. */
export function GET(request: Request): Promise<Response> {
  return respond(request, async () => uncachedJson({ problem: await findProblem() }));
}

async function findProblem(): Promise<string | null> {
  try {
    await performRequest(checkTrino, {});
    return null;
  } catch (error) {
    // An ended session, for example, is not a Trino problem.
    if (!(error instanceof UserError && /^(?:trino|query)_/.test(error.code))) throw error;
    return (await failureOf(error)).message;
  }
}
