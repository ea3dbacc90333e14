import type { Authentication } from '../access/authentication.ts';
import type { ActivationPlace } from '../audience/activation/saved-activation.ts';
import type { ParentSegment } from '../audience/parent-segment.ts';
import type { Segment } from '../audience/segment.ts';
import type { Job } from '../job/job.ts';
import type { SavedQuery } from '../query/saved-query.ts';
import type { Workflow, WorkflowProject } from '../workflow/project.ts';

/** A segment with the IDs in the link to its page. */
export interface LinkedSegment extends Pick<Segment, 'id' | 'name'> {
  /** The ID of its parent segment. */
  readonly parentSegment: number;
}

/** Objects that the command palette finds by name or number. */
export interface PaletteObjects {
  /** Newest first. */
  readonly jobs: readonly (Pick<Job, 'id' | 'state'> & { readonly name: string })[];
  readonly authentications: readonly Pick<Authentication, 'id' | 'name'>[];
  readonly queries: readonly Pick<SavedQuery, 'id' | 'name'>[];
  readonly parentSegments: readonly Pick<ParentSegment, 'id' | 'name'>[];
  readonly segments: readonly LinkedSegment[];
  readonly activations: readonly ActivationPlace[];
  readonly workflowProjects: readonly Pick<WorkflowProject, 'id' | 'name'>[];
  readonly workflows: readonly Pick<Workflow, 'id' | 'name' | 'project'>[];
}
