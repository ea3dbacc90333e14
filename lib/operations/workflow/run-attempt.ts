import type { Clock } from '../../core/clock.ts';
import { machineFaultOf } from '../../core/machine-fault.ts';
import { beginningOf } from '../../core/text/beginning-of.ts';
import type {
  Attempt,
  AttemptChange,
  AttemptLogLevel,
  AttemptLogMessage,
  AttemptState,
  NewAttemptLogLine,
  SucceededTasks,
} from '../../core/workflow/attempt/attempt.ts';
import { AttemptTasks } from '../../core/workflow/attempt/attempt-tasks.ts';
import { retryOf } from '../../core/workflow/attempt/retry.ts';
import type { FindingText } from '../../core/workflow/attempt/task-adder.ts';
import type { TaskOutcome, TaskRecord } from '../../core/workflow/attempt/task-record.ts';
import type { ConfigMap } from '../../core/workflow/config/config-node.ts';
import { loadConfig } from '../../core/workflow/config/include.ts';
import { compileTasks } from '../../core/workflow/definition/compile-tasks.ts';
import { type OperatorKind, operatorKind } from '../../core/workflow/definition/operators.ts';
import { type Sla, slaOf, slaTime } from '../../core/workflow/definition/sla.ts';
import { Findings } from '../../core/workflow/findings.ts';
import { TaskError } from '../../core/workflow/operators/task-run.ts';
import { type ProjectFiles, workflowFile } from '../../core/workflow/project-files.ts';
import type { Operators } from './operators.ts';
import { type PrepareOptions, prepareTask } from './prepare-task.ts';

export interface RunAttemptOptions extends Omit<PrepareOptions, 'log' | 'logMessage' | 'lastExecuted'> {
  readonly owner: string;
  readonly operators: Operators;
  /** Ends what a canceled task has started, such as a job. True if the job had already succeeded. Idempotent. */
  readonly cleanUp: (attempt: Attempt, task: TaskRecord) => Promise<boolean>;
  readonly workflowProjects: { files(revisionId: number): Promise<ProjectFiles> };
  readonly workflowAttempts: {
    lastExecuted(workflow: number, before: number): Promise<number | null>;
    get(id: number): Promise<Attempt>;
    succeeded(id: number): Promise<SucceededTasks>;
    tasks(id: number): Promise<readonly TaskRecord[]>;
    save(id: number, owner: string, tasks: readonly TaskRecord[], change: AttemptChange): Promise<boolean>;
    log(id: number, line: NewAttemptLogLine): Promise<void>;
  };
  /** The English text of a message. */
  readonly logText: (message: AttemptLogMessage) => string;
  readonly findingText: FindingText;
  readonly clock: Clock & { sleep(milliseconds: number, signal: AbortSignal): Promise<void> };
}

/** How many tasks of an attempt run at once. */
const MAX_RUNNING_TASKS = 30;
/** How long launching tasks may block the process. */
const MAX_BLOCKED_MS = 200;
/** How long a cancellation or a lost lease may stay unnoticed. */
const POLL_MS = 1000;
/** Delay before a task is run again after a fault of this machine. */
const FAULT_DELAY_MS = 1000;
/** States of tasks that may have begun, but do not run right now. */
const NOT_RUNNING: readonly TaskRecord['state'][] = ['ready', 'retry_waiting'];
/** Maximum length of a log line, in characters. */
const MAX_LINE_LENGTH = 64 * 1024;
/** The key of a cancellation among the running tasks, whose ids begin at 1. */
const CANCELLATION_ID = 0;

/**
 * Runs an attempt that this process owns until it ends, the lease is lost, or the signal stops it. Every change is
 * stored before it takes effect, so that another process can continue from there: tasks that were running run again,
 * with the stored state parameters of their operators.
 */
export async function runAttempt(options: RunAttemptOptions, id: number, signal: AbortSignal): Promise<void> {
  const storedAttempt = await options.workflowAttempts.get(id);
  const files = await options.workflowProjects.files(storedAttempt.revisionId);
  const tasks = await openTasks(options, storedAttempt, files);
  const attempt = inTimeZoneOfRevision(storedAttempt, tasks.root);
  const lastExecuted = await options.workflowAttempts.lastExecuted(attempt.workflow.id, attempt.session.time);
  await new RunningAttempt(options, { attempt, files, tasks, lastExecuted }).run(signal);
}

