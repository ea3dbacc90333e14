import { checkWorkflowDraft } from '#lib/commands/console/workflows/project-drafts.ts';
import { readJson, respond, respondWith } from '#lib/web/run-command.ts';

/** Checks edited files. They are in the body, because they may be large. */
export function POST(request: Request): Promise<Response> {
  return respond(request, async () => respondWith(request, checkWorkflowDraft, await readJson(request)));
}
