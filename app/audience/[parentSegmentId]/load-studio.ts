import { viewStudio } from '#lib/commands/audience/studio.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';

/** The parent segment in the path with its segments; a 404 page if it does not exist. */
export async function loadStudio(params: Promise<{ readonly parentSegmentId: string }>) {
  return loadOrNotFound(viewStudio, { parentSegment: (await params).parentSegmentId });
}
