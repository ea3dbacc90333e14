import {
  type ConfigEntry,
  type ConfigValue,
  entryOf,
  type MapNode,
  mapOf,
  nodeValue,
  type Place,
} from '../config/config-node.ts';
import type { Findings } from '../findings.ts';
import { type TaskDefinition, VALUES } from './task.ts';
import { wholeNumber } from './whole-number.ts';

/** Directives that a group may have. */
const GROUP_KEYS: ReadonlySet<string> = new Set(
  'timezone schedule sla _parallel _background _after _error _check _retry _export _secrets'.split(' '),
);

/** TD's directive that starts a workflow after another one has succeeded. */
const TRIGGER = 'trigger';

/** Lets a check visit the node of each operator and group, whose directives may have more tasks. */
export interface TaskVisitor {
  operator(task: TaskDefinition, node: MapNode, operator: ConfigEntry): void;
  group(task: TaskDefinition, node: MapNode): void;
}

/** A task, before it is known which siblings it waits for. */
interface TaskDraft extends Omit<TaskDefinition, 'upstreams'> {
  readonly node: MapNode;
  readonly at: Place;
  readonly upstreams: number[];
}

/**
 * The tasks of a workflow, or those that a directive or a running task adds. Problems are added to the findings; if
 * there are any, the tasks must not be used. Only the check of a project passes a visitor.
 */
export function compileTasks(
  root: { readonly parentName: string; readonly name: string; readonly node: MapNode; readonly at: Place },
  findings: Findings,
  visitor?: TaskVisitor,
): readonly TaskDefinition[] {
  const compiler = new Compiler(findings, visitor);
  compiler.addTask(null, root.parentName, { key: root.name, at: root.at, value: root.node });
  return compiler.tasks.map(({ node: _, at: __, ...task }) => task);
}

class Compiler {
  readonly tasks: TaskDraft[] = [];
  readonly #findings: Findings;
  readonly #visitor: TaskVisitor | undefined;
  /** Whether tasks of a running attempt are compiled, which may have keys that a file must not have. */
  readonly #isGenerated: boolean;

  constructor(findings: Findings, visitor: TaskVisitor | undefined) {
    this.#findings = findings;
    this.#visitor = visitor;
    this.#isGenerated = visitor === undefined;
  }

  /** Adds the task of an entry and the tasks below it. */
  addTask(parent: number | null, parentName: string, entry: ConfigEntry): TaskDraft {
    const { key: name, at } = entry;
    const node = this.#mapOf(entry);
    const fullName = parentName + name;
    const subtasks = node.entries.filter(({ key }) => key.startsWith('+'));
    const ownNode: MapNode = { ...node, entries: node.entries.filter(({ key }) => !key.startsWith('+')) };
    const add = ({ isGroup, config }: Pick<TaskDraft, 'isGroup' | 'config'>): TaskDraft => {
      const index = this.tasks.length;
      const draft = { index, parent, name, fullName, isGroup, config, node: ownNode, at, upstreams: [] };
      this.tasks.push(draft);
      return draft;
    };
    const disable = entryOf(ownNode, '_disable');
    if (disable && isTrue(nodeValue(disable.value))) return add({ isGroup: true, config: { _disable: true } });
    const [operator, ...others] = ownNode.entries.filter(({ key }) => key.endsWith('>') || key === '_type');
    if (!operator) return this.#compileGroup(add({ isGroup: true, config: mapOf(ownNode.entries) }), subtasks);
    const task = add({ isGroup: false, config: mapOf(ownNode.entries) });
    for (const other of others)
      this.#findings.error(other.at, 'workflow_operator_twice', { name, operator: other.key });
    for (const subtask of subtasks) this.#findings.error(subtask.at, 'workflow_task_with_subtasks', { name });
    this.#visitor?.operator(task, ownNode, operator);
    return task;
  }

