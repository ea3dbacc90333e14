import { UserError } from '../../../core/errors.ts';
import type { IssueParams } from '../../../core/issue.ts';
import { countNotAccepted, isFinal, type Job } from '../../../core/job/job.ts';
import { WORKFLOW_KEY_PREFIX } from '../../../core/job/query.ts';
import type { Attempt } from '../../../core/workflow/attempt/attempt.ts';
import type { TaskOutcome, TaskRecord } from '../../../core/workflow/attempt/task-record.ts';
import { jobOfTask } from '../../../core/workflow/attempt/task-tree.ts';
import { type Operator, TaskError, type TaskRun } from '../../../core/workflow/operators/task-run.ts';

export interface JobPorts {
  readonly jobs: { find(id: number): Promise<Job | undefined>; findByDomainKey(key: string): Promise<Job | undefined> };
  readonly killJob: (id: number) => Promise<unknown>;
  readonly errorText: (code: string, params: IssueParams) => string;
}

/** The delay between two checks of a job, which grows with the age of the job. */
const POLL = { minMs: 200, maxMs: 5000, shareOfAge: 0.2 };

/**
 * The key of the job that a task submits. It stays the same when the task runs again after a crash, so that the task
 * finds its job instead of creating another. A task that submits several jobs in turn keeps in its state parameters how
 * many of them have ended.
 */
function jobKey(
  attempt: Pick<Attempt, 'id'>,
  { id, retries, stateParams }: Pick<TaskRecord, 'id' | 'retries' | 'stateParams'>,
) {
  const count = typeof stateParams['jobs'] === 'number' ? stateParams['jobs'] : 0;
  return `${WORKFLOW_KEY_PREFIX}${attempt.id}-${id}-${retries}-${count}`;
}

interface JobWork {
  /** Creates the job with this key, or finds it. Returns its id. */
  readonly submit: (run: TaskRun, key: string) => number | Promise<number>;
  /** What the task does once its job has succeeded. */
  readonly finish: (run: TaskRun, job: Job, signal: AbortSignal) => TaskOutcome | Promise<TaskOutcome>;
}

/** An operator that submits a job and waits for it. */
export function jobOperator(ports: JobPorts, { submit, finish }: JobWork): Operator<AbortSignal> {
  return async (run, signal) => {
    const { attempt, task, now, logMessage } = run;
    const id = jobOfTask(task);
    // `td_wait>` marks its job as ended before it repeats the query as another job.
    if (id === null || task.stateParams['is_ended'] === true) {
      const jobId = await submit(run, jobKey(attempt, task));
      logMessage('job_started', { job: jobId });
      return { kind: 'wait', untilMs: now, stateParams: { ...task.stateParams, job: jobId, is_ended: false } };
    }
    const job = await ports.jobs.find(id);
    if (!job) throw new TaskError(`the job ${id} has been deleted`, { job_id: id });
    if (!isFinal(job.state)) return waitForJob(run, job);
    refuseFailed(ports, job, originLineCountOf(job));
    return finish(run, job, signal);
  };
}

function waitForJob({ task, now, logMessage }: TaskRun, { id, state, createdAt }: Job): TaskOutcome {
  const isPaused = state === 'paused';
  if (isPaused && task.stateParams['is_paused'] !== true) logMessage('job_paused', { job: id });
  const delayMs = Math.min(POLL.maxMs, Math.max(POLL.minMs, (now - createdAt) * POLL.shareOfAge));
  return { kind: 'wait', untilMs: now + delayMs, stateParams: { ...task.stateParams, is_paused: isPaused } };
}

/** The first lines of a query that a task submits, as digdag writes them: they show its origin in the list of jobs. */
export function originCommentOf(
  facts: Readonly<Record<(typeof ORIGIN_FACTS)[number], string | number | undefined>>,
): string {
  const lines = ORIGIN_FACTS.flatMap((name) => (facts[name] === undefined ? [] : [`${name}: ${facts[name]}`]));
  return lines.map((line) => `-- ${line.replaceAll(/[\r\n]+/g, ' ')}\n`).join('');
}

const ORIGIN_FACTS = [
  'project_id',
  'project_name',
  'workflow_name',
  'session_id',
  'attempt_id',
  'task_name',
  'create_table',
  'insert_into',
] as const;
/** What `originCommentOf` wrote at the beginning of a query. */
const ORIGIN_COMMENT = new RegExp(`^(?:-- (?:${ORIGIN_FACTS.join('|')}): .*\\n)*`);

function originLineCountOf({ query }: Job): number {
  return (ORIGIN_COMMENT.exec(query?.sql ?? '')?.[0] ?? '').split('\n').length - 1;
}

/**
 * Throws TaskError with the job's message and id if the job failed, or if some of its records were not accepted and it
 * does not skip invalid records. Line numbers in the message are those of the query in the project.
 */
function refuseFailed(
  { errorText }: JobPorts,
  { id, state, error, records, skipInvalidRecord }: Job,
  originLineCount: number,
): void {
  const fail = (text: string): never => {
    throw new TaskError(`${text} (job ${id})`, { job_id: id });
  };
  if (state === 'killed') fail('The job was killed.');
  if (state === 'error')
    fail(error ? errorText(error.code, withoutOriginLines(error.params, originLineCount)) : 'The job failed.');
  const notAccepted = countNotAccepted(records);
  if (notAccepted > 0 && !skipInvalidRecord) fail(`${notAccepted} of ${records.read} records were not accepted.`);
}

function withoutOriginLines(params: IssueParams, originLineCount: number): IssueParams {
  const line = Number(params['line'] ?? 0);
  return line > originLineCount ? { ...params, line: line - originLineCount } : params;
}

/** Kills the job that a canceled task has submitted. True if the job had already succeeded. */
export async function killJobOf({ jobs, killJob }: JobPorts, attempt: Attempt, task: TaskRecord): Promise<boolean> {
  // A retry may have kept the job of an earlier try, which had another key.
  const jobId = task.stateParams['is_ended'] === true ? null : jobOfTask(task);
  const job = await (jobId === null ? jobs.findByDomainKey(jobKey(attempt, task)) : jobs.find(jobId));
  if (!job) return false;
  if (!isFinal(job.state))
    await killJob(job.id).catch((error: unknown) => {
      if (!(error instanceof UserError && error.code === 'job_ended')) throw error;
    });
  return (await jobs.find(job.id))?.state === 'success';
}
