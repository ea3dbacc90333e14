import type { TaskRecord } from '../../../core/workflow/attempt/task-record.ts';

/** A task in the column `record`. There, the parameters that its operator keeps are called `memory`. */
type StoredTask = Omit<TaskRecord, 'stateParams'> & { readonly memory: TaskRecord['stateParams'] };

export function taskOfJson(json: string): TaskRecord {
  const { memory: stateParams, ...task } = JSON.parse(json) as StoredTask;
  return { ...task, stateParams };
}

export function jsonOfTask({ stateParams: memory, ...task }: TaskRecord): string {
  return JSON.stringify({ ...task, memory } satisfies StoredTask);
}
