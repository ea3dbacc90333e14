import type { Authentication } from '../../core/access/authentication.ts';
import type { ActivationPlace } from '../../core/audience/activation/saved-activation.ts';
import type { ParentSegment } from '../../core/audience/parent-segment.ts';
import type { Job } from '../../core/job/job.ts';
import type { SavedQuery } from '../../core/query/saved-query.ts';
import type { PaletteEntries, SegmentEntry } from '../../core/view/palette-entries.ts';
import type { Workflow, WorkflowProject } from '../../core/workflow/project.ts';
import { jobName, type NameSources } from './job-name.ts';

/** Older jobs are found by number. */
const MAX_JOBS = 200;

export interface PaletteOptions extends NameSources {
  readonly jobs: { list(page: { limit: number }): readonly Job[] };
  readonly authentications: { list(): readonly Authentication[] };
  readonly queries: { list(): readonly SavedQuery[] };
  readonly parentSegments: { list(): readonly ParentSegment[] };
  readonly segments: { entries(): readonly SegmentEntry[] };
  readonly activations: NameSources['activations'] & { places(): readonly ActivationPlace[] };
  readonly workflowProjects: { list(): readonly WorkflowProject[]; workflows(project: number): readonly Workflow[] };
}

export function listPaletteEntries(options: PaletteOptions): PaletteEntries {
  const { jobs, authentications, queries, parentSegments, segments, activations, workflowProjects } = options;
  const projects = workflowProjects.list();
  return {
    jobs: jobs.list({ limit: MAX_JOBS }).map((job) => ({ id: job.id, state: job.state, file: jobName(job, options) })),
    authentications: authentications.list().map(({ id, name }) => ({ id, name })),
    queries: queries.list().map(({ id, name }) => ({ id, name })),
    parentSegments: parentSegments.list().map(({ id, name }) => ({ id, name })),
    segments: segments.entries(),
    activations: activations.places(),
    workflowProjects: projects.map(({ id, name }) => ({ id, name })),
    workflows: projects.flatMap((each) =>
      workflowProjects.workflows(each.id).map(({ id, name, project }) => ({ id, name, project })),
    ),
  };
}
