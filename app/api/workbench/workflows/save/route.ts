import { saveWorkflowDraft } from '#lib/commands/console/workflows/project-drafts.ts';
import { readJson, respond, respondWith } from '#lib/web/run-command.ts';

/** Stores edited files as a new revision. Not a server action, because a project may be too large for one. */
export function POST(request: Request): Promise<Response> {
  return respond(request, async () => respondWith(request, saveWorkflowDraft, await readJson(request)));
}
