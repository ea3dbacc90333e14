import type { Authentication } from '../../core/access/authentication.ts';
import type { ActivationPlace } from '../../core/audience/activation/saved-activation.ts';
import type { ParentSegment } from '../../core/audience/parent-segment.ts';
import { flatMapSequentially } from '../../core/flat-map-sequentially.ts';
import type { Job } from '../../core/job/job.ts';
import type { SavedQuery } from '../../core/query/saved-query.ts';
import type { LinkedSegment, PaletteObjects } from '../../core/view/palette-objects.ts';
import type { Workflow, WorkflowProject } from '../../core/workflow/project.ts';
import { jobName, type NameSources } from './job-name.ts';

/** How many of the newest jobs are listed. A person finds an older job by its number. */
const MAX_JOBS = 200;

export interface PaletteOptions extends NameSources {
  readonly jobs: { list(page: { limit: number }): Promise<readonly Job[]> };
  readonly authentications: { list(): Promise<readonly Authentication[]> };
  readonly queries: { list(): Promise<readonly SavedQuery[]> };
  readonly parentSegments: { list(): Promise<readonly ParentSegment[]> };
  readonly segments: { all(): Promise<readonly LinkedSegment[]> };
  readonly activations: NameSources['activations'] & { places(): Promise<readonly ActivationPlace[]> };
  readonly workflowProjects: {
    list(): Promise<readonly WorkflowProject[]>;
    workflows(project: number): Promise<readonly Workflow[]>;
  };
}

export async function listPaletteObjects(options: PaletteOptions): Promise<PaletteObjects> {
  const { jobs, authentications, queries, parentSegments, segments, activations, workflowProjects } = options;
  const projects = await workflowProjects.list();
  const workflows = await flatMapSequentially(projects, ({ id }) => workflowProjects.workflows(id));
  const jobObjects: PaletteObjects['jobs'][number][] = [];
  for (const job of await jobs.list({ limit: MAX_JOBS }))
    jobObjects.push({ id: job.id, state: job.state, name: await jobName(job, options) });
  return {
    jobs: jobObjects,
    authentications: (await authentications.list()).map(({ id, name }) => ({ id, name })),
    queries: (await queries.list()).map(({ id, name }) => ({ id, name })),
    parentSegments: (await parentSegments.list()).map(({ id, name }) => ({ id, name })),
    segments: await segments.all(),
    activations: await activations.places(),
    workflowProjects: projects.map(({ id, name }) => ({ id, name })),
    workflows: workflows.map(({ id, name, project }) => ({ id, name, project })),
  };
}