/** An attempt runs in the time zone of its own revision; the workflow may have the time zone of a newer one. */
function inTimeZoneOfRevision({ workflow, ...attempt }: Attempt, { config }: TaskRecord): Attempt {
  return { ...attempt, workflow: { ...workflow, timeZone: String(config['timezone'] ?? 'UTC') } };
}

/** The stored tasks of an attempt. If it has just begun, its tasks are compiled. */
async function openTasks(
  { workflowAttempts, clock, findingText }: RunAttemptOptions,
  { id, workflow }: Attempt,
  files: ProjectFiles,
): Promise<AttemptTasks> {
  const succeeded = new Map(Object.entries(await workflowAttempts.succeeded(id)));
  const records = await workflowAttempts.tasks(id);
  if (records.length === 0) {
    const findings = new Findings();
    const node = loadConfig(files, workflowFile(workflow.name), findings);
    if (!node) throw new Error(`the revision has no ${workflow.name}`);
    const definitions = compileTasks({ parentName: '', name: `+${workflow.name}`, node, at: node.at }, findings);
    return AttemptTasks.begin(definitions, clock.now(), succeeded, findingText);
  }
  const tasks = new AttemptTasks(records, succeeded, findingText);
  for (const { id: taskId, state } of records) if (state === 'running') tasks.restart(taskId);
  return tasks;
}

/** An attempt, and what is needed to run it. */
interface OpenAttempt {
  readonly attempt: Attempt;
  readonly files: ProjectFiles;
  readonly tasks: AttemptTasks;
  readonly lastExecuted: number | null;
}

/** A failed run of an operator. If its options could not be evaluated, `config` is empty and `kind` undefined. */
interface OperatorFailure {
  readonly error: unknown;
  readonly task: TaskRecord;
  readonly config: ConfigMap;
  readonly kind: OperatorKind | undefined;
}

class RunningAttempt {
  readonly #options: RunAttemptOptions;
  readonly #attempt: Attempt;
  readonly #files: ProjectFiles;
  readonly #tasks: AttemptTasks;
  /** Aborted by a cancellation, and once this process is done with the attempt. */
  readonly #stop = new AbortController();
  /** Aborted once this process is done with the attempt; a cancellation does not abort it. */
  readonly #done = new AbortController();
  readonly #running = new Map<number, Promise<void>>();
  /** `at`: the time from which the limit counts as missed. */
  readonly #sla: (Sla & { readonly at: number }) | undefined;
  readonly #prepare: PrepareOptions;
  #isCanceled = false;
  #isWoken = false;
  #isSlaMissed = false;
  #fault: { readonly error: unknown } | undefined;

  constructor(options: RunAttemptOptions, { attempt, files, tasks, lastExecuted }: OpenAttempt) {
    this.#options = options;
    this.#prepare = {
      ...options,
      lastExecuted,
      log: (task, text) => this.#log(task, text),
      logMessage: (task, message) => this.#logMessage(task, message),
    };
    this.#attempt = attempt;
    this.#files = files;
    this.#tasks = tasks;
    const sla = slaOf(this.#tasks.root.config['sla']);
    const { createdAt, workflow } = this.#attempt;
    this.#sla = sla && { ...sla, at: slaTime(sla.limit, createdAt, workflow.timeZone) };
  }

