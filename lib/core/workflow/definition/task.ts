import type { ConfigMap } from '../config/config-node.ts';

/** Of an attempt, with all groups. Those that a failure or an sla adds are not limited. */
export const MAX_TASKS = 1000;

/**
 * Parameters that generated tasks have besides those of `_export`, and attempts besides those that they were started with: values,
 * such as those of records, which are never evaluated.
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
