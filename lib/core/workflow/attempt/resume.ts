import { UserError } from '../../errors.ts';
import { mergedParams, withoutParam } from '../parameters/merge.ts';
import type { SucceededTasks } from './attempt.ts';
import type { TaskRecord } from './task-record.ts';

type StoredResult = SucceededTasks[string];

/**
 * The tasks that a new attempt of the session need not run again: all that succeeded in this attempt. `earlier` are
 * tasks that succeeded in attempts before this one; they count if this attempt ended before it added them. Throws
 * UserError `workflow_resume_all_succeeded` for an attempt that succeeded.
 */
export function succeededTasks(records: readonly TaskRecord[], earlier: SucceededTasks = {}): SucceededTasks {
  const tree = new Tree(records);
  if (tree.root.state === 'success') throw new UserError('workflow_resume_all_succeeded');
  const added = new Set(records.map(({ fullName }) => fullName));
  const notAdded = Object.entries(earlier).filter(([fullName]) => !added.has(fullName));
  return Object.fromEntries([...notAdded, ...tree.succeeded(tree.root)]);
}

/**
 * For a new attempt that begins with a task, the tasks that need not run again: all that this task, or a group around
 * it, waited for. Other siblings in a parallel group run again. `name` is the task's full name, or an end of it that
 * only one task has. Throws UserError `workflow_resume_task_not_done`, and the errors of `taskNamed`.
 */
export function succeededBefore(records: readonly TaskRecord[], name: string): SucceededTasks {
  const tree = new Tree(records);
  const from = tree.find(name);
  const before = [...tree.parentsOf(from), from].flatMap((task) => tree.upstreamsOf(task));
  const [unfinished] = before.flatMap((task) => tree.unsuccessful(task));
  if (unfinished)
    throw new UserError('workflow_resume_task_not_done', { name: unfinished.fullName, from: from.fullName });
  return Object.fromEntries(before.flatMap((task) => tree.succeeded(task)));
}

/** The tasks that run in a new attempt that begins with a task, without tasks that operators add. */
export function tasksFrom(records: readonly TaskRecord[], name: string): readonly TaskRecord[] {
  const tree = new Tree(records);
  const succeeded = succeededBefore(records, name);
  return tree.steps(tree.root).filter(({ fullName }) => !Object.hasOwn(succeeded, fullName));
}

/**
 * The task whose full name is `name`, else the only one whose full name ends with it. Throws UserErrors
 * `workflow_resume_task_unknown` and `workflow_resume_task_ambiguous`.
 */
export function taskNamed(records: readonly TaskRecord[], name: string): TaskRecord {
  return new Tree(records).find(name);
}

/**
 * The tasks of an attempt, without superseded ones and without those that a failure or an SLA added: the next
 * failure or missed SLA adds its tasks again.
 */
class Tree {
  readonly root: TaskRecord;
  readonly #tasks: ReadonlyMap<number, TaskRecord>;
  readonly #children: ReadonlyMap<number | null, readonly TaskRecord[]>;

  constructor(records: readonly TaskRecord[]) {
    const current = records.filter(({ isSuperseded, isInitial }) => isInitial && !isSuperseded);
    this.#tasks = new Map(current.map((task) => [task.id, task]));
    this.#children = Map.groupBy(current, ({ parent }) => parent);
    this.root = this.#get(1);
  }

  /** An exact full name has priority over longer names that end with it. */
  find(name: string): TaskRecord {
    const matches = this.#withDescendants(this.root).filter(({ fullName }) => name !== '' && fullName.endsWith(name));
    const exact = matches.filter(({ fullName }) => fullName === name);
    const [match, ...others] = exact.length > 0 ? exact : matches;
    if (!match) throw new UserError('workflow_resume_task_unknown', { name });
    if (others.length === 0) return match;
    const candidates = matches.map(({ fullName }) => fullName);
    throw new UserError('workflow_resume_task_ambiguous', { name, candidates });
  }

  /** The parents of a task, from the root. */
  parentsOf({ parent }: TaskRecord): readonly TaskRecord[] {
    if (parent === null) return [];
    const above = this.#get(parent);
    return [...this.parentsOf(above), above];
  }

  /** The siblings that a task waited for, directly or through other siblings. */
  upstreamsOf(task: TaskRecord): readonly TaskRecord[] {
    const visited = new Set<TaskRecord>();
    this.#addUpstreams(task, visited);
    return [...visited];
  }

  /** Visits each task once: the number of paths through the chunks of a parallel group with a limit is exponential. */
  #addUpstreams({ upstreams }: TaskRecord, visited: Set<TaskRecord>): void {
    for (const upstream of upstreams.map((id) => this.#get(id))) {
      if (visited.has(upstream)) continue;
      this.#addUpstreams(upstream, visited);
      visited.add(upstream);
    }
  }

  /** The tasks with an operator that succeeded, from this task down, with what they stored. Groups store nothing. */
  succeeded(task: TaskRecord): readonly (readonly [string, StoredResult])[] {
    if (task.isGroup || task.state !== 'success')
      return this.#childrenOf(task).flatMap((child) => this.succeeded(child));
    return [[task.fullName, storedResultOf(this.#withDescendants(task))]];
  }

  /** The tasks with an operator, from this task down, without those that operators added. */
  steps(task: TaskRecord): readonly TaskRecord[] {
    return task.isGroup ? this.#childrenOf(task).flatMap((child) => this.steps(child)) : [task];
  }

  /** What kept a task from succeeding: tasks below it that did not succeed, or the task itself if there are none. */
  unsuccessful(task: TaskRecord): readonly TaskRecord[] {
    if (task.state === 'success') return [];
    const below = this.#childrenOf(task).flatMap((child) => this.unsuccessful(child));
    return below.length > 0 ? below : [task];
  }

  /** The task itself and all tasks below it. */
  #withDescendants(task: TaskRecord): readonly TaskRecord[] {
    return [task, ...this.#childrenOf(task).flatMap((child) => this.#withDescendants(child))];
  }

  #childrenOf({ id }: TaskRecord): readonly TaskRecord[] {
    return this.#children.get(id) ?? [];
  }

  #get(id: number): TaskRecord {
    const task = this.#tasks.get(id);
    if (!task) throw new Error(`no task ${id}`);
    return task;
  }
}

/**
 * What a task and the tasks that it added stored, combined. The added tasks are not added again, but later tasks need
 * their parameters.
 */
function storedResultOf(tasks: readonly TaskRecord[]): StoredResult {
  return tasks.reduce<StoredResult>(
    (result, { resets, stored }) => ({
      resets: [...result.resets, ...resets],
      stored: mergedParams(resets.reduce(withoutParam, result.stored), stored),
    }),
    { resets: [], stored: {} },
  );
}
