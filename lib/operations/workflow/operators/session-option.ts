import { textValue } from '../../../core/workflow/operators/command.ts';
import type { TaskRun } from '../../../core/workflow/operators/task-run.ts';
import { sessionTimeOf } from '../../../core/workflow/schedule/session-time-of.ts';

/** The session time that a task names, by default its attempt's. Throws UserError `workflow_session_time_invalid`. */
export function sessionOf({ attempt, config, now }: TaskRun): number {
  const { workflow, session } = attempt;
  const given = config['session_time'] ?? null;
  return given === null ? session.time : sessionTimeOf(textValue(given, 'session_time'), workflow.timeZone, now);
}
