import type { ConfigMap } from '../config/config-node.ts';

/** Maximum number of tasks of an attempt, groups included. Tasks that a failure or an SLA adds are not limited. */
export const MAX_TASKS = 1000;

/**
 * Holds parameters that are never evaluated, such as values of records: of generated tasks besides `_export`, and of attempts besides
 * the parameters that they were started with.
 */
export const VALUES = '_values';

/** A task of a compiled workflow. Its index is that in the list of all, parents first. */
export interface TaskDefinition {
  readonly index: number;
  readonly parent: number | null;
  /** `+load`; of a generated one `^error` and the like. */
  readonly name: string;
  /** With the names of all parents: `+daily+load`. */
  readonly fullName: string;
  /** A group, or a disabled task, has no operator. */
  readonly isGroup: boolean;
  /** Without its subtasks. */
  readonly config: ConfigMap;
  /** The siblings that it waits for. */
  readonly upstreams: readonly number[];
}
