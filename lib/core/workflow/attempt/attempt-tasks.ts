import { type ConfigMap, isMap, nodeOf } from '../config/config-node.ts';
import { compileTasks } from '../definition/compile-tasks.ts';
import type { Sla } from '../definition/sla.ts';
import { MAX_TASKS, type TaskDefinition, VALUES } from '../definition/task.ts';
import type { WorkflowFinding } from '../finding.ts';
import { Findings } from '../findings.ts';
import { mergedParams } from '../parameters/merge.ts';
import { retryOf } from './retry.ts';
import type { TaskOutcome, TaskRecord, TaskTry } from './task-record.ts';
import { isDone, isFailed, isProgressing } from './task-state.ts';
import { jobOfTask } from './task-tree.ts';

const TOO_MANY_TASKS = `an attempt can have ${MAX_TASKS} tasks at most`;
/** Maximum size, in characters, of the tasks that operators add to an attempt, all of which are kept in memory. */
const MAX_ADDED_LENGTH = 30_000_000;
const TASKS_TOO_LARGE = `the tasks that are added to an attempt can have ${MAX_ADDED_LENGTH} characters at most`;

/** The English text of a finding. */
export type FindingText = (finding: WorkflowFinding) => string;

type StoredResults = ReadonlyMap<string, Pick<TaskRecord, 'resets' | 'stored'>>;

/**
 * The tasks of an attempt and their states. This class reads no clock and stores nothing: each event comes with its
 * time, and `takeChanges` returns the tasks that the caller stores together after the event.
 */
export class AttemptTasks {
  readonly #tasks = new Map<number, TaskRecord>();
  readonly #children = new Map<number, number[]>();
  readonly #changed = new Set<number>();
  readonly #earlierResults: StoredResults;
  readonly #textOf: FindingText;
  #addedLength = 0;

  /**
   * `earlierResults`: the tasks with an operator that succeeded in an earlier attempt and need not run again, by full
   * name, with what they stored. `textOf`: for tasks that are added later and are not valid.
   */
  constructor(
    records: readonly TaskRecord[],
    earlierResults: StoredResults = new Map(),
    textOf: FindingText = ({ code }) => code,
  ) {
    this.#earlierResults = earlierResults;
    this.#textOf = textOf;
    for (const record of records) this.#put(record);
    this.#changed.clear();
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
    attempt.#addDefinitions(hasTooMany ? definitions.slice(0, 1) : definitions, null, { isInitial: true });
    const { id, isGroup } = attempt.root;
    attempt.#set(id, isGroup ? { state: 'planned', startedAt: now, triedAt: now } : { state: 'ready' });
    if (hasTooMany) attempt.#fail(attempt.root, { message: `${definitions.length} tasks: ${TOO_MANY_TASKS}` }, now);
    attempt.#settle(now);
    return attempt;
  }

  get root(): TaskRecord {
    return this.get(1);
  }

  get(id: number): TaskRecord {
    const task = this.#tasks.get(id);
    if (!task) throw new Error(`no task ${id}`);
    return task;
  }

