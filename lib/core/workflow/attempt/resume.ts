import { UserError } from '../../errors.ts';
import { mergedParams, withoutParam } from '../parameters/merge.ts';
import type { SucceededTasks } from './attempt.ts';
import type { TaskRecord } from './task-record.ts';

type Done = SucceededTasks[string];

/** What a new attempt of the session need not run again: all that succeeded. */
export function succeededTasks(records: readonly TaskRecord[]): SucceededTasks {
  const tree = new Tree(records);
  if (tree.root.state === 'success') throw new UserError('workflow_resume_all_succeeded');
  return Object.fromEntries(tree.succeeded(tree.root));
}

/**
 * What a new attempt that begins with a task need not run again: all that this task waited for, by itself or by the groups around it.
 * Siblings of a parallel group run again. The task is given by the end of its full name, of which there must be one.
 */
export function succeededBefore(records: readonly TaskRecord[], name: string): SucceededTasks {
  const tree = new Tree(records);
  const from = tree.find(name);
  const before = [...tree.parentsOf(from), from].flatMap((task) => tree.upstreamsOf(task));
  const missing = before.flatMap((task) => tree.failed(task))[0];
  if (missing) throw new UserError('workflow_resume_task_not_done', { name: missing.fullName, from: from.fullName });
  return Object.fromEntries(before.flatMap((task) => tree.succeeded(task)));
}

/** The tasks that run in a new attempt that begins with a task; those that an operator adds are its own. */
export function tasksFrom(records: readonly TaskRecord[], name: string): readonly TaskRecord[] {
  const tree = new Tree(records);
  const kept = succeededBefore(records, name);
  return tree.steps(tree.root).filter(({ fullName }) => !Object.hasOwn(kept, fullName));
}

/** The task whose full name ends so. Throws UserErrors `workflow_resume_task_unknown` and `workflow_resume_task_ambiguous`. */
export function taskNamed(records: readonly TaskRecord[], name: string): TaskRecord {
  return new Tree(records).find(name);
}

/** The tasks of an attempt that count, without those that a failure added: they run again with the next failure. */
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

  /** An exact full name is meant even where it is the end of others. */
  find(name: string): TaskRecord {
    const all = this.#below(this.root).filter(({ fullName }) => name !== '' && fullName.endsWith(name));
    const exact = all.filter(({ fullName }) => fullName === name);
    const [match, ...others] = exact.length > 0 ? exact : all;
    if (!match) throw new UserError('workflow_resume_task_unknown', { name });
    if (others.length === 0) return match;
    const candidates = all.map(({ fullName }) => fullName).join(', ');
    throw new UserError('workflow_resume_task_ambiguous', { name, candidates });
  }

  /** From the root. */
  parentsOf({ parent }: TaskRecord): readonly TaskRecord[] {
    if (parent === null) return [];
    const above = this.#get(parent);
    return [...this.parentsOf(above), above];
  }

  /** The siblings that a task waited for, and those that they waited for. */
  upstreamsOf(task: TaskRecord): readonly TaskRecord[] {
    const found = new Set<TaskRecord>();
    this.#addUpstreams(task, found);
    return [...found];
  }

  /** Each once: the number of paths through the chunks of a parallel group with a limit is exponential. */
  #addUpstreams({ upstreams }: TaskRecord, found: Set<TaskRecord>): void {
    for (const each of upstreams.map((id) => this.#get(id))) {
      if (found.has(each)) continue;
      this.#addUpstreams(each, found);
      found.add(each);
    }
  }

  /** The tasks of a tree that ran to their end. Of groups, nothing is to be kept. */
  succeeded(task: TaskRecord): readonly (readonly [string, Done])[] {
    if (task.isGroup || task.state !== 'success')
      return this.#childrenOf(task).flatMap((child) => this.succeeded(child));
    return [[task.fullName, doneOf(this.#below(task))]];
  }

  /** The tasks of a tree that have an operator, without those that operators added. */
  steps(task: TaskRecord): readonly TaskRecord[] {
    return task.isGroup ? this.#childrenOf(task).flatMap((child) => this.steps(child)) : [task];
  }

  /** The records because of which a task did not succeed: failed tasks below it, or the group itself if it has none. */
  failed(task: TaskRecord): readonly TaskRecord[] {
    if (task.state === 'success') return [];
    const below = this.#childrenOf(task).flatMap((child) => this.failed(child));
    return below.length > 0 ? below : [task];
  }

  #below(task: TaskRecord): readonly TaskRecord[] {
    return [task, ...this.#childrenOf(task).flatMap((child) => this.#below(child))];
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

/** What a task and those that it added stored, as one: the latter are not added again, but later tasks need their parameters. */
function doneOf(tasks: readonly TaskRecord[]): Done {
  return tasks.reduce<Done>(
    (done, { resets, stored }) => ({
      resets: [...done.resets, ...resets],
      stored: mergedParams(resets.reduce(withoutParam, done.stored), stored),
    }),
    { resets: [], stored: {} },
  );
}
