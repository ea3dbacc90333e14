import type { IssueParams } from '../../issue.ts';
import type { ConfigMap } from '../config/config-node.ts';
import type { TaskRecord } from './task-record.ts';

export const ATTEMPT_STATES = ['running', 'success', 'error', 'killed'] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];

/** The maximum number of concurrently running attempts, and of sessions that a backfill begins. */
export const MAX_RUNNING_ATTEMPTS = 100;

/** What changed in an attempt besides its tasks. */
export interface AttemptChange {
  readonly ended?: Exclude<AttemptState, 'running'> | undefined;
  /** Whether it missed the limit of an SLA that notifies people. */
  readonly isSlaMissed?: boolean | undefined;
}

/** What started an attempt. */
export type AttemptOrigin =
  | { readonly kind: 'schedule' | 'backfill' | 'request' }
  /** A `require>` of another attempt started it. */
  | { readonly kind: 'task'; readonly attempt: number }
  /** Repeats an attempt of its session: all tasks, or with `resume` only those that did not succeed. */
  | { readonly kind: 'retry'; readonly attempt: number; readonly mode: 'all' | 'resume' }
  /** Repeats an attempt of its session from a task onward. */
  | { readonly kind: 'retry'; readonly attempt: number; readonly mode: 'from'; readonly from: string };

/** A run of a session of a workflow. Times are milliseconds since 1970. */
export interface Attempt {
  readonly id: number;
  readonly project: { readonly id: number; readonly name: string };
  readonly workflow: { readonly id: number; readonly name: string; readonly timeZone: string };
  readonly session: { readonly id: number; readonly uuid: string; readonly time: number };
  readonly revisionId: number;
  /** Null for the first attempt of its session, unless a `require>` named it. */
  readonly retryName: string | null;
  readonly origin: AttemptOrigin;
  /** The parameters that it was started with. */
  readonly params: ConfigMap;
  /** Whether its results are sent to the sandbox. */
  readonly isSandbox: boolean;
  readonly state: AttemptState;
  readonly isCancelRequested: boolean;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

/** Tasks of an earlier attempt that a retry does not run again, by full name, with what they stored. */
export type SucceededTasks = Readonly<Record<string, Pick<TaskRecord, 'resets' | 'stored'>>>;

const RETRY = /^retry-(\d+)$/;

/** The name of a retry by its number in the session, from 1. */
function retryNameOf(number: number): string {
  return `retry-${number}`;
}

/** The number in the name of a retry; 0 for a first attempt, and for a name that a `require>` gave. */
export function retryNumberOf({ retryName }: Pick<Attempt, 'retryName'>): number {
  return Number(RETRY.exec(retryName ?? '')?.[1] ?? 0);
}

/** The name of the next retry of a session. The newest attempt may have another kind of name, given by a `require>`. */
export function nextRetryName(attempts: readonly Pick<Attempt, 'retryName'>[]): string {
  return retryNameOf(Math.max(...attempts.map(retryNumberOf)) + 1);
}

/** An attempt to start. */
export interface AttemptRequest {
  readonly workflow: number;
  /** The newest revision by default. */
  readonly revisionId?: number | undefined;
  readonly sessionTime: number;
  readonly params: ConfigMap;
  readonly isSandbox: boolean;
  /** Null for the first attempt of a session: the session must not have any attempt yet. */
  readonly retryName: string | null;
  readonly origin: AttemptOrigin;
  readonly succeeded: SucceededTasks;
}

export const ATTEMPT_LOG_LEVELS = ['info', 'warn', 'error'] as const;
export type AttemptLogLevel = (typeof ATTEMPT_LOG_LEVELS)[number];

/** A line of an attempt's log. It may contain customer values, so it is never written to the process log. */
export interface AttemptLogLine {
  readonly id: number;
  readonly task: number;
  readonly at: number;
  readonly level: AttemptLogLevel;
  /** In English. */
  readonly text: string;
  /** Null for what a task prints, and for errors. */
  readonly message: AttemptLogMessage | null;
}

/** A line to be logged; without a level, it is information. */
export interface NewAttemptLogLine extends Pick<AttemptLogLine, 'task' | 'text'> {
  readonly level?: AttemptLogLevel | undefined;
  readonly message?: AttemptLogMessage | undefined;
}

/** A line of the product's own, which is shown in the language of the reader. */
export interface AttemptLogMessage {
  readonly code: string;
  readonly params: IssueParams;
}
