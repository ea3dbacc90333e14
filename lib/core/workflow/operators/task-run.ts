import type { IssueParams } from '../../issue.ts';
import type { Attempt } from '../attempt/attempt.ts';
import type { TaskOutcome, TaskRecord } from '../attempt/task-record.ts';
import type { ConfigMap } from '../config/config-node.ts';
import type { ProjectFiles } from '../project-files.ts';

/** One run of a task's operator. */
export interface TaskRun {
  readonly attempt: Attempt;
  readonly task: Pick<TaskRecord, 'id' | 'fullName' | 'stateParams' | 'retries' | 'startedAt'>;
  /** What follows `NAME>:`, evaluated. */
  readonly command: ConfigMap[string];
  /** All parameters; the task's own take precedence. Evaluated, except for the tasks in `_do` and `_else_do`. */
  readonly config: ConfigMap;
  /** Only the task's own parameters, evaluated in the same way. */
  readonly local: ConfigMap;
  readonly files: ProjectFiles;
  /** The folder in which it looks for files; empty at the top of the project. */
  readonly folder: string;
  /** Evaluates the text of a file with the parameters. Throws an Error that describes the problem. */
  template(text: string): string;
  log(text: string): void;
  /** Logs a message of the catalog `workflow-log`, which people see in their language. */
  logMessage(code: string, params: IssueParams): void;
  readonly now: number;
}

/**
 * Runs a task and returns its outcome. If it throws an Error, the task fails with the message of the Error. The signal
 * aborts when the run has to stop; its type is the platform's, which the core does not know.
 */
export type Operator<Signal = unknown> = (run: TaskRun, signal: Signal) => TaskOutcome | Promise<TaskOutcome>;

/** A failure of a task that a person can correct. */
export class TaskError extends Error {
  /** What the task's `_error` tasks see besides the message, such as the job. */
  readonly details: ConfigMap;
  /** The state parameters with which a retry of the operator continues; undefined if the error does not set them. */
  readonly stateParams: ConfigMap | undefined;

  constructor(message: string, details: ConfigMap = {}, stateParams?: ConfigMap) {
    super(message);
    this.details = details;
    this.stateParams = stateParams;
  }
}
