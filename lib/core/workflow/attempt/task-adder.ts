import { type ConfigMap, nodeOf } from '../config/config-node.ts';
import { compileTasks } from '../definition/compile-tasks.ts';
import { MAX_TASKS, type TaskDefinition } from '../definition/task.ts';
import type { WorkflowFinding } from '../finding.ts';
import { Findings } from '../findings.ts';
import { newTask, type TaskRecord } from './task-record.ts';
import type { TaskTable } from './task-table.ts';

export const TOO_MANY_TASKS = `an attempt can have ${MAX_TASKS} tasks at most`;
/** Maximum size, in characters, of the tasks that operators add to an attempt, all of which are kept in memory. */
const MAX_ADDED_LENGTH = 30_000_000;
const TASKS_TOO_LARGE = `the tasks that are added to an attempt can have ${MAX_ADDED_LENGTH} characters at most`;

/** Options for tasks of a failure or an SLA, which are always added because they notify people. */
export const UNLIMITED = { isInitial: false, isUnlimited: true } as const;

/** The English text of a finding. */
export type FindingText = (finding: WorkflowFinding) => string;

/**
 * The tasks with an operator that succeeded in an earlier attempt and need not run again, by full name, with what they
 * stored.
 */
export type StoredResults = ReadonlyMap<string, Pick<TaskRecord, 'resets' | 'stored'>>;

interface DefinitionOptions {
  readonly isInitial: boolean;
  readonly upstreams?: readonly number[];
}

/** Adds tasks to an attempt, within the limits of an attempt. */
export class TaskAdder {
  readonly #table: TaskTable;
  readonly #earlierResults: StoredResults;
  readonly #textOf: FindingText;
  #addedLength = 0;

  /** `textOf`: for tasks that are not valid. */
  constructor(table: TaskTable, earlierResults: StoredResults, textOf: FindingText) {
    this.#table = table;
    this.#earlierResults = earlierResults;
    this.#textOf = textOf;
  }

  hasRoomFor(count: number): boolean {
    return count === 0 || this.#table.size + count <= MAX_TASKS;
  }

  /**
   * Adds the tasks of a directive or an operator under one new task, whose ID is the only one in `ids`. `ids` is empty
   * if there are no tasks, or if a problem prevents adding them.
   */
  addConfig(
    task: TaskRecord,
    name: string,
    config: ConfigMap,
    options: DefinitionOptions & { readonly isUnlimited?: boolean },
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
      if (!this.hasRoomFor(definitions.length)) return { ids: [], problem: TOO_MANY_TASKS };
      if (addedLength > MAX_ADDED_LENGTH) return { ids: [], problem: TASKS_TOO_LARGE };
    }
    this.#addedLength = addedLength;
    return { ids: [this.addDefinitions(definitions, task.id, options)] };
  }

  /** Adds a task as a child of `parent`, and the tasks below that task. Returns the ID of the first. */
  addDefinitions(
    definitions: readonly TaskDefinition[],
    parent: number | null,
    { isInitial, upstreams = [] }: DefinitionOptions,
  ): number {
    const first = this.#table.size + 1;
    const existing = new Set(this.#table.all().map(({ fullName }) => fullName));
    for (const definition of definitions) {
      // If the name exists, a group is being retried. A retry also runs tasks that succeeded in an earlier attempt.
      const { fullName } = definition;
      const earlierResult = existing.has(fullName) ? undefined : this.#earlierResults.get(fullName);
      // Definitions refer to each other by index.
      const task = newTask(definition, {
        id: first + definition.index,
        parent: definition.parent === null ? parent : first + definition.parent,
        upstreams: definition.parent === null ? upstreams : definition.upstreams.map((upstream) => first + upstream),
        isInitial,
      });
      this.#table.add(earlierResult ? { ...task, state: 'success', ...earlierResult } : task);
    }
    return first;
  }
}
