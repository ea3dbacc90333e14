import type { Metadata } from 'next';
import { QueryEditor } from '#components/workbench/editor/query-editor.tsx';
import type { SavedQuery } from '#lib/core/query/saved-query.ts';
import { numberOf } from '#lib/core/view/record-query.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { editorActions } from '../editor-actions.ts';
import { loadEditorOptions } from '../load-editor-options.ts';
import { loadQuery } from './load-query.ts';

type Props = PageProps<'/workbench/queries/[queryId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadQuery(params)).name };
}

export default async function QueryPage({ params, searchParams }: Props) {
  const saved = await loadQuery(params);
  const { job, open } = await searchParams;
  const start = {
    ...(await loadEditorOptions()),
    ...{ saved, initial: choiceOf(saved), draftKey: String(saved.id), isScheduling: open === 'schedule' },
    job: await displayedJob(saved.id, numberOf(job)),
  };
  return <QueryEditor key={saved.id} start={start} actions={editorActions} />;
}

function choiceOf({ name, database, engine, sql, export: target, priority, retryLimit }: SavedQuery) {
  return { name, database, engine, sql, export: target, priority, retryLimit };
}

/** The job displayed before the query was saved, else the job of its newest run. */
async function displayedJob(query: number, requested: number | undefined): Promise<number | null> {
  const { jobs, plannedRuns } = await webRuntime();
  if (requested !== undefined && jobs.find(requested)) return requested;
  return plannedRuns.list(query, { limit: 1 })[0]?.jobId ?? null;
}
