import type { TaskRecord } from './task-record.ts';

/** The tasks that were not superseded, each before those below it; siblings in the order in which they were added. */
export function tasksInOrder(records: readonly TaskRecord[]): readonly TaskRecord[] {
  const children = Map.groupBy(
    records.filter(({ isSuperseded }) => !isSuperseded),
    ({ parent }) => parent,
  );
  const below = (parent: number | null): readonly TaskRecord[] =>
    (children.get(parent) ?? []).flatMap((task) => [task, ...below(task.id)]);
  return below(null);
}

/** A full name in parts: `+daily`, `+load`, `^error`. */
export function partsOfName(fullName: string): readonly string[] {
  return fullName.split(/(?=[+^])/);
}

/**
 * A name without the values that `for_each>` puts into it, which may be customer values: `+for-0=who=0=anna` becomes
 * `+for-0=who=0=•••`.
 */
export function nameWithoutValues(fullName: string): string {
  return fullName.replaceAll(/(\d=[^=&+^]*=\d+=)[^&+^]*/g, '$1•••');
}

/** Whether the full name of a task, or of a task above it, ends with this name. */
export function isNamed({ fullName }: Pick<TaskRecord, 'fullName'>, name: string): boolean {
  const parts = partsOfName(fullName);
  const fullNames = parts.map((_, index) => parts.slice(0, index + 1).join(''));
  return fullNames.some((ownOrParentName) => ownOrParentName.endsWith(name));
}

/** The job that a task runs or has run. */
export function jobOfTask({ stateParams }: Pick<TaskRecord, 'stateParams'>): number | null {
  const { job } = stateParams;
  return typeof job === 'number' ? job : null;
}
