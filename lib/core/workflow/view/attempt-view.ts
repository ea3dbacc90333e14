import type { TextParams } from '../../issue.ts';
import { beginningOf } from '../../text/beginning-of.ts';
import type { Attempt, AttemptLogLine, AttemptOrigin, AttemptState } from '../attempt/attempt.ts';
import type { TaskRecord, TaskTry } from '../attempt/task-record.ts';
import type { TaskState } from '../attempt/task-state.ts';
import { jobOfTask, partsOfName } from '../attempt/task-tree.ts';
import type { ConfigMap } from '../config/config-node.ts';

/** What started an attempt. If it names another attempt, `number` is the number of that attempt in its session. */
export type OriginView = AttemptOrigin & { readonly number?: number | undefined };

/** An attempt in lists and at the head of its pages. Times are milliseconds since 1970. */
export interface AttemptSummary extends Pick<Attempt, 'id' | 'project' | 'workflow' | 'createdAt' | 'endedAt'> {
  /** `queued` until a process has started it. */
  readonly state: AttemptState | 'queued';
  /** Whether it is being killed. */
  readonly isCancelRequested: boolean;
  /** `text`: its time with the offset of the workflow's zone. */
  readonly session: Pick<Attempt['session'], 'id' | 'time'> & { readonly text: string };
  /** From 1 in its session. */
  readonly number: number;
  readonly origin: OriginView;
  readonly revision: number;
  readonly isSandbox: boolean;
}

/** A session in a list: how it began, and its newest attempt. */
export interface SessionView {
  readonly id: number;
  readonly attempts: number;
  readonly origin: OriginView;
  readonly latest: AttemptSummary;
  /** Time of this view. */
  readonly at: number;
}

/** An attempt for its pages. */
export interface AttemptView extends AttemptSummary {
  /** Tasks with an operator. */
  readonly tasks: TaskCounts;
  /** How many attempts its session has. */
  readonly attempts: number;
  /** The newest attempt of its session. No other attempt of the session can be running. */
  readonly latest: Pick<AttemptSummary, 'id' | 'number' | 'state'>;
  /** The revision that a retry would run; null if the workflow was removed. */
  readonly newestRevision: number | null;
  /** Time of this view. */
  readonly at: number;
}

export interface TaskCounts {
  readonly all: number;
  readonly success: number;
  readonly error: number;
}

/** A task with only what lists need, because an attempt may have a thousand tasks. */
export interface TaskView extends Pick<TaskRecord, 'id' | 'parent' | 'upstreams' | 'isInitial' | 'isSuperseded'> {
  readonly name: string;
  /** The name of its operator; for a group, `parallel` or `sequence`. */
  readonly kind: string;
  readonly isGroup: boolean;
  readonly state: TaskState;
  readonly tries: readonly Omit<TaskTry, 'error'>[];
  readonly triedAt: number | null;
  readonly retryAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly job: number | null;
  /** The beginning of the error text. */
  readonly error: string | null;
}

/**
 * What the page shows of a selected task besides its `TaskView`. Errors and names of tasks may contain customer values.
 */
export interface TaskDetails {
  /** The whole error text. */
  readonly error: string | null;
  /** Its operator with the beginning of its command, query or body, such as `td>: q.sql`; null for a group. */
  readonly command: string | null;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly retry: { readonly limit: number; readonly seconds: number; readonly isExponential: boolean } | null;
  readonly place: { readonly file: string; readonly line: number } | null;
  /** The error texts of the tries before the last one, in order. */
  readonly errorsOfTries: readonly string[];
  /** The names of the tasks that a retry from this task runs, or why no retry can begin with it. */
  readonly rerun: { readonly runs: readonly string[] } | { readonly code: string; readonly params: TextParams };
  /** The names of its parameters, and of those that it stored for later tasks. */
  readonly parameters: readonly string[];
  readonly stored: readonly string[];
}

/** Parameters with their values, which may be customer values. */
export interface TaskParameters {
  readonly parameters: ConfigMap;
  readonly stored: ConfigMap;
}

/** A line of an attempt's log in the language of the reader, with the name of its task. */
export interface AttemptLogRow extends Omit<AttemptLogLine, 'message'> {
  readonly name: string;
}

/** An attempt with the tasks that changed after a version, and the version to request next. */
export interface TaskChanges {
  readonly attempt: AttemptView;
  readonly version: number;
  readonly tasks: readonly TaskView[];
}

/** The kinds of groups: tasks run at once, or one after another. */
export const PARALLEL = 'parallel';
const SEQUENCE = 'sequence';

const MAX_ERROR_LENGTH = 300;

export function taskView(task: TaskRecord): TaskView {
  const { id, parent, upstreams, isInitial, isSuperseded, isGroup, state, tries, error } = task;
  return {
    id,
    parent,
    upstreams,
    isInitial,
    isSuperseded,
    isGroup,
    state,
    name: task.fullName,
    kind: kindOf(task),
    job: jobOfTask(task),
    tries: tries.map(({ startedAt, endedAt, job }) => ({ startedAt, endedAt, job })),
    triedAt: task.triedAt,
    retryAt: task.retryAt,
    startedAt: task.startedAt,
    endedAt: task.endedAt,
    error: error && beginningOf(errorTextOf(error), MAX_ERROR_LENGTH),
  };
}

export function kindOf({ isGroup, config }: Pick<TaskRecord, 'isGroup' | 'config'>): string {
  if (isGroup) {
    const parallel = config['_parallel'];
    return parallel === undefined || parallel === false || parallel === 'false' ? SEQUENCE : PARALLEL;
  }
  const key = Object.keys(config).find((option) => option.endsWith('>'));
  return key === undefined ? String(config['_type'] ?? '') : key.slice(0, -1);
}

export function errorTextOf({ message, ...details }: NonNullable<TaskRecord['error']>): string {
  return typeof message === 'string' ? message : JSON.stringify({ message, ...details });
}

/** The last part of a task's name. */
export function shortName(name: string): string {
  return partsOfName(name).at(-1) ?? name;
}
