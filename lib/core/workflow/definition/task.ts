import type { ConfigMap } from '../config/config-node.ts';

/** Maximum number of tasks of an attempt, groups included. A failure or an SLA may add tasks beyond this number. */
export const MAX_TASKS = 1000;

/**
 * The key of parameters that are never evaluated, such as values of records. It is a key of generated tasks, like
 * `_export`, and among the parameters that an attempt was started with.
 */
export const VALUES = '_values';

/** A task of a compiled workflow. Its index is its position in the list of all tasks, parents first. */
export interface TaskDefinition {
  readonly index: number;
  readonly parent: number | null;
  /** `+load`; a generated task has a name such as `^error`. */
  readonly name: string;
  /** With the names of all parents: `+daily+load`. */
  readonly fullName: string;
  /** True for a task without an operator: a group, or a disabled task. */
  readonly isGroup: boolean;
  /** The directives and options, without subtasks. */
  readonly config: ConfigMap;
  /** The siblings that it waits for. */
  readonly upstreams: readonly number[];
}
