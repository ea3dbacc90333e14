import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ProjectsSheet } from '#components/workflow/projects/projects-sheet.tsx';
import { viewWorkflowProjects } from '#lib/commands/console/workflows/projects.ts';
import { load } from '#lib/web/run-command.ts';
import { loadSampleProject } from '../actions.ts';
import { projectActions } from '../project-actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('workflows'))('title') };
}

export default async function WorkflowsPage() {
  return (
    <ProjectsSheet
      projects={await load(viewWorkflowProjects, {})}
      actions={projectActions}
      loadSampleProject={loadSampleProject}
    />
  );
}
