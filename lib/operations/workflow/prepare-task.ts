import type { Clock } from '../../core/clock.ts';
import type { Attempt, AttemptLogMessage } from '../../core/workflow/attempt/attempt.ts';
import type { TaskRecord } from '../../core/workflow/attempt/task-record.ts';
import { type ConfigMap, isMap, nodeOf } from '../../core/workflow/config/config-node.ts';
import { readSchedule } from '../../core/workflow/definition/schedule.ts';
import { Findings } from '../../core/workflow/findings.ts';
import type { TaskRun } from '../../core/workflow/operators/task-run.ts';
import { builtInParams } from '../../core/workflow/parameters/session-params.ts';
import { localConfig, visibleParams, withTemplates } from '../../core/workflow/parameters/task-params.ts';
import type { ProjectFiles } from '../../core/workflow/project-files.ts';
import { lastSessionTime, nextSession } from '../../core/workflow/schedule/session-times.ts';
import { type Evaluate, evaluatedConfig, evaluatedText } from '../../core/workflow/template/evaluate.ts';

export interface PrepareOptions {
  readonly clock: Clock;
  /** Evaluates expressions in a time zone. */
  readonly expressions: { evaluatorFor(timeZone: string): Evaluate };
  /** The time of the last session of the workflow that has run, among those before the session of the attempt. */
  readonly lastExecuted: number | null;
  /** Adds a line to the log of the attempt. */
  readonly log: (task: TaskRecord, text: string) => void;
  /** Adds a message of the product to that log. */
  readonly logMessage: (task: TaskRecord, message: AttemptLogMessage) => void;
}

/** An attempt with the files of its project and its tasks. */
export interface RunningAttempt {
  readonly attempt: Attempt;
  readonly files: ProjectFiles;
  readonly tasks: readonly TaskRecord[];
}

/** The operator of a task, and its arguments. Throws an Error for a template that cannot be evaluated. */
export function prepareTask(
  { clock, expressions, lastExecuted, log, logMessage }: PrepareOptions,
  { attempt, files, tasks }: RunningAttempt,
  task: TaskRecord,
): { readonly operator: string; readonly run: TaskRun } {
  const { workflow, session } = attempt;
  const evaluate = expressions.evaluatorFor(workflow.timeZone);
  const builtIn = builtInParams(
    {
      projectId: attempt.project.id,
      sessionId: session.id,
      sessionUuid: session.uuid,
      attemptId: attempt.id,
      retryAttemptName: attempt.retryName,
      timeZone: workflow.timeZone,
      sessionTime: session.time,
      ...scheduleFacts(attempt, tasks[0], lastExecuted),
    },
    task.fullName,
  );
  const visibleTemplates = withTemplates(visibleParams(tasks, task.id, attempt.params), builtIn);
  const ownConfig = localConfig(task);
  const withOptions = withTemplates(visibleTemplates, ownConfig);
  const config = evaluatedConfig(withOptions.params, visibleTemplates.params, evaluate, withOptions.valueMarks);
  const key = Object.keys(ownConfig).find((option) => option.endsWith('>'));
  const operator = key === undefined ? String(config['_type']) : key.slice(0, -1);
  const folder = config['_workdir'];
  return {
    operator,
    run: {
      attempt,
      task,
      command: (key === undefined ? config['_command'] : config[key]) ?? null,
      config,
      local: entriesOf(config, Object.keys(ownConfig)),
      files,
      folder: typeof folder === 'string' ? folder : '',
      template: (text) => evaluatedText(text, config, evaluate),
      log: (text) => log(task, text),
      logMessage: (code, params) => logMessage(task, { code, params }),
      now: clock.now(),
    },
  };
}

/** The times of the schedule around the session; nothing for a workflow without a schedule. */
function scheduleFacts({ workflow, session }: Attempt, root: TaskRecord | undefined, lastExecuted: number | null) {
  const at = { file: workflow.name, line: 1, column: 1 };
  const config = root?.config['schedule'];
  const schedule = isMap(config) && readSchedule({ key: 'schedule', at, value: nodeOf(config, at) }, new Findings());
  if (!schedule) return {};
  return {
    schedule: {
      last: lastSessionTime(schedule, workflow.timeZone, session.time),
      next: nextSession(schedule, workflow.timeZone, session.time)?.session ?? null,
      lastExecuted,
    },
  };
}

function entriesOf(config: ConfigMap, keys: readonly string[]): ConfigMap {
  return Object.fromEntries(keys.flatMap((key) => (key in config ? [[key, config[key] ?? null]] : [])));
}
