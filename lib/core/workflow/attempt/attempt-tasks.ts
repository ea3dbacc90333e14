import { type ConfigMap, isMap } from '../config/config-node.ts';
import type { Sla } from '../definition/sla.ts';
import { MAX_TASKS, type TaskDefinition, VALUES } from '../definition/task.ts';
import { mergedParams } from '../parameters/merge.ts';
import { retryOf } from './retry.ts';
import { type FindingText, type StoredResults, TaskAdder, TOO_MANY_TASKS, UNLIMITED } from './task-adder.ts';
import { newTask, type TaskOutcome, type TaskRecord, type TaskTry } from './task-record.ts';
import { isDone, isFailed, isProgressing } from './task-state.ts';
import { TaskTable } from './task-table.ts';
import { jobOfTask } from './task-tree.ts';

/**
 * The tasks of an attempt and their states. This class reads no clock and stores nothing: each event comes with its
 * time, and `takeChanges` returns the tasks that the caller stores together after the event.
 */
export class AttemptTasks {
  readonly #table: TaskTable;
  readonly #adder: TaskAdder;

  /** `textOf`: for tasks that are added later and are not valid. */
  constructor(
    records: readonly TaskRecord[],
    earlierResults: StoredResults = new Map(),
    textOf: FindingText = ({ code }) => code,
  ) {
    this.#table = new TaskTable(records);
    this.#adder = new TaskAdder(this.#table, earlierResults, textOf);
  }

  /** A new attempt, whose first tasks are ready. With too many tasks, it fails: only the tasks of `_error` run. */
  static begin(
    definitions: readonly TaskDefinition[],
    now: number,
    earlierResults?: StoredResults,
    textOf?: FindingText,
  ): AttemptTasks {
    const attempt = new AttemptTasks([], earlierResults, textOf);
    const hasTooMany = definitions.length > MAX_TASKS;
    attempt.#adder.addDefinitions(hasTooMany ? definitions.slice(0, 1) : definitions, null, { isInitial: true });
    const { id, isGroup } = attempt.root;
    attempt.#table.change(id, isGroup ? { state: 'planned', startedAt: now, triedAt: now } : { state: 'ready' });
    if (hasTooMany) attempt.#fail(attempt.root, { message: `${definitions.length} tasks: ${TOO_MANY_TASKS}` }, now);
    attempt.#settle(now);
    return attempt;
  }

  get root(): TaskRecord {
    return this.#table.root;
  }

  get(id: number): TaskRecord {
    return this.#table.get(id);
  }

  all(): readonly TaskRecord[] {
    return this.#table.all();
  }

  /** Tasks with an operator that can run now. */
  ready(): readonly TaskRecord[] {
    return this.all().filter(({ state }) => state === 'ready');
  }

  /** The next time at which a waiting task or group continues; undefined if none waits for a time. */
  nextTime(): number | undefined {
    const times = this.all().flatMap(({ state, retryAt }) => (isWaiting(state) && retryAt !== null ? [retryAt] : []));
    return times.length === 0 ? undefined : Math.min(...times);
  }

  isDone(): boolean {
    return isDone(this.root.state);
  }

  /** The tasks that changed since the last call. */
  takeChanges(): readonly TaskRecord[] {
    return this.#table.takeChanges();
  }

