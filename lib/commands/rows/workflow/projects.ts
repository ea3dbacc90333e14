import { z } from 'zod';
import type { AuditScope } from '../../../core/audit/audit-scope.ts';
import { UserError } from '../../../core/errors.ts';
import { declaredProperties } from '../../../core/upload/upload-input.ts';
import { countErrors } from '../../../core/workflow/finding.ts';
import { projectName } from '../../../core/workflow/project.ts';
import { MAX_PROJECT_BYTES, MAX_PROJECT_FILES, type ProjectFiles } from '../../../core/workflow/project-files.ts';
import { pathFrom } from '../../../core/workflow/project-path.ts';
import { deleteProject } from '../../../operations/workflow/delete-project.ts';
import { pushProject } from '../../../operations/workflow/push-project.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { unpackProject } from '../../../runtime/workflow/read-project.ts';
import { defineCommand, fileContent, idNumber } from '../../command.ts';
import { pageInput, pageShape, toPage } from '../../inputs/page.ts';
import { verifySha256 } from '../../inputs/verify-sha256.ts';
import { isoTime, registerShape, timestamp } from '../../shapes/shape-registry.ts';
import {
  workflowFindingObject,
  workflowFindingShape,
  workflowProjectObject,
  workflowProjectShape,
} from '../../shapes/workflow/project.ts';

const file = z.object({ path: z.string().min(1).max(1000), text: z.string() });
const project = z.object({ workflow_project: idNumber });

const pushedShape = registerShape(
  'WorkflowPush',
  z.object({
    project: z.string(),
    /** Null if nothing was stored, because a finding is an error. */
    revision: z.int().nullable(),
    workflows: z.array(z.string()),
    findings: z.array(workflowFindingShape),
  }),
);

/** Stores the files as a new revision, if no finding is an error. The project is created if it does not exist. */
export const pushWorkflowProject = defineCommand({
  id: 'pushWorkflowProject',
  permission: 'workflows.write',
  effect: 'changesInSteps',
  input: z.object({ name: projectName, files: z.array(file).max(MAX_PROJECT_FILES) }),
  answer: pushedShape,
  run: ({ name, files }, runtime, _, audit) => push(runtime, { name, files: projectFilesOf(files), audit }),
});

/** Like `pushWorkflowProject`, with the files in a .tar.gz. */
export const uploadWorkflowProject = defineCommand({
  id: 'uploadWorkflowProject',
  permission: 'workflows.write',
  effect: 'changesInSteps',
  input: declaredProperties.pick({ sha256: true }).extend({ name: projectName, content: fileContent }),
  answer: pushedShape,
  async run({ name, content, sha256 }, runtime, _, audit) {
    const files = await unpackProject(sha256 === undefined ? content : verifySha256(content, sha256));
    return push(runtime, { name, files, audit });
  },
});

/** The error that programs get if a push stored nothing; undefined if it stored a revision. */
export function refusalOfPush(answer: unknown): UserError | undefined {
  const { data } = pushedShape.safeParse(answer);
  if (data?.revision !== null) return undefined;
  return new UserError('workflow_project_refused', { errors: countErrors(data.findings) });
}

interface Push {
  readonly name: string;
  readonly files: ProjectFiles;
  readonly audit: AuditScope;
}

async function push(runtime: Runtime, { name, files, audit }: Push): Promise<z.output<typeof pushedShape>> {
  const { project, workflows, findings } = await pushProject(runtime, name, files);
  if (project) await audit.setObject({ kind: 'workflow_project', id: String(project.id), name: project.name });
  const revision = project?.revision ?? null;
  return { project: name, revision, workflows: [...workflows], findings: findings.map(workflowFindingObject) };
}

