import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import type { Attempt } from '../../../core/workflow/attempt/attempt.ts';
import { nameWithoutValues, tasksInOrder } from '../../../core/workflow/attempt/task-tree.ts';
import { countErrors } from '../../../core/workflow/finding.ts';
import type { Workflow, WorkflowProject } from '../../../core/workflow/project.ts';
import { missedSessions, nextSession, type ScheduledSession } from '../../../core/workflow/schedule/session-times.ts';
import { shortName } from '../../../core/workflow/view/attempt-view.ts';
import {
  MAX_COUNTED_SESSIONS,
  type RecentSession,
  type SessionDetail,
  type WorkflowProjectView,
  type WorkflowView,
} from '../../../core/workflow/view/project-view.ts';
import { pushProject } from '../../../operations/workflow/push-project.ts';
import { shownState } from '../../../operations/workflow/view-attempt.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { loadSampleProject, SAMPLES_MUTEX_KEY } from '../../../runtime/workflow/sample-project.ts';
import { defineInternalCommand, idInPath, idNumber, noInput } from '../../command.ts';

/** How many sessions the row of a workflow shows as bars. */
const RECENT_SESSIONS = 14;
/** More attempts than sessions, because a session that was retried has several. */
const RECENT_ATTEMPTS = 50;
const NEXT_SESSIONS = 3;

/** All projects with their workflows and recent sessions. */
export const viewWorkflowProjects = defineInternalCommand({
  id: 'viewWorkflowProjects',
  permission: 'workflows.read',
  effect: 'reads',
  input: noInput,
  async run(_, runtime) {
    const projects = await runtime.workflowProjects.list();
    return Promise.all(projects.map((project) => projectView(project, runtime)));
  },
});

export const viewWorkflowProject = defineInternalCommand({
  id: 'viewWorkflowProject',
  permission: 'workflows.read',
  effect: 'reads',
  input: z.object({ workflow_project: idInPath }),
  run: async ({ workflow_project: id }, runtime) => projectView(await runtime.workflowProjects.get(id), runtime),
});

/** Stores the files of an older revision as the newest one, and returns its number. */
export const restoreWorkflowRevision = defineInternalCommand({
  id: 'restoreWorkflowRevision',
  permission: 'workflows.write',
  effect: 'changesInSteps',
  input: z.object({ workflow_project: idNumber, revision: idNumber }),
  async run({ workflow_project: id, revision }, runtime) {
    const { name, revision: base } = await runtime.workflowProjects.get(id);
    const files = await runtime.workflowProjects.files(await runtime.workflowHistory.revisionId(id, revision));
    const { project, findings } = await pushProject(runtime, name, files, { base });
    if (!project) throw new UserError('workflow_restore_refused', { revision, errors: countErrors(findings) });
    return project.revision;
  },
});

/**
 * Stores the sample project, with its schedule disabled, and the tables that it reads, as far as these are missing.
 * Returns the project's id.
 */
export const loadWorkflowExample = defineInternalCommand({
  id: 'loadWorkflowExample',
  permission: 'workflows.write',
  effect: 'changesInSteps',
  input: noInput,
  run: (_, runtime) =>
    runtime.mutex.run(SAMPLES_MUTEX_KEY, () => loadSampleProject(runtime, { createsAuthentication: true })),
});

async function projectView(project: WorkflowProject, runtime: Runtime): Promise<WorkflowProjectView> {
  const { id, name, revision, updatedAt, revisionId } = project;
  const workflows = await Promise.all(
    (await runtime.workflowProjects.workflows(id)).map((workflow) => workflowView(workflow, runtime)),
  );
  return { id, name, revision, updatedAt, fileCount: await runtime.workflowHistory.fileCount(revisionId), workflows };
}

async function workflowView(workflow: Workflow, runtime: Runtime): Promise<WorkflowView> {
  const { id, name, timeZone, schedule, isPaused } = workflow;
  const recent = await recentSessions(id, runtime);
  const [last] = recent;
  return {
    id,
    name,
    timeZone,
    schedule,
    isPaused,
    missed: missedOf(workflow, runtime),
    next: nextSessions(workflow),
    recent,
    detail: last ? await detailOf(last, runtime) : null,
  };
}

function missedOf({ schedule, timeZone, next, isPaused }: Workflow, { clock }: Runtime): WorkflowView['missed'] {
  if (!schedule || !next || !isPaused) return null;
  return missedSessions(schedule, timeZone, { next, now: clock.now(), max: MAX_COUNTED_SESSIONS });
}

function nextSessions({ schedule, timeZone, next: first }: Workflow): readonly ScheduledSession[] {
  const sessions: ScheduledSession[] = [];
  let next = first;
  while (schedule && next && sessions.length < NEXT_SESSIONS) {
    sessions.push(next);
    next = nextSession(schedule, timeZone, next.session);
  }
  return sessions;
}

/** The recent sessions of a workflow, each with its newest attempt. */
async function recentSessions(workflow: number, runtime: Runtime): Promise<readonly RecentSession[]> {
  const sessions = new Map<number, Attempt>();
  for (const attempt of await runtime.workflowAttempts.list({ workflow, limit: RECENT_ATTEMPTS }))
    if (!sessions.has(attempt.session.id)) sessions.set(attempt.session.id, attempt);
  return Promise.all([...sessions.values()].slice(0, RECENT_SESSIONS).map((attempt) => sessionView(attempt, runtime)));
}

async function sessionView(attempt: Attempt, runtime: Runtime): Promise<RecentSession> {
  const { id, session, createdAt, endedAt } = attempt;
  return {
    attempt: id,
    sessionTime: session.time,
    createdAt,
    endedAt,
    ...(await shownState(runtime, attempt)),
  };
}

async function detailOf(
  { attempt, state }: RecentSession,
  { workflowAttempts }: Runtime,
): Promise<SessionDetail | null> {
  if (state !== 'error' && state !== 'running') return null;
  const tasks = tasksInOrder(await workflowAttempts.tasks(attempt)).filter(({ isGroup }) => !isGroup);
  if (state === 'error') {
    const failed = tasks.find((task) => task.state === 'error');
    return failed
      ? { kind: 'failed', task: nameWithoutValues(shortName(failed.fullName)), tries: failed.retries + 1 }
      : null;
  }
  const running = tasks.find((task) => task.state === 'running');
  const done = tasks.filter(({ endedAt }) => endedAt !== null).length;
  return {
    kind: 'running',
    task: running ? nameWithoutValues(shortName(running.fullName)) : null,
    done,
    all: tasks.length,
  };
}
