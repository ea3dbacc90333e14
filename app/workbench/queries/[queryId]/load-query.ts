import { notFound } from 'next/navigation';
import { viewQuery } from '#lib/commands/console/queries.ts';
import { numberOf } from '#lib/core/network/query-string.ts';
import type { SavedQuery } from '#lib/core/query/saved-query.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';

export type QueryParams = Promise<{ readonly queryId: string }>;

/** The ID in the path; a 404 page if it is malformed. */
export async function queryIdOf(params: QueryParams): Promise<number> {
  return numberOf((await params).queryId) || notFound();
}

/** The saved query in the path; a 404 page if it does not exist. */
export async function loadQuery(params: QueryParams): Promise<SavedQuery> {
  return loadOrNotFound(viewQuery, { query: await queryIdOf(params) });
}
