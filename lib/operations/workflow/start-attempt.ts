import { UserError } from '../../core/errors.ts';
import {
  type Attempt,
  type AttemptOrigin,
  type AttemptRequest,
  nextRetryName,
} from '../../core/workflow/attempt/attempt.ts';
import type { ConfigMap } from '../../core/workflow/config/config-node.ts';
import type { Workflow } from '../../core/workflow/project.ts';
import { type ProjectFiles, workflowFile } from '../../core/workflow/project-files.ts';

export interface StartAttemptOptions {
  readonly workflowAttempts: {
    create(request: AttemptRequest): Promise<Attempt>;
    /** All attempts of the session of a workflow, newest first. */
    ofSession(workflow: number, sessionTime: number): Promise<readonly Attempt[]>;
    /** Whether a session ran so long ago that retention has deleted its attempts. */
    isForgotten(workflow: number, sessionTime: number): Promise<boolean>;
  };
}

export interface AttemptStart {
  readonly sessionTime: number;
  readonly params: ConfigMap;
  readonly isSandbox: boolean;
  readonly origin: AttemptOrigin;
  /** The newest revision by default. */
  readonly revisionId?: number | undefined;
}

/**
 * Creates a queued attempt of a session. Throws UserError `workflow_session_exists` if the session has attempts. For a
 * real attempt, rehearsals that have ended do not count.
 */
export async function startAttempt(
  { workflowAttempts }: StartAttemptOptions,
  { id }: Pick<Workflow, 'id'>,
  start: AttemptStart,
): Promise<Attempt> {
  const earlierAttempts = await workflowAttempts.ofSession(id, start.sessionTime);
  const areOnlyEndedRehearsals = earlierAttempts.every(({ isSandbox, state }) => isSandbox && state !== 'running');
  // If `retryName` is null, `create` refuses a session that has attempts.
  return workflowAttempts.create({
    ...start,
    workflow: id,
    succeeded: {},
    retryName: !start.isSandbox && areOnlyEndedRehearsals ? nameAfterRehearsals(earlierAttempts) : null,
  });
}

/**
 * Creates a queued attempt of a session of a schedule; undefined if the session has begun, even if its attempts are
 * deleted. A rehearsal does not count, because its events went to the sandbox.
 */
export async function startSession(
  { workflowAttempts }: StartAttemptOptions,
  { id }: Pick<Workflow, 'id'>,
  sessionTime: number,
  kind: 'schedule' | 'backfill',
): Promise<Attempt | undefined> {
  const earlierAttempts = await workflowAttempts.ofSession(id, sessionTime);
  if (earlierAttempts.some(({ isSandbox }) => !isSandbox)) return undefined;
  if (await workflowAttempts.isForgotten(id, sessionTime)) return undefined;
  return workflowAttempts.create({
    workflow: id,
    sessionTime,
    params: {},
    isSandbox: false,
    succeeded: {},
    origin: { kind },
    retryName: nameAfterRehearsals(earlierAttempts),
  });
}

/** The retry name of the first real attempt of a session; null if there were no rehearsals. */
function nameAfterRehearsals(rehearsals: readonly Attempt[]): string | null {
  return rehearsals.length === 0 ? null : nextRetryName(rehearsals);
}

export interface RevisionOptions {
  readonly workflowProjects: { files(revisionId: number): Promise<ProjectFiles> };
  readonly workflowHistory: { revisionId(project: number, number: number): Promise<number> };
}

/**
 * The id of the revision with which a workflow is to run. Throws UserErrors `workflow_revision_unknown`, and
 * `workflow_not_in_revision` if that revision does not have the workflow.
 */
export async function revisionWith(
  { workflowProjects, workflowHistory }: RevisionOptions,
  { project, name }: Pick<Workflow, 'project' | 'name'>,
  revision: number,
): Promise<number> {
  const id = await workflowHistory.revisionId(project.id, revision);
  if ((await workflowProjects.files(id)).read(workflowFile(name)) === undefined)
    throw new UserError('workflow_not_in_revision', { name, revision });
  return id;
}