  all(): readonly TaskRecord[] {
    return [...this.#tasks.values()];
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
    const changed = [...this.#changed].map((id) => this.get(id));
    this.#changed.clear();
    return changed;
  }

  /** Marks a ready or waiting task as running, which is stored before its operator begins. */
  start(id: number, now: number): void {
    const task = this.get(id);
    if (task.state !== 'ready' && task.state !== 'retry_waiting') throw new Error(`task ${id} is ${task.state}`);
    this.#set(id, { state: 'running', startedAt: task.startedAt ?? now, triedAt: task.triedAt ?? now, retryAt: null });
  }

  /** Makes a running task ready again after its process ended. It keeps its operator's state parameters. */
  restart(id: number): void {
    if (this.get(id).state === 'running') this.#set(id, { state: 'ready' });
  }

  /** Ends a run of an operator. Ignored if the task was not running. `isCanceled`: whether the attempt is canceled. */
  end(id: number, outcome: TaskOutcome, now: number, isCanceled: boolean): void {
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
      else this.#set(id, { state: 'ready', retryAt: null });
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
    this.#set(root.id, { stateParams: { ...root.stateParams, sla: true } });
    const { problem } = this.#addTasks(root, '^sla', tasks, UNLIMITED);
    if (problem !== undefined) this.#addTasks(root, '^sla', { 'fail>': problem }, UNLIMITED);
    if (failsAttempt) this.#addTasks(root, '^sla^fail', { 'fail>': 'SLA violation' }, UNLIMITED);
    this.#settle(now);
  }

  /** Ends tasks that are ready or waiting. The caller stops operators that are running; their tasks end with them. */
  cancel(now: number): void {
    for (const { id, state } of this.all())
      if (state === 'ready' || isWaiting(state)) this.#set(id, { ...canceledAt(now), retryAt: null });
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
      this.#set(task.id, { ...end, stateParams });
    }
  }

  /** Lets a task wait for its next run. A failed try is noted. */
  #wait(task: TaskRecord, outcome: TaskOutcome & { kind: 'wait' | 'retry' }, now: number): void {
    const stateParams = withSlaMark(outcome.stateParams, task);
    this.#set(task.id, { state: 'retry_waiting', retryAt: outcome.untilMs, stateParams });
    if (outcome.kind === 'retry')
      this.#set(task.id, { error: outcome.error, ...afterFailedTry(task, outcome.error, now) });
  }

