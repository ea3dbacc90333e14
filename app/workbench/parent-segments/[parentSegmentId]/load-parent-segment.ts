import { notFound } from 'next/navigation';
import { cache } from 'react';
import { viewParentSegment } from '#lib/commands/audience/parent-segments.ts';
import { numberOf } from '#lib/core/network/query-string.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';

export type ParentSegmentParams = Promise<{ readonly parentSegmentId: string }>;

/** Loads once per request, for the layout, the title and the page. */
const loadParentSegmentOnce = cache((parentSegment: number) => loadOrNotFound(viewParentSegment, { parentSegment }));

/** The parent segment in the path with its builds; a 404 page if it does not exist. */
export async function loadParentSegment(params: ParentSegmentParams) {
  return loadParentSegmentOnce(numberOf((await params).parentSegmentId) || notFound());
}
