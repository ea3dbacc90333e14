import type { TaskRecord } from '../attempt/task-record.ts';
import { type ConfigMap, isMap } from '../config/config-node.ts';
import { VALUES } from '../definition/task.ts';
import { mergedParams, withoutParam } from './merge.ts';

/** Keys of a task's config that its operator does not see, because they concern other tasks or are parameters. */
const NOT_FOR_OPERATOR = ['_export', '_check', '_error', VALUES];

export interface VisibleParams {
  readonly params: ConfigMap;
  /** The maps of `params`, with true for each value that is data, and false for each template. */
  readonly valueMarks: ConfigMap;
}

/**
 * The parameters that a task sees: first those of the attempt; then, for each parent from the root, what the tasks
 * before that parent stored, what it exports and what it stored; then what the tasks before the task stored, and what
 * the task exports. Later parameters replace earlier ones. The tasks before a task are the siblings that it waited for,
 * with all tasks below them. The tasks of `_error` see what all tasks of the failed group stored.
 */
export function paramsOf(tasks: readonly TaskRecord[], id: number, attemptParams: ConfigMap): ConfigMap {
  return visibleParams(tasks, id, attemptParams).params;
}

/**
 * The parameters that a task sees, marked as templates or values. What a file exports and what an attempt was started
 * with are templates. What tasks stored, errors and `params` of `require>` are values, even if their text looks like a
 * template.
 */
export function visibleParams(tasks: readonly TaskRecord[], id: number, attemptParams: ConfigMap): VisibleParams {
  const tree = new Tree(tasks);
  const task = tree.get(id);
  const parents = tree.parentsOf(task);
  const { [VALUES]: _, ...templates } = attemptParams;
  let visible = withValues(
    { params: templates, valueMarks: marked(templates, { isValue: false }) },
    mapIn(attemptParams, VALUES),
  );
  for (const parent of parents) {
    for (const before of tree.before(parent)) visible = withStored(visible, before);
    visible = withStored(withExports(visible, parent), parent);
  }
  for (const before of tree.before(task)) visible = withStored(visible, before);
  return withExports(visible, task);
}

/** Parameters with templates merged over them. */
export function withTemplates({ params, valueMarks }: VisibleParams, overrides: ConfigMap): VisibleParams {
  return {
    params: mergedParams(params, overrides),
    valueMarks: mergedParams(valueMarks, marked(overrides, { isValue: false })),
  };
}

function withExports(visible: VisibleParams, { config }: TaskRecord): VisibleParams {
  const exported = mapIn(config, '_export');
  const values = mapIn(config, VALUES);
  return withValues(Object.keys(exported).length === 0 ? visible : withTemplates(visible, exported), values);
}

/** Parameters with values merged over them. */
function withValues({ params, valueMarks }: VisibleParams, overrides: ConfigMap): VisibleParams {
  return {
    params: mergedParams(params, overrides),
    valueMarks: mergedParams(valueMarks, marked(overrides, { isValue: true })),
  };
}

/** The maps of `params`, with `isValue` in place of each value. */
function marked(params: ConfigMap, { isValue }: { readonly isValue: boolean }): ConfigMap {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, isMap(value) ? marked(value, { isValue }) : isValue]),
  );
}

/** The options of a task for its operator, in the order of the file. */
export function localConfig({ config }: Pick<TaskRecord, 'config'>): ConfigMap {
  return Object.fromEntries(Object.entries(config).filter(([key]) => !NOT_FOR_OPERATOR.includes(key)));
}

function mapIn(config: ConfigMap, key: string): ConfigMap {
  const value = config[key];
  return isMap(value) ? value : {};
}

function withStored(visible: VisibleParams, { resets, stored }: TaskRecord): VisibleParams {
  // Most tasks store nothing, and there may be a thousand of them before a task.
  if (resets.length === 0 && Object.keys(stored).length === 0) return visible;
  const { params, valueMarks } = visible;
  return withValues(
    { params: resets.reduce(withoutParam, params), valueMarks: resets.reduce(withoutParam, valueMarks) },
    stored,
  );
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

  /** The parents of a task, from the root. */
  parentsOf({ parent }: TaskRecord): readonly TaskRecord[] {
    if (parent === null) return [];
    const above = this.get(parent);
    return [...this.parentsOf(above), above];
  }

  /** The siblings that a task waited for, with all tasks below them, each after those that it waited for. */
  before(task: TaskRecord): readonly TaskRecord[] {
    const tasks: TaskRecord[] = [];
    this.#addBefore(task, new Set(), tasks);
    return tasks;
  }

  #addBefore(task: TaskRecord, visited: Set<number>, tasks: TaskRecord[]): void {
    for (const sibling of this.#upstreamsOf(task)) {
      if (visited.has(sibling.id)) continue;
      visited.add(sibling.id);
      this.#addBefore(sibling, visited, tasks);
      tasks.push(sibling);
      this.#addBelow(sibling, tasks);
    }
  }

  /** The siblings whose stored parameters a task sees. The tasks of `_error` see those of all tasks of the group. */
  #upstreamsOf({ parent, upstreams, isInitial, fullName }: TaskRecord): readonly TaskRecord[] {
    if (!isInitial && fullName.endsWith('^error'))
      return (this.#children.get(parent) ?? []).filter((sibling) => sibling.isInitial);
    return upstreams.flatMap((id) => this.#tasks.get(id) ?? []).sort((a, b) => a.id - b.id);
  }

  #addBelow({ id }: TaskRecord, tasks: TaskRecord[]): void {
    for (const child of this.#children.get(id) ?? []) {
      tasks.push(child);
      this.#addBelow(child, tasks);
    }
  }
}
