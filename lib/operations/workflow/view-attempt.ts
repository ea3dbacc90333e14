import type { Clock } from '../../core/clock.ts';
import { UserError } from '../../core/errors.ts';
import type { Attempt } from '../../core/workflow/attempt/attempt.ts';
import { tasksFrom } from '../../core/workflow/attempt/resume.ts';
import { type Retry, retryOf } from '../../core/workflow/attempt/retry.ts';
import type { TaskRecord } from '../../core/workflow/attempt/task-record.ts';
import { nameWithoutValues } from '../../core/workflow/attempt/task-tree.ts';
import type { ConfigMap } from '../../core/workflow/config/config-node.ts';
import { sessionTimeText } from '../../core/workflow/parameters/session-params.ts';
import { paramsOf } from '../../core/workflow/parameters/task-params.ts';
import type { Workflow, WorkflowProject } from '../../core/workflow/project.ts';
import type { ProjectFiles } from '../../core/workflow/project-files.ts';
import {
  type AttemptSummary,
  type AttemptView,
  errorTextOf,
  kindOf,
  type OriginView,
  type TaskCounts,
  type TaskDetails,
  type TaskParameters,
} from '../../core/workflow/view/attempt-view.ts';
import { placeOfTask } from '../../core/workflow/view/task-place.ts';

export interface ViewAttemptOptions {
  readonly workflowAttempts: {
    get(id: number): Attempt;
    list(query: { readonly session: number; readonly limit: number }): readonly Attempt[];
    tasks(id: number): readonly TaskRecord[];
  };
  readonly workflowHistory: { revisionNumber(id: number): number };
  readonly workflowProjects: {
    get(id: number): WorkflowProject;
    workflow(id: number): Workflow;
    files(revisionId: number): ProjectFiles;
  };
  readonly workflowViews: {
    numberOf(attempt: number): number | undefined;
    hasTasks(attempt: number): boolean;
    counts(attempt: number): TaskCounts;
  };
  readonly clock: Clock;
}

export function attemptSummary(options: ViewAttemptOptions, attempt: Attempt): AttemptSummary {
  const { workflowHistory, workflowViews } = options;
  const { id, project, workflow, session, createdAt, endedAt, isSandbox } = attempt;
  return {
    ...{ id, project, workflow, createdAt, endedAt, isSandbox },
    session: { id: session.id, time: session.time, text: sessionTimeText(session.time, workflow.timeZone) },
    ...shownState(options, attempt),
    number: workflowViews.numberOf(id) ?? 1,
    origin: originView(options, attempt),
    revision: workflowHistory.revisionNumber(attempt.revisionId),
  };
}

/** `queued` until a process has begun with it. */
export function shownState(
  { workflowViews }: Pick<ViewAttemptOptions, 'workflowViews'>,
  { id, state, isCancelRequested }: Pick<Attempt, 'id' | 'state' | 'isCancelRequested'>,
): Pick<AttemptSummary, 'state' | 'isCancelRequested'> {
  const isRunning = state === 'running';
  return {
    state: isRunning && !workflowViews.hasTasks(id) ? 'queued' : state,
    isCancelRequested: isRunning && isCancelRequested,
  };
}

export function originView({ workflowViews }: ViewAttemptOptions, { origin }: Pick<Attempt, 'origin'>): OriginView {
  if (origin.kind !== 'retry' && origin.kind !== 'task') return origin;
  const from = 'from' in origin && { from: nameWithoutValues(origin.from) };
  return { ...origin, ...from, number: workflowViews.numberOf(origin.attempt) };
}

export function attemptView(options: ViewAttemptOptions, attempt: Attempt): AttemptView {
  const [newest = attempt] = options.workflowAttempts.list({ session: attempt.session.id, limit: 1 });
  const summary = attemptSummary(options, attempt);
  const latest = newest.id === attempt.id ? summary : attemptSummary(options, newest);
  return {
    ...summary,
    tasks: options.workflowViews.counts(attempt.id),
    attempts: latest.number,
    latest: { id: latest.id, number: latest.number, state: latest.state },
    newestRevision: newestRevision(options, attempt),
    at: options.clock.now(),
  };
}

function newestRevision({ workflowProjects }: ViewAttemptOptions, { workflow, project }: Attempt): number | null {
  try {
    workflowProjects.workflow(workflow.id);
    return workflowProjects.get(project.id).revision;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** Options of an operator that are short enough to be shown. */
const OPTIONS = ['database', 'engine', 'priority', 'create_table', 'insert_into', 'result_connection', 'session_time'];
const MAX_TEXT = 200;

/** Throws UserError `workflow_task_unknown`. */
export function taskDetails(options: ViewAttemptOptions, attempt: Attempt, id: number): TaskDetails {
  const tasks = options.workflowAttempts.tasks(attempt.id);
  const task = taskOf(tasks, id);
  const same = tasks.filter(({ fullName }) => fullName === task.fullName);
  const place = placeOfTask(options.workflowProjects.files(attempt.revisionId), task.fullName);
  return {
    error: task.error && errorTextOf(task.error),
    command: commandOf(task),
    options: OPTIONS.flatMap((name) => {
      const value = task.config[name];
      return typeof value === 'string' || typeof value === 'number'
        ? [{ name, value: String(value).slice(0, MAX_TEXT) }]
        : [];
    }),
    retry: retryView(retryOf(task.config)),
    place: place === undefined ? null : { file: place.file, line: place.line },
    errorsOfTries: same.flatMap(({ tries }) => tries.map(({ error }) => errorTextOf(error))),
    rerun: rerunOf(tasks, task),
    parameters: Object.keys(paramsOf(tasks, task.id, attempt.params)).sort(),
    stored: Object.keys(task.stored).sort(),
  };
}

/** The parameters of a task with their values, templates as written in the file. */
export function taskParameters(options: ViewAttemptOptions, attempt: Attempt, id: number): TaskParameters {
  const tasks = options.workflowAttempts.tasks(attempt.id);
  const task = taskOf(tasks, id);
  return { parameters: paramsOf(tasks, task.id, attempt.params), stored: task.stored };
}

function taskOf(tasks: readonly TaskRecord[], id: number): TaskRecord {
  const task = tasks.find((each) => each.id === id);
  if (!task) throw new UserError('workflow_task_unknown', { name: String(id) });
  return task;
}

function commandOf(task: TaskRecord): string | null {
  if (task.isGroup) return null;
  const kind = kindOf(task);
  const command = task.config[`${kind}>`] ?? task.config['_command'] ?? textIn(task.config);
  const text = typeof command === 'string' || typeof command === 'number' ? String(command) : '';
  return `${kind}>: ${text.trim().slice(0, MAX_TEXT)}`.trimEnd();
}

function textIn({ query, body }: ConfigMap) {
  return query ?? body ?? null;
}

function retryView({ limit, intervalSeconds }: Retry): TaskDetails['retry'] {
  if (limit === 0) return null;
  return { limit, seconds: intervalSeconds(0), isExponential: intervalSeconds(1) > intervalSeconds(0) };
}

/** Which tasks a retry from this one runs, or why it cannot begin there. */
function rerunOf(tasks: readonly TaskRecord[], { fullName }: TaskRecord): TaskDetails['rerun'] {
  try {
    return { runs: tasksFrom(tasks, fullName).map((task) => task.fullName) };
  } catch (error) {
    if (error instanceof UserError) return { code: error.code, params: error.params };
    throw error;
  }
}
