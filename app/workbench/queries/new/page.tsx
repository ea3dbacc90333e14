import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { NoDatabase } from '#components/workbench/editor/no-database.tsx';
import { QueryEditor } from '#components/workbench/editor/query-editor.tsx';
import { viewSegmentSql } from '#lib/commands/audience/segment-tabs.ts';
import { viewEditorOptions } from '#lib/commands/console/queries.ts';
import type { QueryEngine } from '#lib/core/job/query.ts';
import type { QueryChoice } from '#lib/core/query/saved-query.ts';
import { previewQuery } from '#lib/core/sql/sql-name.ts';
import { load, loadOrNotFound } from '#lib/web/run-command.ts';
import { loadSamples } from '../../databases/actions.ts';
import { editorActions } from '../editor-actions.ts';

type Props = PageProps<'/workbench/queries/new'>;

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { segment } = await searchParams;
  // Otherwise, the page of a missing segment would get the title of a new query once it has loaded.
  if (segment !== undefined) await loadSegmentSql(String(segment));
  return { title: (await getTranslations('workbench.queries'))('new') };
}

const EMPTY_QUERY: QueryChoice = {
  name: '',
  database: '',
  engine: 'duckdb',
  sql: '',
  export: null,
  priority: 0,
  retryLimit: 0,
};

export default gatedPage('/workbench/queries/new', async ({ searchParams }: Props) => {
  const { database: requestedDatabase, table, segment } = await searchParams;
  const options = await load(viewEditorOptions, {});
  const { databases, hasTrino } = options;
  if (databases.length === 0 && !hasTrino) return <NoDatabase loadSamples={loadSamples} />;
  const database = databases.find((name) => name === requestedDatabase) ?? databases[0] ?? '';
  const engine: QueryEngine = databases.length === 0 ? 'trino' : 'duckdb';
  const initial = {
    ...EMPTY_QUERY,
    database,
    engine,
    ...(typeof table === 'string' && { sql: previewQuery(table) }),
    ...(segment !== undefined && (await segmentQuery(segment))),
  };
  const draftKey = `new ${requestedDatabase === undefined ? '' : database} ${String(table ?? '')} ${String(segment ?? '')}`;
  const start = { ...options, initial, saved: null, draftKey, job: null, isScheduling: false };
  return <QueryEditor key={draftKey} start={start} actions={editorActions} />;
});

/** Loads once per request, for the title and the page. */
const loadSegmentSql = cache((segment: string) => loadOrNotFound(viewSegmentSql, { segment }));

/** The SQL of a segment, as a query on the build in use. */
async function segmentQuery(segment: string | string[]): Promise<Partial<QueryChoice>> {
  const { sql, engine, database } = await loadSegmentSql(String(segment));
  return sql === undefined ? {} : { sql, engine, database };
}
