import type { TaskRecord } from '../attempt/task-record.ts';
import { type ConfigMap, isMap } from '../config/config-node.ts';
import { mergedParams, withoutParam } from './merge.ts';

/** Directives that other parts of the attempt use; the task itself does not see them. */
const HELD = ['_export', '_check', '_error'];

/**
 * The parameters that a task sees: those of the attempt, then, from the root to the task, what the tasks before it stored and what its
 * parents export, the later over the earlier. Siblings of a parallel group do not see each other's.
 */
export function paramsOf(tasks: readonly TaskRecord[], id: number, attempt: ConfigMap): ConfigMap {
  const tree = new Tree(tasks);
  const task = tree.get(id);
  const parents = tree.parentsOf(task);
  let params = attempt;
  for (const each of [...parents, task]) {
    for (const before of tree.before(each)) params = applied(params, before);
    if (each !== task) params = applied(mergedParams(params, exportOf(each)), each);
  }
  return mergedParams(params, exportOf(task));
}

/** What a task has besides what it exports to its children: its options, in the order of the file. */
export function localConfig({ config }: Pick<TaskRecord, 'config'>): ConfigMap {
  return Object.fromEntries(Object.entries(config).filter(([key]) => !HELD.includes(key)));
}

function exportOf({ config }: TaskRecord): ConfigMap {
  const exported = config['_export'];
  return isMap(exported) ? exported : {};
}

function applied(params: ConfigMap, { resets, stored }: TaskRecord): ConfigMap {
  return mergedParams(resets.reduce(withoutParam, params), stored);
}

class Tree {
  readonly #tasks: ReadonlyMap<number, TaskRecord>;
  readonly #children: ReadonlyMap<number | null, readonly TaskRecord[]>;

  constructor(tasks: readonly TaskRecord[]) {
    const current = tasks.filter(({ isSuperseded }) => !isSuperseded);
    this.#tasks = new Map(current.map((task) => [task.id, task]));
    this.#children = Map.groupBy(current, ({ parent }) => parent);
  }

  get(id: number): TaskRecord {
    const task = this.#tasks.get(id);
    if (!task) throw new Error(`no task ${id}`);
    return task;
  }

  /** From the root. */
  parentsOf({ parent }: TaskRecord): readonly TaskRecord[] {
    if (parent === null) return [];
    const above = this.get(parent);
    return [...this.parentsOf(above), above];
  }

  /** The siblings that a task waited for, each after those that it waited for, with all below them. */
  before(task: TaskRecord, seen = new Set<number>()): readonly TaskRecord[] {
    const siblings = (this.#children.get(task.parent) ?? []).filter(({ id }) => task.upstreams.includes(id));
    return siblings.flatMap((sibling) => {
      if (seen.has(sibling.id)) return [];
      seen.add(sibling.id);
      return [...this.before(sibling, seen), sibling, ...this.#below(sibling)];
    });
  }

  #below({ id }: TaskRecord): readonly TaskRecord[] {
    return (this.#children.get(id) ?? []).flatMap((child) => [child, ...this.#below(child)]);
  }
}
