import { textValue } from '../../../core/workflow/operators/command.ts';
import type { TaskRun } from '../../../core/workflow/operators/task-run.ts';
import { sessionTimeOf } from '../../../core/workflow/schedule/session-time-of.ts';

/** The session time that a task names, by default that of its attempt. Throws UserErrors of `sessionTimeOf`. */
export function sessionOf({ attempt, config, now }: TaskRun): number {
  const { workflow, session } = attempt;
  const option = config['session_time'] ?? null;
  return option === null ? session.time : sessionTimeOf(textValue(option, 'session_time'), workflow.timeZone, now);
}
