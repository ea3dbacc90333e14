import { checkWorkflowDraft } from '#lib/commands/console/workflows/project-drafts.ts';
import { readJson, respond, respondWith } from '#lib/web/run-command.ts';

/** The findings of edited files, which are in the body, since they may be large. */
export function POST(request: Request): Promise<Response> {
  return respond(request, async () => respondWith(request, checkWorkflowDraft, await readJson(request)));
}
