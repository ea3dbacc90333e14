import { cache } from 'react';
import { viewSegment } from '#lib/commands/audience/studio.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';

export type SegmentParams = Promise<{ readonly parentSegmentId: string; readonly segmentId: string }>;

/** Loads once per request, for the layout, the title and the page. */
const loadSegmentOnce = cache((parentSegment: string, segment: string) =>
  loadOrNotFound(viewSegment, { parentSegment, segment }),
);

/** The segment in the path; a 404 page if it does not exist. */
export async function loadSegment(params: SegmentParams) {
  const { parentSegmentId, segmentId } = await params;
  return loadSegmentOnce(parentSegmentId, segmentId);
}