  #compileGroup(group: TaskDraft, subtasks: readonly ConfigEntry[]): TaskDraft {
    for (const { key, at } of group.node.entries)
      if (key === TRIGGER) this.#findings.error(at, 'workflow_trigger_unsupported');
      else if (!GROUP_KEYS.has(key) && !(key === VALUES && this.#isGenerated))
        this.#findings.unknown(at, 'workflow_key_unknown', key, GROUP_KEYS);
    this.#visitor?.group(group, group.node);
    for (const { key, at } of subtasks) this.#checkName(key, at);
    const children = subtasks.map((entry) => this.addTask(group.index, group.fullName, entry));
    // The check of a project refuses so many children, and linking them could take millions of entries.
    if (children.length > MAX_LINKED) return group;
    const parallel = this.#readParallel(group);
    if (parallel === undefined) this.#linkInSequence(children);
    else this.#linkInParallel(children, parallel);
    return group;
  }

  /**
   * A child waits for the last earlier child that is not in the background, and for the background children after that
   * one. Background children wait for none.
   */
  #linkInSequence(children: readonly TaskDraft[]): void {
    let upstreams: TaskDraft[] = [];
    for (const child of children) {
      const after = entryOf(child.node, '_after');
      if (after) this.#findings.error(after.at, 'workflow_after_without_parallel', { name: child.name });
      if (isTrue(child.config['_background'])) {
        upstreams.push(child);
      } else {
        child.upstreams.push(...upstreams.map(({ index }) => index));
        upstreams = [child];
      }
    }
  }

  /**
   * Each chunk of `limit` children waits for the whole chunk before it. With 0, all children are one chunk. A child
   * also waits for the siblings that its `_after` names.
   */
  #linkInParallel(children: readonly TaskDraft[], limit: number): void {
    const earlier = new Map<string, TaskDraft>();
    children.forEach((child, position) => {
      const background = entryOf(child.node, '_background');
      if (background && isTrue(nodeValue(background.value)))
        this.#findings.error(background.at, 'workflow_background_in_parallel', { name: child.name });
      for (const name of this.#readAfter(child)) {
        const upstream = earlier.get(name);
        const { at } = entryOf(child.node, '_after') ?? child;
        if (upstream) child.upstreams.push(upstream.index);
        else this.#findings.unknown(at, 'workflow_after_unknown', name, earlier.keys());
      }
      earlier.set(child.name, child);
      const chunk = limit > 0 ? Math.floor(position / limit) : 0;
      for (const upstream of children.slice(Math.max(0, (chunk - 1) * limit), chunk * limit))
        child.upstreams.push(upstream.index);
    });
  }

  #readAfter({ node, name }: TaskDraft): readonly string[] {
    const entry = entryOf(node, '_after');
    if (!entry) return [];
    const value = nodeValue(entry.value);
    const list = typeof value === 'string' && value.startsWith('[') ? parsedJson(value) : value;
    if (Array.isArray(list) && list.every((sibling) => typeof sibling === 'string')) return list;
    this.#findings.error(entry.at, 'workflow_after_invalid', { name });
    return [];
  }

  /** The limit of a parallel group, or 0 if it has none; undefined for a sequential group. */
  #readParallel({ node }: TaskDraft): number | undefined {
    const entry = entryOf(node, '_parallel');
    if (!entry) return undefined;
    const value = nodeValue(entry.value);
    if (typeof value === 'boolean') return value ? 0 : undefined;
    // The result of a template is text.
    if (value === 'true' || value === 'false') return value === 'true' ? 0 : undefined;
    const limit = entryOf(entry.value, 'limit');
    const count = limit && wholeNumber(nodeValue(limit.value));
    if (count !== undefined && count >= 0) return count;
    this.#findings.error(entry.at, 'workflow_parallel_invalid');
    return undefined;
  }

  #mapOf({ key, at, value }: ConfigEntry): MapNode {
    if (value.kind === 'map') return value;
    if (value.kind !== 'scalar' || value.value !== null)
      this.#findings.error(at, 'workflow_task_not_a_mapping', { name: key });
    return { kind: 'map', at, entries: [] };
  }

  #checkName(name: string, at: Place): void {
    const refused = /[^\w\-=[\]{}%&@`,.^]/.exec(name.slice(1));
    if (refused) this.#findings.error(at, 'workflow_task_name_invalid', { name, character: refused[0] });
    if (name === '+') this.#findings.error(at, 'workflow_task_name_empty');
    if (name.length > MAX_NAME_LENGTH)
      this.#findings.error(at, 'workflow_task_name_too_long', { name, max: MAX_NAME_LENGTH });
  }
}

/** Maximum number of children of a group, and of the tasks that a failure or an SLA adds. */
export const MAX_LINKED = 5000;
const MAX_NAME_LENGTH = 255;

function isTrue(value: ConfigValue | undefined): boolean {
  return value === true || value === 'true';
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
