/** The states of a task of an attempt, with digdag's names. */
export const TASK_STATES = [
  'blocked',
  'ready',
  'retry_waiting',
  'group_retry_waiting',
  'running',
  'planned',
  'group_error',
  'success',
  'error',
  'canceled',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

const DONE: ReadonlySet<TaskState> = new Set(['group_error', 'success', 'error', 'canceled']);

export function isDone(state: TaskState): boolean {
  return DONE.has(state);
}

export function isFailed(state: TaskState): boolean {
  return state === 'error' || state === 'group_error';
}

/** Whether a task in this state makes progress: it can run, runs, waits for a time, or has children that do. */
export function isProgressing(state: TaskState): boolean {
  return state !== 'blocked' && !isDone(state);
}
