import { z } from 'zod';
import {
  ATTEMPT_LOG_LEVELS,
  ATTEMPT_STATES,
  type Attempt,
  type AttemptLogLine,
} from '../../../core/workflow/attempt/attempt.ts';
import type { TaskRecord } from '../../../core/workflow/attempt/task-record.ts';
import { TASK_STATES } from '../../../core/workflow/attempt/task-state.ts';
import { jobOfTask, nameWithoutValues } from '../../../core/workflow/attempt/task-tree.ts';
import { sessionTimeIso } from '../../../core/workflow/parameters/session-params.ts';
import { errorTextOf } from '../../../core/workflow/view/attempt-view.ts';
import { shownState } from '../../../operations/workflow/view-attempt.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { isoTime, isoTimeOrNull, registerShape, timestamp } from '../shape-registry.ts';
import { sessionTime } from './project.ts';

const count = z.int().nonnegative();

export const workflowAttemptShape = registerShape(
  'WorkflowAttempt',
  z.object({
    attempt_id: z.int(),
    project: z.string(),
    workflow: z.string(),
    session_time: sessionTime,
    /** `queued` until a process has begun the attempt. */
    status: z.enum(['queued', ...ATTEMPT_STATES]),
    /** Counts only tasks with an operator. */
    tasks: z.object({ success: count, error: count }),
    project_id: z.int(),
    workflow_id: z.int(),
    session_id: z.int(),
    revision: z.int(),
    /** Null for the first attempt of a session, unless a `require>` has named it. */
    retry_name: z.string().nullable(),
    /** A schedule, a backfill, a request of a person or a program, a `require>` of a task, or a retry. */
    started_by: z.enum(['schedule', 'backfill', 'request', 'task', 'retry']),
    /** The attempt that a retry repeats, or whose task started this one. */
    started_by_attempt: z.int().nullable(),
    /** The task at which a retry from a task begins; null for any other attempt. */
    retry_from: z.string().nullable(),
    sandbox: z.boolean(),
    /** Whether the attempt is being killed. */
    kill_requested: z.boolean(),
    created_at: timestamp,
    ended_at: timestamp.nullable(),
  }),
);

export type WorkflowAttemptObject = z.output<typeof workflowAttemptShape>;

export async function workflowAttemptObject(
  attempt: Attempt,
  { workflowHistory, workflowViews }: Pick<Runtime, 'workflowHistory' | 'workflowViews'>,
): Promise<WorkflowAttemptObject> {
  const { id, project, workflow, session, origin } = attempt;
  const { state, isCancelRequested } = await shownState({ workflowViews }, attempt);
  const { success, error } = await workflowViews.counts(id);
  return {
    attempt_id: id,
    project: project.name,
    workflow: workflow.name,
    session_time: sessionTimeIso(session.time, workflow.timeZone),
    status: state,
    tasks: { success, error },
    project_id: project.id,
    workflow_id: workflow.id,
    session_id: session.id,
    revision: await workflowHistory.revisionNumber(attempt.revisionId),
    retry_name: attempt.retryName,
    sandbox: attempt.isSandbox,
    started_by: origin.kind,
    started_by_attempt: 'attempt' in origin ? origin.attempt : null,
    retry_from: 'from' in origin ? nameWithoutValues(origin.from) : null,
    kill_requested: isCancelRequested,
    created_at: isoTime(attempt.createdAt),
    ended_at: isoTimeOrNull(attempt.endedAt),
  };
}

export const workflowTaskShape = registerShape(
  'WorkflowTask',
  z.object({
    id: z.int(),
    /** The full name of the task, with the names of its groups. */
    name: z.string(),
    state: z.enum(TASK_STATES),
    started_at: timestamp.nullable(),
    ended_at: timestamp.nullable(),
    error: z.string().nullable(),
    job_id: z.int().nullable(),
  }),
);

export function workflowTaskObject(task: TaskRecord): z.output<typeof workflowTaskShape> {
  const { id, fullName: name, state, startedAt, endedAt, error } = task;
  return {
    id,
    name,
    state,
    started_at: isoTimeOrNull(startedAt),
    ended_at: isoTimeOrNull(endedAt),
    error: error && errorTextOf(error),
    job_id: jobOfTask(task),
  };
}

export const workflowLogLineShape = registerShape(
  'WorkflowLogLine',
  z.object({ id: z.int(), time: timestamp, task: z.string(), level: z.enum(ATTEMPT_LOG_LEVELS), text: z.string() }),
);

export function workflowLogLineObject(
  { id, at, task, level, text }: AttemptLogLine,
  names: ReadonlyMap<number, string>,
): z.output<typeof workflowLogLineShape> {
  return { id, time: isoTime(at), task: names.get(task) ?? '', level, text };
}