  async run(signal: AbortSignal): Promise<void> {
    try {
      while (await this.#advance(signal)) await this.#wait(signal);
    } finally {
      // The outcomes of stopped operators are not stored: another process runs them again.
      this.#stop.abort();
      this.#done.abort();
      await Promise.all(this.#running.values());
    }
  }

  /**
   * Advances the attempt, and stores the changes before operators run. False if this process is done with the attempt.
   */
  async #advance(signal: AbortSignal): Promise<boolean> {
    this.#isWoken = false;
    if (this.#fault) throw this.#fault.error;
    this.#tasks.tick(this.#options.clock.now());
    await this.#cancelIfRequested();
    this.#checkSla();
    const startedIds = signal.aborted ? [] : this.#startReady();
    const isDone = this.#tasks.isDone();
    const isOwner = await this.#save();
    if (!isOwner || isDone || signal.aborted) return false;
    await this.#launchAll(startedIds, signal);
    return true;
  }

  /** Launches tasks. Evaluating their templates may take long; pauses in between let the process renew its leases. */
  async #launchAll(ids: readonly number[], signal: AbortSignal): Promise<void> {
    const { clock } = this.#options;
    let blockedSince = clock.now();
    for (const id of ids) {
      if (clock.now() - blockedSince > MAX_BLOCKED_MS) {
        await clock.sleep(0, signal).catch(() => {});
        blockedSince = clock.now();
      }
      if (signal.aborted) return;
      this.#launch(id);
    }
  }

  /** Waits until a task ends or is due, or it is time to check for a cancellation. */
  async #wait(signal: AbortSignal): Promise<void> {
    if (this.#isWoken) return;
    const { clock } = this.#options;
    const waitMs = Math.min(POLL_MS, Math.max(0, (this.#tasks.nextTime() ?? Number.POSITIVE_INFINITY) - clock.now()));
    const wake = new AbortController();
    await Promise.race([
      clock.sleep(waitMs, AbortSignal.any([signal, wake.signal])).catch(() => {}),
      ...this.#running.values(),
    ]);
    wake.abort();
  }

  /** Stores all changes. False if this process no longer owns the attempt. */
  #save(): Promise<boolean> {
    const { workflowAttempts, owner } = this.#options;
    const endState = this.#tasks.isDone() ? END_STATES[this.#tasks.root.state] : undefined;
    const isSlaMissed = this.#isSlaMissed;
    this.#isSlaMissed = false;
    return workflowAttempts.save(this.#attempt.id, owner, this.#tasks.takeChanges(), { ended: endState, isSlaMissed });
  }

  async #cancelIfRequested(): Promise<void> {
    if (this.#isCanceled || !(await this.#options.workflowAttempts.get(this.#attempt.id)).isCancelRequested) return;
    this.#isCanceled = true;
    this.#stop.abort();
    const waiting = this.#tasks
      .all()
      .filter(({ state, startedAt }) => startedAt !== null && NOT_RUNNING.includes(state));
    const cleanedUp = Promise.all(waiting.map((task) => this.#cancelWaiting(task)));
    this.#follow(
      CANCELLATION_ID,
      cleanedUp.then(() => this.#tasks.cancel(this.#options.clock.now())),
    );
  }

  async #cancelWaiting(task: TaskRecord): Promise<void> {
    const { clock } = this.#options;
    const outcome = await this.#canceledOutcome(task, { kind: 'wait', untilMs: 0, stateParams: task.stateParams });
    if (outcome.kind !== 'success') return;
    this.#tasks.start(task.id, clock.now());
    this.#tasks.end(task.id, outcome, clock.now(), { isCanceled: this.#isCanceled });
  }

  /**
   * The outcome of a canceled task. Its job, if it started one, is ended before the task, so that a crash cannot leave
   * the job running. If the job had already succeeded, for example because it has sent its records, the task is
   * completed, so that a resumption does not repeat the job.
   */
  async #canceledOutcome(task: TaskRecord, outcome: TaskOutcome): Promise<TaskOutcome> {
    const hasSucceeded = await this.#options.cleanUp(this.#attempt, task);
    if (!hasSucceeded || outcome.kind === 'success') return outcome;
    return this.#run(outcome.kind === 'wait' ? { ...task, stateParams: outcome.stateParams } : task, this.#done.signal);
  }

  #checkSla(): void {
    const now = this.#options.clock.now();
    const { root } = this.#tasks;
    if (!this.#sla || now < this.#sla.at || this.#isCanceled || this.#tasks.isDone()) return;
    if (root.stateParams['sla'] === true) return;
    this.#logMessage(root, { code: 'sla_missed', params: {} });
    this.#isSlaMissed = this.#sla.notifiesPeople;
    this.#tasks.violateSla(this.#sla, now);
  }

  /** Starts tasks and returns their ids. The start is stored before their operators run. */
  #startReady(): readonly number[] {
    if (this.#isCanceled) return [];
    const room = Math.max(0, MAX_RUNNING_TASKS - this.#running.size);
    const ids = this.#tasks
      .ready()
      .slice(0, room)
      .map(({ id }) => id);
    for (const id of ids) this.#tasks.start(id, this.#options.clock.now());
    return ids;
  }

  #launch(id: number): void {
    const running = this.#run(this.#tasks.get(id));
    this.#follow(
      id,
      running.then((outcome) => this.#end(id, outcome)),
    );
  }

  /** Wakes the attempt when the work ends. A fault in the work ends the run of the attempt. */
  #follow(id: number, work: Promise<void>): void {
    const followed = work.catch(this.#noteFault).finally(() => {
      this.#running.delete(id);
      this.#isWoken = true;
    });
    this.#running.set(id, followed);
  }

  readonly #noteFault = (error: unknown): void => {
    this.#fault ??= { error };
  };

  async #end(id: number, outcome: TaskOutcome): Promise<void> {
    const finalOutcome = this.#isCanceled ? await this.#canceledOutcome(this.#tasks.get(id), outcome) : outcome;
    this.#tasks.end(id, finalOutcome, this.#options.clock.now(), { isCanceled: this.#isCanceled });
  }

