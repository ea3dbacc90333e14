import type { Clock } from '../../core/clock.ts';
import { UserError } from '../../core/errors.ts';
import { beginningOf } from '../../core/text/beginning-of.ts';
import type { Attempt } from '../../core/workflow/attempt/attempt.ts';
import { tasksFrom } from '../../core/workflow/attempt/resume.ts';
import { type Retry, retryOf } from '../../core/workflow/attempt/retry.ts';
import type { TaskRecord } from '../../core/workflow/attempt/task-record.ts';
import { nameWithoutValues } from '../../core/workflow/attempt/task-tree.ts';
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
    get(id: number): Promise<Attempt>;
    list(query: { readonly session: number; readonly limit: number }): Promise<readonly Attempt[]>;
    tasks(id: number): Promise<readonly TaskRecord[]>;
  };
  readonly workflowHistory: { revisionNumber(id: number): Promise<number> };
  readonly workflowProjects: {
    get(id: number): Promise<WorkflowProject>;
    workflow(id: number): Promise<Workflow>;
    files(revisionId: number): Promise<ProjectFiles>;
  };
  readonly workflowViews: {
    numberOf(attempt: number): Promise<number | undefined>;
    hasTasks(attempt: number): Promise<boolean>;
    counts(attempt: number): Promise<TaskCounts>;
  };
  readonly clock: Clock;
}

export async function attemptSummary(options: ViewAttemptOptions, attempt: Attempt): Promise<AttemptSummary> {
  const { workflowHistory, workflowViews } = options;
  const { id, project, workflow, session, createdAt, endedAt, isSandbox } = attempt;
  return {
    id,
    project,
    workflow,
    createdAt,
    endedAt,
    isSandbox,
    session: { id: session.id, time: session.time, text: sessionTimeText(session.time, workflow.timeZone) },
    ...(await shownState(options, attempt)),
    number: (await workflowViews.numberOf(id)) ?? 1,
    origin: await originView(options, attempt),
    revision: await workflowHistory.revisionNumber(attempt.revisionId),
  };
}

/** A running attempt is shown as `queued` until a process has begun it. */
export async function shownState(
  { workflowViews }: Pick<ViewAttemptOptions, 'workflowViews'>,
  { id, state, isCancelRequested }: Pick<Attempt, 'id' | 'state' | 'isCancelRequested'>,
): Promise<Pick<AttemptSummary, 'state' | 'isCancelRequested'>> {
  const isRunning = state === 'running';
  return {
    state: isRunning && !(await workflowViews.hasTasks(id)) ? 'queued' : state,
    isCancelRequested: isRunning && isCancelRequested,
  };
}

export async function originView(
  { workflowViews }: ViewAttemptOptions,
  { origin }: Pick<Attempt, 'origin'>,
): Promise<OriginView> {
  if (origin.kind !== 'retry' && origin.kind !== 'task') return origin;
  const from = 'from' in origin && { from: nameWithoutValues(origin.from) };
  return { ...origin, ...from, number: await workflowViews.numberOf(origin.attempt) };
}

export async function attemptView(options: ViewAttemptOptions, attempt: Attempt): Promise<AttemptView> {
  const [latestAttempt = attempt] = await options.workflowAttempts.list({ session: attempt.session.id, limit: 1 });
  const summary = await attemptSummary(options, attempt);
  const latest = latestAttempt.id === attempt.id ? summary : await attemptSummary(options, latestAttempt);
  return {
    ...summary,
    tasks: await options.workflowViews.counts(attempt.id),
    attempts: latest.number,
    latest: { id: latest.id, number: latest.number, state: latest.state },
    newestRevision: await newestRevision(options, attempt),
    at: options.clock.now(),
  };
}

async function newestRevision(
  { workflowProjects }: ViewAttemptOptions,
  { workflow, project }: Attempt,
): Promise<number | null> {
  try {
    await workflowProjects.workflow(workflow.id);
    return (await workflowProjects.get(project.id)).revision;
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

/** Options of an operator that the page shows. */
const SHOWN_OPTIONS = [
  'database',
  'engine',
  'priority',
  'create_table',
  'insert_into',
  'result_connection',
  'session_time',
];
/** Maximum length of a shown command or option, in characters. */
const MAX_TEXT = 200;

/** Throws UserError `workflow_task_unknown`. */
export async function taskDetails(options: ViewAttemptOptions, attempt: Attempt, id: number): Promise<TaskDetails> {
  const tasks = await options.workflowAttempts.tasks(attempt.id);
  const task = taskOf(tasks, id);
  // A task has several records if its group ran again.
  const records = tasks.filter(({ fullName }) => fullName === task.fullName);
  const place = placeOfTask(await options.workflowProjects.files(attempt.revisionId), task.fullName);
  return {
    error: task.error && errorTextOf(task.error),
    command: commandOf(task),
    options: SHOWN_OPTIONS.flatMap((name) => {
      const value = task.config[name];
      return typeof value === 'string' || typeof value === 'number'
        ? [{ name, value: beginningOf(String(value), MAX_TEXT) }]
        : [];
    }),
    retry: retryView(retryOf(task.config)),
    place: place === undefined ? null : { file: place.file, line: place.line },
    errorsOfTries: records.flatMap(({ tries }) => tries.map(({ error }) => errorTextOf(error))),
    rerun: rerunOf(tasks, task),
    parameters: Object.keys(paramsOf(tasks, task.id, attempt.params)).sort(),
    stored: Object.keys(task.stored).sort(),
  };
}

/** The parameters of a task with their values. Templates are not evaluated. */
export async function taskParameters(
  options: ViewAttemptOptions,
  attempt: Attempt,
  id: number,
): Promise<TaskParameters> {
  const tasks = await options.workflowAttempts.tasks(attempt.id);
  const task = taskOf(tasks, id);
  return { parameters: paramsOf(tasks, task.id, attempt.params), stored: task.stored };
}

function taskOf(tasks: readonly TaskRecord[], id: number): TaskRecord {
  const task = tasks.find((candidate) => candidate.id === id);
  if (!task) throw new UserError('workflow_task_unknown', { name: String(id) });
  return task;
}

function commandOf(task: TaskRecord): string | null {
  if (task.isGroup) return null;
  const kind = kindOf(task);
  const { config } = task;
  // An operator without a command may have its text in an option.
  const command = config[`${kind}>`] ?? config['_command'] ?? config['query'] ?? config['body'];
  const text = typeof command === 'string' || typeof command === 'number' ? String(command) : '';
  return `${kind}>: ${beginningOf(text.trim(), MAX_TEXT)}`.trimEnd();
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
    if (error instanceof UserError) return { code: error.code, params: error.textParams };
    throw error;
  }
}
