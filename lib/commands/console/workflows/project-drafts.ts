import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import { checkProject } from '../../../core/workflow/check/check-project.ts';
import type { WorkflowProject } from '../../../core/workflow/project.ts';
import { MAX_PROJECT_FILES, type ProjectFiles } from '../../../core/workflow/project-files.ts';
import type { CheckedDraft, RevisionFiles, SavedDraft } from '../../../core/workflow/view/project-view.ts';
import { pushProject } from '../../../operations/workflow/push-project.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { defineInternalCommand } from '../../command.ts';
import { projectFilesOf, revisionFiles } from '../../rows/workflow/projects.ts';

/** All files of an edited project, by path. */
const draft = z.object({
  name: z.string(),
  /** The revision that was edited; null for a project that does not exist yet. */
  base: z.int().positive().nullable(),
  files: z
    .array(
      z.object({
        path: z.string().min(1).max(1000),
        /** If missing, the file is the same as in the base. */
        text: z.string().optional(),
      }),
    )
    .max(MAX_PROJECT_FILES),
});

type Draft = z.output<typeof draft>;

/** The findings of edited files, requested while a person types. */
export const checkWorkflowDraft = defineInternalCommand({
  id: 'checkWorkflowDraft',
  permission: 'workflows.read',
  effect: 'reads',
  input: draft,
  async run(input, runtime): Promise<CheckedDraft> {
    return { findings: checkProject(await filesOf(input, runtime), await runtime.expressions.syntax()).findings };
  },
});

/** Stores edited files as a new revision, if no finding is an error and no other revision was stored since the base. */
export const saveWorkflowDraft = defineInternalCommand({
  id: 'saveWorkflowDraft',
  permission: 'workflows.write',
  effect: 'changesInSteps',
  input: draft,
  async run(input, runtime, _, audit): Promise<SavedDraft> {
    try {
      const { name, base } = input;
      const { project, findings } = await pushProject(runtime, name, await filesOf(input, runtime), { base });
      if (!project) return { kind: 'refused', findings };
      await audit.setObject({ kind: 'workflow_project', id: String(project.id), name: project.name });
      return { kind: 'saved', project: project.id, revision: project.revision };
    } catch (error) {
      const newest = await runtime.workflowProjects.findByName(input.name.trim());
      if (!(error instanceof UserError && error.code === 'workflow_revision_outdated') || !newest) throw error;
      return { kind: 'outdated', project: newest.id, newest: await filesOfNewest(newest, runtime) };
    }
  },
});

/** Throws a UserError for a base that does not exist, and those of `projectFilesOf`. */
async function filesOf({ name, base, files }: Draft, runtime: Runtime): Promise<ProjectFiles> {
  const before = base === null ? undefined : await baseFiles(name, base, runtime);
  return projectFilesOf(files.map(({ path, text }) => ({ path, text: text ?? before?.read(path) ?? '' })));
}

async function baseFiles(
  name: string,
  base: number,
  { workflowProjects, workflowHistory }: Runtime,
): Promise<ProjectFiles> {
  const project = await workflowProjects.findByName(name.trim());
  if (!project) throw new UserError('workflow_project_unknown', { name });
  return workflowProjects.files(await workflowHistory.revisionId(project.id, base));
}

async function filesOfNewest(
  { revision, revisionId }: WorkflowProject,
  { workflowProjects }: Runtime,
): Promise<RevisionFiles> {
  return revisionFiles(revision, await workflowProjects.files(revisionId));
}