/** Throws UserErrors `workflow_file_path_invalid`, `workflow_file_twice` and `workflow_project_too_large`. */
export function projectFilesOf(files: readonly z.output<typeof file>[]): ProjectFiles {
  const texts = new Map<string, string>();
  let bytes = 0;
  for (const { path, text } of files) {
    if (pathFrom('', path) !== path) throw new UserError('workflow_file_path_invalid', { path });
    if (texts.has(path)) throw new UserError('workflow_file_twice', { path });
    bytes += Buffer.byteLength(text);
    if (bytes > MAX_PROJECT_BYTES) throw new UserError('workflow_project_too_large', { max: MAX_PROJECT_BYTES });
    texts.set(path, text);
  }
  return { paths: [...texts.keys()].sort(), read: (path) => texts.get(path) };
}

/** Lists projects by id, so that changes do not move items between pages. */
export const listWorkflowProjects = defineCommand({
  id: 'listWorkflowProjects',
  permission: 'workflows.read',
  effect: 'reads',
  input: z.object({ ...pageInput, name: z.string().optional() }),
  answer: registerShape('WorkflowProjectPage', pageShape(workflowProjectShape)),
  async run({ cursor = 0, limit, name }, { workflowProjects }) {
    const remaining = (await workflowProjects.list())
      .filter((listed) => listed.id > cursor && (name === undefined || listed.name === name))
      .sort((a, b) => a.id - b.id);
    return toPage(
      remaining,
      limit,
      ({ id }) => id,
      async (listed) => workflowProjectObject(listed, await workflowProjects.workflows(listed.id)),
    );
  },
});

export const getWorkflowProject = defineCommand({
  id: 'getWorkflowProject',
  permission: 'workflows.read',
  effect: 'reads',
  input: project,
  answer: workflowProjectShape,
  run: async ({ workflow_project: id }, { workflowProjects }) =>
    workflowProjectObject(await workflowProjects.get(id), await workflowProjects.workflows(id)),
});

/** Deletes a project with its revisions, secrets, sessions and logs. Keeps the jobs of its tasks. */
export const deleteWorkflowProject = defineCommand({
  id: 'deleteWorkflowProject',
  permission: 'workflows.write',
  effect: 'changes',
  input: project,
  answer: 'nothing',
  run: ({ workflow_project: id }, runtime) => deleteProject(runtime, id),
});

/** Lists revisions, newest first. */
export const listWorkflowRevisions = defineCommand({
  id: 'listWorkflowRevisions',
  permission: 'workflows.read',
  effect: 'reads',
  input: project.extend(pageInput),
  answer: registerShape('WorkflowRevisionPage', pageShape(z.object({ revision: z.int(), created_at: timestamp }))),
  async run({ workflow_project: id, cursor = Number.MAX_SAFE_INTEGER, limit }, { workflowProjects, workflowHistory }) {
    await workflowProjects.get(id); // throws if unknown
    const remaining = (await workflowHistory.revisions(id)).filter(({ number }) => number < cursor);
    return toPage(
      remaining,
      limit,
      ({ number }) => number,
      ({ number, createdAt }) => ({ revision: number, created_at: isoTime(createdAt) }),
    );
  },
});

/** The files of the newest revision, or of a given one. */
export const getWorkflowFiles = defineCommand({
  id: 'getWorkflowFiles',
  permission: 'workflows.read',
  effect: 'reads',
  input: project.extend({ revision: idNumber.optional() }),
  answer: registerShape('WorkflowFiles', z.object({ revision: z.int(), files: z.array(file) })),
  async run({ workflow_project: id, revision }, runtime) {
    const { number, files } = await revisionOf(id, revision, runtime);
    return revisionFiles(number, files);
  },
});

/** The files of a revision with their texts. */
export function revisionFiles(revision: number, files: ProjectFiles) {
  return { revision, files: files.paths.map((path) => ({ path, text: files.read(path) ?? '' })) };
}

async function revisionOf(project: number, number: number | undefined, { workflowProjects, workflowHistory }: Runtime) {
  const newest = await workflowProjects.get(project);
  const id = number === undefined ? newest.revisionId : await workflowHistory.revisionId(project, number);
  return { number: number ?? newest.revision, files: await workflowProjects.files(id) };
}
