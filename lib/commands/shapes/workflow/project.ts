import { z } from 'zod';
import type { WorkflowFinding } from '../../../core/workflow/finding.ts';
import { sessionTimeIso } from '../../../core/workflow/parameters/session-params.ts';
import type { Workflow, WorkflowProject } from '../../../core/workflow/project.ts';
import { translate } from '../../../messages/translate.ts';
import { isoTime, registerShape, timestamp } from '../shape-registry.ts';

/** ISO 8601 with milliseconds and the offset of the workflow's time zone. */
export const sessionTime = z.iso.datetime({ offset: true });

export const workflowFindingShape = registerShape(
  'WorkflowFinding',
  z.object({
    file: z.string(),
    line: z.int(),
    column: z.int(),
    level: z.enum(['error', 'warning']),
    code: z.string(),
    message: z.string(),
  }),
);

export function workflowFindingObject(finding: WorkflowFinding): z.output<typeof workflowFindingShape> {
  const { file, line, column, level, code, params } = finding;
  return { file, line, column, level, code, message: translate('workflow-findings', code, params) };
}

export const workflowShape = registerShape(
  'Workflow',
  z.object({
    id: z.int(),
    project_id: z.int(),
    project: z.string(),
    name: z.string(),
    timezone: z.string(),
    /** Null if it runs only manually. */
    schedule: z
      .object({
        cron: z.string(),
        /** Seconds from a session time to its run. */
        delay: z.int(),
        start: z.string().nullable(),
        end: z.string().nullable(),
        skip_on_overtime: z.boolean(),
        /** A number of seconds. */
        skip_delayed_by: z.int().nullable(),
        enabled: z.boolean(),
        /** Null after the last session. */
        next_session_time: sessionTime.nullable(),
        next_run_at: timestamp.nullable(),
      })
      .nullable(),
  }),
);

export function workflowObject(workflow: Workflow): z.output<typeof workflowShape> {
  const { id, project, name, timeZone, schedule, isPaused, next } = workflow;
  return {
    id,
    project_id: project.id,
    project: project.name,
    name,
    timezone: timeZone,
    schedule: schedule && {
      cron: schedule.cron,
      delay: schedule.delaySeconds,
      start: schedule.start,
      end: schedule.end,
      skip_on_overtime: schedule.skipsOnOvertime,
      skip_delayed_by: schedule.skipDelayedBySeconds,
      enabled: !isPaused,
      next_session_time: next && sessionTimeIso(next.session, timeZone),
      next_run_at: next && isoTime(next.run),
    },
  };
}

export const workflowProjectShape = registerShape(
  'WorkflowProject',
  z.object({
    id: z.int(),
    name: z.string(),
    /** The newest revision. */
    revision: z.int(),
    created_at: timestamp,
    updated_at: timestamp,
    workflows: z.array(workflowShape),
  }),
);

export function workflowProjectObject(
  { id, name, revision, createdAt, updatedAt }: WorkflowProject,
  workflows: readonly Workflow[],
): z.output<typeof workflowProjectShape> {
  const times = { created_at: isoTime(createdAt), updated_at: isoTime(updatedAt) };
  return { id, name, revision, ...times, workflows: workflows.map(workflowObject) };
}
