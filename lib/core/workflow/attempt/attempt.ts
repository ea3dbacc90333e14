import type { ConfigMap } from '../config/config-node.ts';
import type { TaskRecord } from './task-record.ts';

export const ATTEMPT_STATES = ['running', 'success', 'error', 'killed'] as const;
export type AttemptState = (typeof ATTEMPT_STATES)[number];

/** A run of a session of a workflow. Times are milliseconds since 1970. */
export interface Attempt {
  readonly id: number;
  readonly project: { readonly id: number; readonly name: string };
  readonly workflow: { readonly id: number; readonly name: string; readonly timeZone: string };
  readonly session: { readonly id: number; readonly uuid: string; readonly time: number };
  readonly revisionId: number;
  /** Null for the first attempt of its session. */
  readonly retryName: string | null;
  /** Given when it was started. */
  readonly params: ConfigMap;
  /** What it sends goes to the stand-in. */
  readonly isSandbox: boolean;
  readonly state: AttemptState;
  readonly isCancelRequested: boolean;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

/** What an attempt that repeats another one need not run again: what each task stored, by its full name. */
export type SucceededTasks = Readonly<Record<string, Pick<TaskRecord, 'resets' | 'stored'>>>;

/** A new attempt. */
export interface AttemptRequest {
  readonly workflow: number;
  readonly sessionTime: number;
  readonly params: ConfigMap;
  readonly isSandbox: boolean;
  /** Null: the first attempt of the session, of which there must be none yet. */
  readonly retryName: string | null;
  readonly succeeded: SucceededTasks;
}

/** A line of an attempt's log. It may hold values, and is no line of the process log. */
export interface AttemptLogLine {
  readonly id: number;
  readonly task: number;
  readonly at: number;
  readonly text: string;
}
