import { notFound } from 'next/navigation';
import type { SavedQuery } from '#lib/core/query/saved-query.ts';
import { numberOf } from '#lib/core/view/record-query.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** The saved query in the path; a 404 page if it does not exist. */
export async function loadQuery(params: Promise<{ queryId: string }>): Promise<SavedQuery> {
  const id = numberOf((await params).queryId);
  const { queries } = await webRuntime();
  return (id === undefined ? undefined : queries.find(id)) ?? notFound();
}