  /** Marks a ready or waiting task as running, which is stored before its operator begins. */
  start(id: number, now: number): void {
    const task = this.get(id);
    if (task.state !== 'ready' && task.state !== 'retry_waiting') throw new Error(`task ${id} is ${task.state}`);
    this.#table.change(id, {
      state: 'running',
      startedAt: task.startedAt ?? now,
      triedAt: task.triedAt ?? now,
      retryAt: null,
    });
  }

  /** Makes a running task ready again after its process ended. It keeps its operator's state parameters. */
  restart(id: number): void {
    if (this.get(id).state === 'running') this.#table.change(id, { state: 'ready' });
  }

  /** Ends a run of an operator. Ignored if the task was not running. `isCanceled`: whether the attempt is canceled. */
  end(id: number, outcome: TaskOutcome, now: number, { isCanceled = false } = {}): void {
    const task = this.get(id);
    if (task.state !== 'running') return;
    if (isCanceled) this.#endCanceled(task, outcome, now);
    else if (outcome.kind === 'success') this.#succeed(task, outcome, now);
    else if (outcome.kind === 'error') this.#fail(task, outcome.error, now);
    else this.#wait(task, outcome, now);
    this.#settle(now, isCanceled);
  }

  /** Continues the tasks and groups that waited until now. */
  tick(now: number): void {
    for (const { id, state, retryAt } of this.all()) {
      if (!isWaiting(state) || retryAt === null || retryAt > now) continue;
      if (state === 'group_retry_waiting') this.#repeat(this.get(id), now);
      else this.#table.change(id, { state: 'ready', retryAt: null });
    }
    this.#settle(now);
  }

  /**
   * Adds the tasks of an SLA whose limit has passed, once in an attempt. They wait for no other tasks. With
   * `failsAttempt`, one of them fails, and with it the attempt, even if the `_retry` of the workflow lets other tasks
   * that failed run again.
   */
  violateSla({ tasks, failsAttempt }: Pick<Sla, 'tasks' | 'failsAttempt'>, now: number): void {
    const { root } = this;
    if (this.isDone() || root.stateParams['sla'] === true) return;
    this.#table.change(root.id, { stateParams: { ...root.stateParams, sla: true } });
    const { problem } = this.#adder.addConfig(root, '^sla', tasks, UNLIMITED);
    if (problem !== undefined) this.#adder.addConfig(root, '^sla', { 'fail>': problem }, UNLIMITED);
    if (failsAttempt) this.#adder.addConfig(root, '^sla^fail', { 'fail>': 'SLA violation' }, UNLIMITED);
    this.#settle(now);
  }

  /** Ends tasks that are ready or waiting. The caller stops operators that are running; their tasks end with them. */
  cancel(now: number): void {
    for (const { id, state } of this.all())
      if (state === 'ready' || isWaiting(state)) this.#table.change(id, { ...canceledAt(now), retryAt: null });
    this.#settle(now, true);
  }

  /**
   * A task that succeeded despite a cancellation need not run again after a resumption, unless it has tasks to add. The
   * state parameters of a waiting task are stored, so that a resumption can continue from there.
   */
  #endCanceled(task: TaskRecord, outcome: TaskOutcome, now: number): void {
    const addsTasks =
      outcome.kind === 'success' && Object.keys({ ...outcome.subtasks, ...tasksOf(task, '_check') }).length > 0;
    if (outcome.kind === 'success' && !addsTasks) {
      this.#succeed(task, outcome, now);
    } else {
      const stateParams = outcome.kind === 'wait' ? withSlaMark(outcome.stateParams, task) : task.stateParams;
      const end = this.#hasProgressingChild(task) ? ({ state: 'planned' } as const) : canceledAt(now);
      this.#table.change(task.id, { ...end, stateParams });
    }
  }

  /** Lets a task wait for its next run. A failed try is noted. */
  #wait(task: TaskRecord, outcome: TaskOutcome & { kind: 'wait' | 'retry' }, now: number): void {
    const stateParams = withSlaMark(outcome.stateParams, task);
    this.#table.change(task.id, { state: 'retry_waiting', retryAt: outcome.untilMs, stateParams });
    if (outcome.kind === 'retry')
      this.#table.change(task.id, { error: outcome.error, ...afterFailedTry(task, outcome.error, now) });
  }

  #succeed(
    task: TaskRecord,
    { resets = [], stored = {}, subtasks }: TaskOutcome & { kind: 'success' },
    now: number,
  ): void {
    this.#supersedeChildren(task);
    const added = this.#adder.addConfig(task, '^sub', subtasks ?? {}, { isInitial: true });
    const check = this.#adder.addConfig(task, '^check', tasksOf(task, '_check'), {
      isInitial: true,
      upstreams: added.ids,
    });
    const problem = added.problem ?? check.problem;
    if (problem !== undefined) {
      this.#supersedeChildren(task);
      this.#fail(task, { message: problem }, now);
      return;
    }
    const hasTasksToRun = this.#table.childrenOf(task.id).some((child) => child.state !== 'success');
    const result = { resets, stored, error: null };
    this.#table.change(
      task.id,
      hasTasksToRun ? { ...result, state: 'planned' } : { ...result, state: 'success', endedAt: now },
    );
  }

  /** Adds the tasks of `_error`. The failed task ends after them, and after the tasks of an SLA. */
  #fail(task: TaskRecord, failure: ConfigMap, now: number, state: 'error' | 'group_error' = 'error'): void {
    const tasks = withError(tasksOf(task, '_error'), failure);
    const { ids, problem } = this.#adder.addConfig(task, '^error', tasks, UNLIMITED);
    const error = problem === undefined ? failure : withMessage(failure, problem);
    const hasTasksToRun = ids.length > 0 || this.#hasProgressingChild(task);
    if (hasTasksToRun) this.#table.change(task.id, { state: 'planned', delayedState: state, error });
    else this.#table.change(task.id, { state, error, endedAt: now });
  }

  /** Applies the consequences of an event, until nothing changes. */
  #settle(now: number, isCanceled = false): void {
    let hasChanged: boolean;
    do {
      hasChanged = false;
      for (const task of this.all()) {
        if (task.isSuperseded) continue;
        const isTaskChanged =
          task.state === 'blocked' ? this.#unblock(task, now, isCanceled) : this.#complete(task, now, isCanceled);
        hasChanged ||= isTaskChanged;
      }
    } while (hasChanged);
  }

  /** Begins a blocked task that no longer waits; in a canceled attempt, cancels it. Returns whether it changed. */
  #unblock(task: TaskRecord, now: number, isCanceled: boolean): boolean {
    if (!this.#canBegin(task)) return false;
    if (isCanceled) this.#table.change(task.id, canceledAt(now));
    else
      this.#table.change(
        task.id,
        task.isGroup ? { state: 'planned', startedAt: now, triedAt: now } : { state: 'ready' },
      );
    return true;
  }

  #canBegin({ parent, upstreams, fullName }: TaskRecord): boolean {
    if (parent === null) return false;
    const group = this.get(parent);
    const isOpen = isSlaTask(fullName, group) ? !isDone(group.state) : ['planned', 'success'].includes(group.state);
    if (!isOpen) return false;
    return upstreams.every((id) => this.get(id).state === 'success');
  }

  /** Ends a group or a task with subtasks, or lets it retry, if its children have ended. Returns whether it changed. */
  #complete(task: TaskRecord, now: number, isCanceled: boolean): boolean {
    if (task.state !== 'planned') return false;
    const children = this.#table.childrenOf(task.id);
    if (children.some((child) => isProgressing(child.state) || (child.state === 'blocked' && this.#canBegin(child))))
      return false;
    if (isCanceled) this.#table.change(task.id, canceledAt(now));
    else if (task.delayedState) this.#table.change(task.id, { state: task.delayedState, endedAt: now });
    else if (!children.some(({ state }) => isFailed(state)))
      this.#table.change(task.id, { state: 'success', endedAt: now });
    else this.#failGroup(task, now);
    return true;
  }

  #failGroup(task: TaskRecord, now: number): void {
    const retry = retryOf(task.config);
    const error = this.#errorOfChildren(task.id);
    const failed = this.#table.childrenOf(task.id).filter(({ state }) => isFailed(state));
    // Running the workflow again cannot undo that it is late.
    const isOnlyLate = failed.every(({ fullName }) => isSlaTask(fullName, task));
    if (task.retries >= retry.limit || isOnlyLate) {
      this.#fail(task, error, now, 'group_error');
    } else if (this.#adder.hasRoomFor(this.#tasksToRepeat(task).length)) {
      const retryAt = now + retry.intervalSeconds(task.retries) * 1000;
      this.#table.change(task.id, { state: 'group_retry_waiting', retryAt, ...afterFailedTry(task, error, now) });
    } else {
      this.#fail(task, withMessage(error, `not run again: ${TOO_MANY_TASKS}`), now, 'group_error');
    }
  }

  /** The errors of failed tasks, merged: values of later tasks take precedence. */
  #errorOfChildren(id: number): ConfigMap {
    const errors = this.#table
      .descendantsOf(id)
      .flatMap(({ state, error }) => (state === 'error' && error ? [error] : []));
    return errors.reduce<ConfigMap>(mergedParams, {});
  }

  /** Runs a group again, with new tasks in place of all its tasks. A task with subtasks runs its operator again. */
  #repeat(task: TaskRecord, now: number): void {
    const oldTasks = this.#tasksToRepeat(task);
    this.#supersedeChildren(task);
    if (!task.isGroup) {
      // The operator's state parameters are dropped, so that its query runs again, too.
      this.#table.change(task.id, { state: 'ready', retryAt: null, stateParams: withSlaMark({}, task) });
      return;
    }
    const newIds = new Map([[task.id, task.id]]);
    for (const old of oldTasks) {
      const id = this.#table.size + 1;
      newIds.set(old.id, id);
      const parent = newIds.get(old.parent ?? 0) ?? task.id;
      const upstreams = old.upstreams.map((upstream) => newIds.get(upstream) ?? upstream);
      this.#table.add(newTask(old, { id, parent, upstreams, isInitial: old.isInitial }));
    }
    this.#table.change(task.id, { state: 'planned', triedAt: now, retryAt: null });
  }

  /** The tasks of a group, without those that an operator or a failure added and will add again. */
  #tasksToRepeat(group: TaskRecord): readonly TaskRecord[] {
    if (!group.isGroup) return [];
    return this.#table.descendantsOf(group.id).filter(({ fullName }) => !isGenerated(fullName, group));
  }

  /** Except for the tasks of an SLA, which are added only once: if they fail, the attempt fails after any retry. */
  #supersedeChildren(group: TaskRecord): void {
    const children = this.#table.childrenOf(group.id).filter(({ fullName }) => !isSlaTask(fullName, group));
    const tasks = children.flatMap((child) => [child, ...this.#table.descendantsOf(child.id)]);
    for (const task of tasks) this.#table.change(task.id, { isSuperseded: true });
  }

  /** Of an operator that has ended, only tasks of an SLA can progress. */
  #hasProgressingChild({ id }: TaskRecord): boolean {
    return this.#table.childrenOf(id).some(({ state }) => isProgressing(state));
  }
}

