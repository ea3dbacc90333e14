import { readConfig } from '../config/read-config.ts';
import { compileTasks } from '../definition/compile-tasks.ts';
import { Findings } from '../findings.ts';
import { AttemptTasks } from './attempt-tasks.ts';
import type { TaskOutcome } from './task-record.ts';

export const SUCCESS: TaskOutcome = { kind: 'success' };
export const ERROR: TaskOutcome = { kind: 'error', error: { message: 'broken' } };

export function begin(text: string, earlierResults?: ConstructorParameters<typeof AttemptTasks>[1]): AttemptTasks {
  const { root } = readConfig(text, 'w.dig');
  if (!root) throw new Error(text);
  const tasks = compileTasks({ parentName: '', name: '+w', node: root, at: root.at }, new Findings());
  return AttemptTasks.begin(tasks, 0, earlierResults);
}

/** Runs ready tasks until none is left, each with the outcome given for its name. Returns the names in that order. */
export function run(
  attempt: AttemptTasks,
  outcomes: Readonly<Record<string, TaskOutcome | readonly TaskOutcome[]>> = {},
) {
  const runs: string[] = [];
  const remaining = new Map(Object.entries(outcomes).map(([name, each]) => [name, [each].flat() as TaskOutcome[]]));
  for (let now = 1; !attempt.isDone(); now++) {
    const [task] = attempt.ready();
    if (!task) {
      const next = attempt.nextTime();
      if (next === undefined) break;
      attempt.tick(next);
      continue;
    }
    attempt.start(task.id, now);
    runs.push(task.fullName.replace('+w', ''));
    attempt.end(task.id, remaining.get(runs.at(-1) ?? '')?.shift() ?? SUCCESS, now);
  }
  return runs;
}
