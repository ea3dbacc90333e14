import type { ConfigMap } from '../config/config-node.ts';
import type { TaskState } from './task-state.ts';

/** A task of an attempt, as it is stored. Times are milliseconds since 1970. */
export interface TaskRecord {
  /** Its number in the attempt, from 1 for the root. Later tasks have higher numbers. */
  readonly id: number;
  readonly parent: number | null;
  /** Siblings that it waits for. */
  readonly upstreams: readonly number[];
  readonly fullName: string;
  readonly isGroup: boolean;
  /** Its directives and options, without subtasks. */
  readonly config: ConfigMap;
  /** False for tasks that a failure or an SLA added; true for all others, also those that an operator added. */
  readonly isInitial: boolean;
  readonly state: TaskState;
  /** The state in which it ends when the tasks that its failure added have ended; null if there are no such tasks. */
  readonly delayedState: 'error' | 'group_error' | null;
  /** Whether a later run of its group, or of the task that added it, replaced it, so that it is only history. */
  readonly isSuperseded: boolean;
  /** How often it was run again after a failure. */
  readonly retries: number;
  /** Its failed tries that were followed by another, in order. */
  readonly tries: readonly TaskTry[];
  /** When its current or last try began; null before the first and between two tries. */
  readonly triedAt: number | null;
  /** When it will run again; null if it does not wait for a time. */
  readonly retryAt: number | null;
  /** What its operator keeps between two runs, such as the job it waits for: digdag's state params. */
  readonly stateParams: ConfigMap;
  /** What it changes for later tasks: `resets` are dotted keys to remove, `stored` is merged after that. */
  readonly resets: readonly string[];
  readonly stored: ConfigMap;
  /** What a failed task reports: `message` and more. */
  readonly error: ConfigMap | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

/** A try of a task, or of a group, that failed and was followed by another. */
export interface TaskTry {
  readonly startedAt: number;
  readonly endedAt: number;
  readonly job: number | null;
  readonly error: ConfigMap;
}

/** The result of one run of an operator. `untilMs` is the time of the next run. */
export type TaskOutcome =
  | {
      readonly kind: 'success';
      readonly resets?: readonly string[];
      readonly stored?: ConfigMap;
      /** Tasks that it adds. */
      readonly subtasks?: ConfigMap;
    }
  | { readonly kind: 'error'; readonly error: ConfigMap }
  /** The operator waits for something, and checks again later. */
  | { readonly kind: 'wait'; readonly untilMs: number; readonly stateParams: ConfigMap }
  /** The operator failed, and is tried again. */
  | { readonly kind: 'retry'; readonly untilMs: number; readonly stateParams: ConfigMap; readonly error: ConfigMap };

/** A task that waits for its group and its upstreams. */
export function newTask(
  { fullName, isGroup, config }: Pick<TaskRecord, 'fullName' | 'isGroup' | 'config'>,
  place: Pick<TaskRecord, 'id' | 'parent' | 'upstreams' | 'isInitial'>,
): TaskRecord {
  return {
    ...place,
    fullName,
    isGroup,
    config,
    state: 'blocked',
    delayedState: null,
    isSuperseded: false,
    retries: 0,
    tries: [],
    stateParams: {},
    resets: [],
    stored: {},
    error: null,
    startedAt: null,
    triedAt: null,
    retryAt: null,
    endedAt: null,
  };
}