/** What changes in a task whose current try failed and is followed by another. */
function afterFailedTry(task: TaskRecord, error: ConfigMap, now: number) {
  const failedTry: TaskTry = { startedAt: task.triedAt ?? now, endedAt: now, job: jobOfTask(task), error };
  return { tries: [...task.tries, failedTry], triedAt: null, retries: task.retries + 1 };
}

function canceledAt(now: number) {
  return { state: 'canceled', endedAt: now } as const;
}

function isWaiting(state: TaskRecord['state']): boolean {
  return state === 'retry_waiting' || state === 'group_retry_waiting';
}

/** The state parameters that an operator returned, with the mark for a missed SLA, which only the root task has. */
function withSlaMark(stateParams: ConfigMap, { stateParams: { sla } }: TaskRecord): ConfigMap {
  return sla === undefined ? stateParams : { ...stateParams, sla };
}

/** Whether an operator or a failure below a group added the task, and will add it again. */
function isGenerated(fullName: string, group: TaskRecord): boolean {
  return fullName.slice(group.fullName.length).includes('^');
}

/** Whether an SLA added the task directly below the root of an attempt. */
function isSlaTask(fullName: string, root: TaskRecord): boolean {
  return fullName.startsWith(`${root.fullName}^sla`);
}

function tasksOf({ config }: TaskRecord, directive: string): ConfigMap {
  const value = config[directive];
  return isMap(value) ? value : {};
}

function withMessage(error: ConfigMap, added: string): ConfigMap {
  const { message } = error;
  return { ...error, message: message === undefined ? added : `${String(message)} (${added})` };
}

/** Gives the tasks of `_error` the error as a parameter. An empty map stays empty, so that no tasks are added. */
function withError(tasks: ConfigMap, error: ConfigMap): ConfigMap {
  if (Object.keys(tasks).length === 0) return tasks;
  return { ...tasks, [VALUES]: { error } };
}