  async #run(task: TaskRecord, signal = this.#stop.signal): Promise<TaskOutcome> {
    const { operators, clock } = this.#options;
    let config: ConfigMap = {};
    let kind: OperatorKind | undefined;
    try {
      const running = { attempt: this.#attempt, files: this.#files, tasks: this.#tasks.all() };
      const prepared = prepareTask(this.#prepare, running, task);
      config = prepared.run.config;
      kind = operatorKind(prepared.operator);
      const operator = operators[prepared.operator];
      if (!operator) throw new Error(`the operator ${prepared.operator}> is not supported`);
      return await operator(prepared.run, signal);
    } catch (error) {
      // A full disk or a locked database is not a failure of the task.
      if (machineFaultOf(error))
        return { kind: 'wait', untilMs: clock.now() + FAULT_DELAY_MS, stateParams: task.stateParams };
      return this.#failedOutcome({ error, task, config, kind }, signal);
    }
  }

  /** Decides whether a failed task is tried again. */
  #failedOutcome({ error, task, config, kind }: OperatorFailure, signal: AbortSignal): TaskOutcome {
    const message = error instanceof Error ? error.message : String(error);
    const taskError = error instanceof TaskError ? error : undefined;
    const failure = { ...taskError?.details, message };
    const retry = retryOf(config);
    if (!kind?.isRetried || task.retries >= retry.limit || signal.aborted) {
      if (!signal.aborted) this.#log(task, message, 'error');
      return { kind: 'error', error: failure };
    }
    const params = { number: task.retries + 1, limit: retry.limit + 1, message: loggedText(message) };
    this.#logMessage(task, { code: 'try_failed', params }, 'warn');
    const untilMs = this.#options.clock.now() + retry.intervalSeconds(task.retries) * 1000;
    const stateParams = taskError?.stateParams ?? (kind.continuesOnRetry ? task.stateParams : {});
    return { kind: 'retry', untilMs, stateParams, error: failure };
  }

  #logMessage(task: TaskRecord, message: AttemptLogMessage, level?: AttemptLogLevel): void {
    this.#log(task, this.#options.logText(message), level, message);
  }

  #log(task: TaskRecord, text: string, level?: AttemptLogLevel, message?: AttemptLogMessage): void {
    const { workflowAttempts } = this.#options;
    const line = { task: task.id, text: loggedText(text), level, message };
    void workflowAttempts.log(this.#attempt.id, line).catch(this.#noteFault);
  }
}

/** Shortens a text: a page could not show a longer one, and a mistaken query may print a whole table. */
function loggedText(text: string): string {
  if (text.length <= MAX_LINE_LENGTH) return text;
  const start = beginningOf(text, MAX_LINE_LENGTH);
  return `${start}\n… ${text.length - start.length} characters left out`;
}

const END_STATES: Readonly<Partial<Record<TaskRecord['state'], Exclude<AttemptState, 'running'>>>> = {
  success: 'success',
  error: 'error',
  group_error: 'error',
  canceled: 'killed',
};
