import { notFound } from 'next/navigation';
import { viewParentSegment } from '#lib/commands/audience/parent-segments.ts';
import { numberOf } from '#lib/core/view/record-query.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';

export type ParentSegmentParams = Promise<{ readonly parentSegmentId: string }>;

/** The parent segment in the path with its builds; a 404 page if it does not exist. */
export async function loadParentSegment(params: ParentSegmentParams) {
  const parentSegment = numberOf((await params).parentSegmentId) || notFound();
  return loadOrNotFound(viewParentSegment, { parentSegment });
}
