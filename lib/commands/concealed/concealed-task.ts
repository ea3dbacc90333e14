import { nameWithoutValues } from '../../core/workflow/attempt/task-tree.ts';
import type { TaskDetails } from '../../core/workflow/view/attempt-view.ts';
import { concealText } from './concealed.ts';

/**
 * Conceals values in tasks for actors who may not see customer values. Names and errors can contain results of
 * queries; options and commands are as written in the files.
 */

export function concealTask<Task extends { readonly name: string; readonly error: string | null }>(task: Task): Task {
  return { ...task, name: nameWithoutValues(task.name), error: task.error && concealText(task.error) };
}

export function concealDetails(details: TaskDetails): TaskDetails {
  const { error, errorsOfTries, rerun } = details;
  return {
    ...details,
    error: error && concealText(error),
    errorsOfTries: errorsOfTries.map(concealText),
    rerun: concealRerun(rerun),
  };
}

/** The refusal of a retry names tasks, too. */
function concealRerun(rerun: TaskDetails['rerun']): TaskDetails['rerun'] {
  if ('runs' in rerun) return { runs: rerun.runs.map(nameWithoutValues) };
  const params = Object.entries(rerun.params).map(([key, value]) => {
    return [key, typeof value === 'string' ? nameWithoutValues(value) : value] as const;
  });
  return { ...rerun, params: Object.fromEntries(params) };
}
