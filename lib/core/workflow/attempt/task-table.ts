import type { TaskRecord } from './task-record.ts';

/** The tasks of an attempt by ID, with their children, and which of them changed. */
export class TaskTable {
  readonly #tasks = new Map<number, TaskRecord>();
  readonly #children = new Map<number, number[]>();
  readonly #changed = new Set<number>();

  constructor(records: readonly TaskRecord[]) {
    for (const record of records) this.add(record);
    this.#changed.clear();
  }

  get size(): number {
    return this.#tasks.size;
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

  /** The tasks directly below a task, without those that were superseded. */
  childrenOf(id: number): readonly TaskRecord[] {
    return (this.#children.get(id) ?? []).map((child) => this.get(child)).filter(({ isSuperseded }) => !isSuperseded);
  }

  descendantsOf(id: number): readonly TaskRecord[] {
    return this.childrenOf(id).flatMap((child) => [child, ...this.descendantsOf(child.id)]);
  }

  add(task: TaskRecord): void {
    this.#tasks.set(task.id, task);
    if (task.parent !== null) this.#children.set(task.parent, [...(this.#children.get(task.parent) ?? []), task.id]);
    this.#changed.add(task.id);
  }

  change(id: number, changes: Partial<TaskRecord>): void {
    this.#tasks.set(id, { ...this.get(id), ...changes });
    this.#changed.add(id);
  }

  /** The tasks that changed since the last call. */
  takeChanges(): readonly TaskRecord[] {
    const changed = [...this.#changed].map((id) => this.get(id));
    this.#changed.clear();
    return changed;
  }
}
