import { z } from 'zod';
import { MAX_RUNNING_ATTEMPTS } from '../../../core/workflow/attempt/attempt.ts';
import type { ConfigMap } from '../../../core/workflow/config/config-node.ts';
import { sessionTimeIso } from '../../../core/workflow/parameters/session-params.ts';
import { sessionTimeOf as readSessionTime } from '../../../core/workflow/schedule/session-time-of.ts';
import { nextSession } from '../../../core/workflow/schedule/session-times.ts';
import {
  backfillSessions,
  disableSchedule,
  enableSchedule,
  scheduleOf,
  skipSessions,
} from '../../../operations/workflow/change-schedule.ts';
import { revisionWith, startAttempt } from '../../../operations/workflow/start-attempt.ts';
import { defineCommand, idNumber } from '../../command.ts';
import { booleanInput } from '../../inputs/boolean-input.ts';
import { pageInput, pageShape, toPage } from '../../inputs/page.ts';
import { isoTime, registerShape, timestamp } from '../../shapes/shape-registry.ts';
import { workflowAttemptObject, workflowAttemptShape } from '../../shapes/workflow/attempt.ts';
import { sessionTime, workflowObject, workflowShape } from '../../shapes/workflow/project.ts';

const MAX_NEXT_SESSIONS = 100;
const MAX_SKIPPED = 10_000;

const workflow = z.object({ workflow: idNumber });
/** `now`, `hourly`, `daily`, a date or a time, in the workflow's time zone unless it has an offset. */
const sessionText = z.string().min(1, 'workflow_session_time_invalid').max(100, 'workflow_session_time_invalid');

/** Lists workflows by id. */
export const listWorkflows = defineCommand({
  id: 'listWorkflows',
  permission: 'workflows.read',
  effect: 'reads',
  input: z.object({ ...pageInput, project: idNumber.optional() }),
  answer: registerShape('WorkflowPage', pageShape(workflowShape)),
  async run({ cursor = 0, limit, project }, { workflowProjects }) {
    const projects = project === undefined ? await workflowProjects.list() : [await workflowProjects.get(project)];
    const remaining = (await Promise.all(projects.map(({ id }) => workflowProjects.workflows(id))))
      .flat()
      .filter(({ id }) => id > cursor)
      .sort((a, b) => a.id - b.id);
    return toPage(remaining, limit, ({ id }) => id, workflowObject);
  },
});

export const getWorkflow = defineCommand({
  id: 'getWorkflow',
  permission: 'workflows.read',
  effect: 'reads',
  input: workflow,
  answer: workflowShape,
  run: async ({ workflow: id }, { workflowProjects }) => workflowObject(await workflowProjects.workflow(id)),
});

/**
 * Begins a session, which must not have attempts. For a real attempt, rehearsals that have ended do not count. The
 * worker runs it.
 */
export const startWorkflow = defineCommand({
  id: 'startWorkflow',
  permission: 'workflows.run',
  effect: 'changes',
  object: 'attempt',
  usesAddresses: true,
  input: workflow.extend({
    session: sessionText.default('now'),
    params: z.record(z.string(), z.unknown()).default({}),
    sandbox: z.boolean().default(false),
    revision: z.int().positive().optional(),
  }),
  answer: workflowAttemptShape,
  async run({ workflow: id, session, params, sandbox: isSandbox, revision }, runtime) {
    const workflow = await runtime.workflowProjects.workflow(id);
    const sessionTime = readSessionTime(session, workflow.timeZone, runtime.clock.now());
    // Every JSON value can be a parameter.
    const attempt = await startAttempt(runtime, workflow, {
      sessionTime,
      params: params as ConfigMap,
      isSandbox,
      ...(revision !== undefined && { revisionId: await revisionWith(runtime, workflow, revision) }),
      origin: { kind: 'request' },
    });
    return workflowAttemptObject(attempt, runtime);
  },
});

/** The next sessions of a schedule, even if it is disabled. */
export const listNextSessions = defineCommand({
  id: 'listNextSessions',
  permission: 'workflows.read',
  effect: 'reads',
  input: workflow.extend({ limit: z.coerce.number<number>().int().min(1).max(MAX_NEXT_SESSIONS).default(5) }),
  answer: registerShape(
    'NextSessions',
    z.object({ data: z.array(z.object({ session_time: sessionTime, run_at: timestamp })) }),
  ),
  async run({ workflow: id, limit }, { workflowProjects }) {
    const workflow = await workflowProjects.workflow(id);
    const { timeZone, schedule } = workflow;
    let { next } = workflow;
    const data: { session_time: string; run_at: string }[] = [];
    while (schedule && next && data.length < limit) {
      data.push({ session_time: sessionTimeIso(next.session, timeZone), run_at: isoTime(next.run) });
      next = nextSession(schedule, timeZone, next.session);
    }
    return { data };
  },
});

/** The schedule continues with the session at which it was disabled, unless missed sessions are skipped. */
export const enableWorkflow = defineCommand({
  id: 'enableWorkflow',
  permission: 'workflows.write',
  effect: 'changes',
  input: workflow.extend({ skip_missed: booleanInput.default(false) }),
  answer: workflowShape,
  run: async ({ workflow: id, skip_missed: skipsMissed }, runtime) =>
    workflowObject(await enableSchedule(runtime, id, { skipsMissed })),
});

export const disableWorkflow = defineCommand({
  id: 'disableWorkflow',
  permission: 'workflows.write',
  effect: 'changes',
  input: workflow,
  answer: workflowShape,
  run: async ({ workflow: id }, runtime) => workflowObject(await disableSchedule(runtime, id)),
});

/** Skips the next sessions of the schedule: `count` of them, or all before `to`. */
export const skipWorkflowSessions = defineCommand({
  id: 'skipWorkflowSessions',
  permission: 'workflows.write',
  effect: 'changes',
  input: workflow.extend({ count: z.int().min(1).max(MAX_SKIPPED).default(1), to: sessionText.optional() }),
  answer: workflowShape,
  async run({ workflow: id, count, to }, runtime) {
    const { timeZone } = await runtime.workflowProjects.workflow(id);
    const range = to === undefined ? { count } : { to: readSessionTime(to, timeZone, runtime.clock.now()) };
    return workflowObject(await skipSessions(runtime, id, range));
  },
});

/** Begins the schedule's sessions from a given time up to its next session, at most `count`. The worker runs them. */
export const backfillWorkflow = defineCommand({
  id: 'backfillWorkflow',
  permission: 'workflows.run',
  effect: 'changes',
  usesAddresses: true,
  input: workflow.extend({
    from: sessionText,
    count: z.int().min(1).max(MAX_RUNNING_ATTEMPTS).default(MAX_RUNNING_ATTEMPTS),
  }),
  answer: registerShape(
    'WorkflowBackfill',
    z.object({ data: z.array(workflowAttemptShape), existing: z.int().nonnegative() }),
  ),
  async run({ workflow: id, from, count }, runtime) {
    const workflow = await runtime.workflowProjects.workflow(id);
    scheduleOf(workflow); // throws if there is none
    const start = readSessionTime(from, workflow.timeZone, runtime.clock.now());
    const { attempts, existing } = await backfillSessions(runtime, id, { from: start, count });
    return { data: await Promise.all(attempts.map((attempt) => workflowAttemptObject(attempt, runtime))), existing };
  },
});
