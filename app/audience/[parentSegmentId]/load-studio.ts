import { cache } from 'react';
import { viewStudio } from '#lib/commands/audience/studio.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';

/** Loads once per request, for the layout and the title. */
const loadStudioOnce = cache((parentSegment: string) => loadOrNotFound(viewStudio, { parentSegment }));

/** The parent segment in the path with its segments; a 404 page if it does not exist. */
export async function loadStudio(params: Promise<{ readonly parentSegmentId: string }>) {
  return loadStudioOnce((await params).parentSegmentId);
}
