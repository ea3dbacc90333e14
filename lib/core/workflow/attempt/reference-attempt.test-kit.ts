import { type Group, type Outcome, type Part, ROOT, type Task, upstreamsOf } from './random-workflow.test-kit.ts';
import type { TaskState } from './task-state.ts';

/**
 * The expected course of an attempt, as a recursive function over its tree. It runs one task after the other. The
 * order of tasks that may run at once makes no difference, because the outcome of a task depends only on how often
 * it ran.
 */
export class ReferenceAttempt {
  /** The states of all parts, by full name, without runs that were repeated. */
  readonly states = new Map<string, TaskState>();
  /** How often each task ran. */
  readonly runs = new Map<string, number>();
  readonly #outcomes: (task: Task) => readonly Outcome[];
  /** Full names of tasks that succeeded in an earlier attempt. */
  readonly #done: ReadonlySet<string>;
  readonly #created = new Set<string>();
  /** The tasks of `#done` that count as succeeded in this attempt. */
  readonly #resumed = new Set<string>();

  constructor(root: Group, outcomes: (task: Task) => readonly Outcome[], done: ReadonlySet<string> = new Set()) {
    this.#outcomes = outcomes;
    this.#done = done;
    this.#add(root, ROOT);
  }

  #add(part: Part | null, name: string): boolean {
    if (!part) return true;
    this.#create(part, name);
    return this.#run(part, name);
  }

  /** A task that succeeded in an earlier attempt counts as done only the first time it appears. */
  #create(part: Part, name: string): void {
    this.states.set(name, 'blocked');
    if (part.kind === 'group') for (const child of part.children) this.#create(child, name + child.name);
    else if (this.#done.has(name) && !this.#created.has(name)) {
      this.#resumed.add(name);
      this.states.set(name, 'success');
    }
    this.#created.add(name);
  }

  #run(part: Part, name: string): boolean {
    if (this.#resumed.has(name)) return true;
    const isDone = part.kind === 'group' ? this.#runGroup(part, name) : this.#runTask(part, name);
    if (isDone) this.states.set(name, 'success');
    return isDone;
  }

  #runGroup(group: Group, name: string): boolean {
    for (let retries = 0; ; retries++) {
      const ended: boolean[] = [];
      let isFailed = false;
      group.children.forEach((child, index) => {
        const childName = name + child.name;
        const canRun = upstreamsOf(group, index).every((each) => ended[each]);
        const isDone = canRun ? this.#run(child, childName) : this.#resumed.has(childName);
        ended[index] = isDone;
        isFailed ||= canRun && !isDone;
      });
      if (!isFailed) return true;
      if (retries >= group.retry) return this.#fail(group, name, 'group_error');
      this.#forget(name);
      for (const child of group.children) this.#create(child, name + child.name);
    }
  }

  #runTask(task: Task, name: string): boolean {
    for (let retries = 0; ; ) {
      const run = this.runs.get(name) ?? 0;
      this.runs.set(name, run + 1);
      const outcome = this.#outcomes(task)[run] ?? 'success';
      if (outcome === 'retry') retries++;
      if (outcome === 'error') return this.#fail(task, name, 'error');
      if (outcome !== 'success') continue;
      if (this.#runAdded(task, name)) return true;
      if (retries >= task.retry) return this.#fail(task, name, 'group_error');
      retries++;
      this.#forget(name);
    }
  }

  /** Runs the subtasks and the check of a task after the task itself. */
  #runAdded(task: Task, name: string): boolean {
    if (task.subtasks) this.#create(task.subtasks, `${name}^sub`);
    if (task.check) this.#create(task.check, `${name}^check`);
    const isDone = !task.subtasks || this.#run(task.subtasks, `${name}^sub`);
    return isDone && (!task.check || this.#run(task.check, `${name}^check`));
  }

  #fail(part: Part, name: string, state: TaskState): boolean {
    this.#add(part.error, `${name}^error`);
    this.states.set(name, state);
    return false;
  }

  /** Forgets the parts below a part, which run again. */
  #forget(name: string): void {
    const isBelow = (each: string) => each.startsWith(`${name}+`) || each.startsWith(`${name}^`);
    for (const each of [...this.states.keys()].filter(isBelow)) {
      this.states.delete(each);
      this.#resumed.delete(each);
    }
  }
}