  #succeed(
    task: TaskRecord,
    { resets = [], stored = {}, subtasks }: TaskOutcome & { kind: 'success' },
    now: number,
  ): void {
    this.#supersedeChildren(task);
    const added = this.#addTasks(task, '^sub', subtasks ?? {}, { isInitial: true });
    const check = this.#addTasks(task, '^check', tasksOf(task, '_check'), { isInitial: true, upstreams: added.ids });
    const problem = added.problem ?? check.problem;
    if (problem !== undefined) {
      this.#supersedeChildren(task);
      this.#fail(task, { message: problem }, now);
      return;
    }
    const hasTasksToRun = this.#childrenOf(task.id).some((child) => child.state !== 'success');
    const result = { resets, stored, error: null };
    this.#set(task.id, hasTasksToRun ? { ...result, state: 'planned' } : { ...result, state: 'success', endedAt: now });
  }

  /** Adds the tasks of `_error`. The failed task ends after them, and after the tasks of an SLA. */
  #fail(task: TaskRecord, failure: ConfigMap, now: number, state: 'error' | 'group_error' = 'error'): void {
    const tasks = withError(tasksOf(task, '_error'), failure);
    const { ids, problem } = this.#addTasks(task, '^error', tasks, UNLIMITED);
    const error = problem === undefined ? failure : withMessage(failure, problem);
    const hasTasksToRun = ids.length > 0 || this.#hasProgressingChild(task);
    if (hasTasksToRun) this.#set(task.id, { state: 'planned', delayedState: state, error });
    else this.#set(task.id, { state, error, endedAt: now });
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
    if (isCanceled) this.#set(task.id, canceledAt(now));
    else this.#set(task.id, task.isGroup ? { state: 'planned', startedAt: now, triedAt: now } : { state: 'ready' });
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
    const children = this.#childrenOf(task.id);
    if (children.some((child) => isProgressing(child.state) || (child.state === 'blocked' && this.#canBegin(child))))
      return false;
    if (isCanceled) this.#set(task.id, canceledAt(now));
    else if (task.delayedState) this.#set(task.id, { state: task.delayedState, endedAt: now });
    else if (!children.some(({ state }) => isFailed(state))) this.#set(task.id, { state: 'success', endedAt: now });
    else this.#failGroup(task, now);
    return true;
  }

  #failGroup(task: TaskRecord, now: number): void {
    const retry = retryOf(task.config);
    const error = this.#errorOfChildren(task.id);
    const failed = this.#childrenOf(task.id).filter(({ state }) => isFailed(state));
    // Running the workflow again cannot undo that it is late.
    const isOnlyLate = failed.every(({ fullName }) => isSlaTask(fullName, task));
    if (task.retries >= retry.limit || isOnlyLate) {
      this.#fail(task, error, now, 'group_error');
    } else if (this.#hasRoomFor(this.#tasksToRepeat(task).length)) {
      const retryAt = now + retry.intervalSeconds(task.retries) * 1000;
      this.#set(task.id, { state: 'group_retry_waiting', retryAt, ...afterFailedTry(task, error, now) });
    } else {
      this.#fail(task, withMessage(error, `not run again: ${TOO_MANY_TASKS}`), now, 'group_error');
    }
  }

  #hasRoomFor(count: number): boolean {
    return count === 0 || this.#tasks.size + count <= MAX_TASKS;
  }

  /** The errors of failed tasks, merged: values of later tasks take precedence. */
  #errorOfChildren(id: number): ConfigMap {
    const errors = this.#descendantsOf(id).flatMap(({ state, error }) => (state === 'error' && error ? [error] : []));
    return errors.reduce<ConfigMap>(mergedParams, {});
  }

  /** Runs a group again, with new tasks in place of all its tasks. A task with subtasks runs its operator again. */
  #repeat(task: TaskRecord, now: number): void {
    const oldTasks = this.#tasksToRepeat(task);
    this.#supersedeChildren(task);
    if (!task.isGroup) {
      // The operator's state parameters are dropped, so that its query runs again, too.
      this.#set(task.id, { state: 'ready', retryAt: null, stateParams: withSlaMark({}, task) });
      return;
    }
    const newIds = new Map([[task.id, task.id]]);
    for (const old of oldTasks) {
      const id = this.#tasks.size + 1;
      newIds.set(old.id, id);
      const parent = newIds.get(old.parent ?? 0) ?? task.id;
      const upstreams = old.upstreams.map((upstream) => newIds.get(upstream) ?? upstream);
      this.#put({ ...NEW_TASK, id, parent, upstreams, ...definitionOf(old), isInitial: old.isInitial });
    }
    this.#set(task.id, { state: 'planned', triedAt: now, retryAt: null });
  }

  /** The tasks of a group, without those that an operator or a failure added and will add again. */
  #tasksToRepeat(group: TaskRecord): readonly TaskRecord[] {
    if (!group.isGroup) return [];
    return this.#descendantsOf(group.id).filter(({ fullName }) => !isGenerated(fullName, group));
  }

  /** Except for the tasks of an SLA, which are added only once: if they fail, the attempt fails after any retry. */
  #supersedeChildren(group: TaskRecord): void {
    const children = this.#childrenOf(group.id).filter(({ fullName }) => !isSlaTask(fullName, group));
    const tasks = children.flatMap((child) => [child, ...this.#descendantsOf(child.id)]);
    for (const task of tasks) this.#set(task.id, { isSuperseded: true });
  }

  /**
   * Adds the tasks of a directive or an operator under one new task, whose ID is the only one in `ids`. `ids` is empty
   * if there are no tasks, or if a problem prevents adding them.
   */
  #addTasks(
    task: TaskRecord,
    name: string,
    config: ConfigMap,
    options: { readonly isInitial: boolean; readonly upstreams?: readonly number[]; readonly isUnlimited?: boolean },
  ): { readonly ids: readonly number[]; readonly problem?: string } {
    if (Object.keys(config).length === 0) return { ids: [] };
    const findings = new Findings();
    const at = { file: task.fullName, line: 1, column: 1 };
    const node = nodeOf(config, at);
    if (node.kind !== 'map') return { ids: [], problem: `the tasks of ${name} are not a map` };
    const definitions = compileTasks({ parentName: task.fullName, name, node, at }, findings);
    const [finding] = findings.all;
    if (finding) return { ids: [], problem: `the tasks of ${name} are not valid: ${this.#textOf(finding)}` };
    const addedLength = this.#addedLength + JSON.stringify(config).length;
    if (options.isUnlimited !== true) {
      if (!this.#hasRoomFor(definitions.length)) return { ids: [], problem: TOO_MANY_TASKS };
      if (addedLength > MAX_ADDED_LENGTH) return { ids: [], problem: TASKS_TOO_LARGE };
    }
    this.#addedLength = addedLength;
    return { ids: [this.#addDefinitions(definitions, task.id, options)] };
  }

  /** Adds a task as a child of `parent`, and the tasks below that task. Returns the ID of the first. */
  #addDefinitions(
    definitions: readonly TaskDefinition[],
    parent: number | null,
    { isInitial, upstreams = [] }: { readonly isInitial: boolean; readonly upstreams?: readonly number[] },
  ): number {
    const first = this.#tasks.size + 1;
    const existing = new Set(this.all().map(({ fullName }) => fullName));
    for (const definition of definitions) {
      // If the name exists, a group is being retried. A retry also runs tasks that succeeded in an earlier attempt.
      const { fullName } = definition;
      const earlierResult = existing.has(fullName) ? undefined : this.#earlierResults.get(fullName);
      const task: TaskRecord = {
        ...NEW_TASK,
        // Definitions refer to each other by index.
        id: first + definition.index,
        parent: definition.parent === null ? parent : first + definition.parent,
        upstreams: definition.parent === null ? upstreams : definition.upstreams.map((upstream) => first + upstream),
        ...definitionOf(definition),
        isInitial,
      };
      this.#put(earlierResult ? { ...task, state: 'success', ...earlierResult } : task);
    }
    return first;
  }

  /** Of an operator that has ended, only tasks of an SLA can progress. */
  #hasProgressingChild({ id }: TaskRecord): boolean {
    return this.#childrenOf(id).some(({ state }) => isProgressing(state));
  }

  #childrenOf(id: number): readonly TaskRecord[] {
    return (this.#children.get(id) ?? []).map((child) => this.get(child)).filter(({ isSuperseded }) => !isSuperseded);
  }

  #descendantsOf(id: number): readonly TaskRecord[] {
    return this.#childrenOf(id).flatMap((child) => [child, ...this.#descendantsOf(child.id)]);
  }

  #put(task: TaskRecord): void {
    this.#tasks.set(task.id, task);
    if (task.parent !== null) this.#children.set(task.parent, [...(this.#children.get(task.parent) ?? []), task.id]);
    this.#changed.add(task.id);
  }

  #set(id: number, changes: Partial<TaskRecord>): void {
    this.#tasks.set(id, { ...this.get(id), ...changes });
    this.#changed.add(id);
  }
}

const NEW_TASK: Omit<TaskRecord, 'id' | 'parent' | 'upstreams' | 'fullName' | 'isGroup' | 'config' | 'isInitial'> = {
  state: 'blocked',
  delayedState: null,
  isSuperseded: false,
  retries: 0,
  tries: [],
  stateParams: {},
  resets: [],
  stored: {},
  error: null,
  startedAt: null,
  triedAt: null,
  retryAt: null,
  endedAt: null,
};

/** Options for tasks of a failure or an SLA, which are always added because they notify people. */
const UNLIMITED = { isInitial: false, isUnlimited: true } as const;

/** What changes in a task whose current try failed and is followed by another. */
function afterFailedTry(task: TaskRecord, error: ConfigMap, now: number) {
  const failedTry: TaskTry = { startedAt: task.triedAt ?? now, endedAt: now, job: jobOfTask(task), error };
  return { tries: [...task.tries, failedTry], triedAt: null, retries: task.retries + 1 };
}

function canceledAt(now: number) {
  return { state: 'canceled', endedAt: now } as const;
}

function definitionOf({ fullName, isGroup, config }: Pick<TaskRecord, 'fullName' | 'isGroup' | 'config'>) {
  return { fullName, isGroup, config };
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
