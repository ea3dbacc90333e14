import type { Metadata } from 'next';
import { QueryEditor } from '#components/workbench/editor/query-editor.tsx';
import { findShownJob, viewEditorOptions } from '#lib/commands/console/queries.ts';
import { numberOf } from '#lib/core/network/query-string.ts';
import type { SavedQuery } from '#lib/core/query/saved-query.ts';
import { load } from '#lib/web/run-command.ts';
import { editorActions } from '../editor-actions.ts';
import { loadQuery } from './load-query.ts';

type Props = PageProps<'/workbench/queries/[queryId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadQuery(params)).name };
}

export default async function QueryPage({ params, searchParams }: Props) {
  const saved = await loadQuery(params);
  const { job, open } = await searchParams;
  const start = {
    ...(await load(viewEditorOptions, {})),
    saved,
    initial: choiceOf(saved),
    draftKey: String(saved.id),
    isScheduling: open === 'schedule',
    job: await load(findShownJob, { query: saved.id, requestedJob: numberOf(job) }),
  };
  return <QueryEditor key={saved.id} start={start} actions={editorActions} />;
}

function choiceOf({ name, database, engine, sql, export: target, priority, retryLimit }: SavedQuery) {
  return { name, database, engine, sql, export: target, priority, retryLimit };
}
