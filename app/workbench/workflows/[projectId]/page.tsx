import type { Metadata } from 'next';
import { visitorMay } from '#components/page-access/gated-page.tsx';
import { ProjectEditor } from '#components/workflow/editor/project-editor.tsx';
import { getWorkflowFiles } from '#lib/commands/rows/workflow/projects.ts';
import { listWorkflowSecrets } from '#lib/commands/rows/workflow/secrets.ts';
import { numberOf } from '#lib/core/network/query-string.ts';
import { load } from '#lib/web/run-command.ts';
import { editorActions } from '../editor-actions.ts';
import { loadProject } from './load-project.ts';

type Props = PageProps<'/workbench/workflows/[projectId]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadProject(params)).name };
}

export default async function WorkflowProjectPage({ params, searchParams }: Props) {
  const project = await loadProject(params);
  const { line } = await searchParams;
  const files = await load(getWorkflowFiles, { workflow_project: project.id });
  const secrets = (await visitorMay('workflows.write'))
    ? (await load(listWorkflowSecrets, { workflow_project: project.id })).data
    : [];
  return (
    <ProjectEditor
      key={project.id}
      start={{ project, files, secrets, line: numberOf(line) || null }}
      actions={editorActions}
    />
  );
}
