import type { Attempt } from '../attempt/attempt.ts';
import type { TaskOutcome, TaskRecord } from '../attempt/task-record.ts';
import type { ConfigMap } from '../config/config-node.ts';
import type { ProjectFiles } from '../project-files.ts';

/** One run of a task's operator. */
export interface TaskRun {
  readonly attempt: Attempt;
  readonly task: Pick<TaskRecord, 'id' | 'fullName' | 'memory' | 'retries' | 'startedAt'>;
  /** What follows `NAME>:`, evaluated. */
  readonly command: ConfigMap[string];
  /** All parameters with the task's own over them, evaluated; those of its tasks are not. */
  readonly config: ConfigMap;
  /** Only the task's own, evaluated. */
  readonly local: ConfigMap;
  readonly files: ProjectFiles;
  /** In which it looks for files; empty at the top. */
  readonly folder: string;
  /** Evaluates the text of a file with the parameters. Throws an Error that says what is wrong. */
  template(text: string): string;
  log(text: string): void;
  readonly now: number;
}

/**
 * Ends its run with what became of the task. An Error that it throws is the failure of the task, with its message. The signal is that of
 * the machine, which the core does not know: it aborts when the run is to stop.
 */
export type Operator<Signal = unknown> = (run: TaskRun, signal: Signal) => TaskOutcome | Promise<TaskOutcome>;

/** A failure of a task that a person can correct. */
export class TaskError extends Error {
  /** What its `_error` tasks see besides the message, such as the job. */
  readonly details: ConfigMap;

  constructor(message: string, details: ConfigMap = {}) {
    super(message);
    this.details = details;
  }
}
