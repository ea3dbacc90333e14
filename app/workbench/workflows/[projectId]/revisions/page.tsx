import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { RevisionsSheet } from '#components/workflow/editor/revisions/revisions-sheet.tsx';
import { getWorkflowFiles, listWorkflowRevisions } from '#lib/commands/rows/workflow/projects.ts';
import { numberOf } from '#lib/core/network/query-string.ts';
import { load, loadOrNotFound } from '#lib/web/run-command.ts';
import { restoreRevision } from '../../actions.ts';
import { loadProject } from '../load-project.ts';

type Props = PageProps<'/workbench/workflows/[projectId]/revisions'>;

/** The page lists the newest revisions, the API all. */
const MAX_REVISIONS = 100;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations('workflows.revisions');
  return { title: t('titleOf', { name: (await loadProject(params)).name }) };
}

export default async function WorkflowRevisionsPage({ params, searchParams }: Props) {
  const project = await loadProject(params);
  const { revision: requestedRevision } = await searchParams;
  const revision = requestedRevision === undefined ? project.revision : numberOf(requestedRevision) || notFound();
  const ofProject = { workflow_project: project.id };
  const { data: revisions } = await load(listWorkflowRevisions, { ...ofProject, limit: MAX_REVISIONS });
  return (
    <RevisionsSheet
      key={revision}
      project={project}
      revisions={revisions}
      shown={await loadOrNotFound(getWorkflowFiles, { ...ofProject, revision })}
      restore={restoreRevision}
    />
  );
}
