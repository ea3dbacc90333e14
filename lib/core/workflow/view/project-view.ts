import type { AttemptState } from '../attempt/attempt.ts';
import type { WorkflowSchedule } from '../definition/schedule.ts';
import type { WorkflowFinding } from '../finding.ts';
import type { MissedSessions, ScheduledSession } from '../schedule/session-times.ts';

/** The highest number of missed sessions that is counted. */
export const MAX_COUNTED_SESSIONS = 100;

/** A session with its newest attempt, as pages show it. Times are milliseconds since 1970. */
export interface RecentSession {
  readonly attempt: number;
  readonly sessionTime: number;
  /** `queued` until a process has started it. */
  readonly state: AttemptState | 'queued';
  /** Whether it is being killed. */
  readonly isCancelRequested: boolean;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

/** What pages show of the tasks of the last session. */
export type SessionDetail =
  /** The first task that failed. */
  | { readonly kind: 'failed'; readonly task: string; readonly tries: number }
  /** The task that runs, and how many have ended. */
  | { readonly kind: 'running'; readonly task: string | null; readonly done: number; readonly all: number };

export interface WorkflowView {
  readonly id: number;
  readonly name: string;
  readonly timeZone: string;
  readonly schedule: WorkflowSchedule | null;
  readonly isPaused: boolean;
  /** The next sessions of its schedule, also while the schedule is disabled. */
  readonly next: readonly ScheduledSession[];
  /** Sessions that were due while the schedule was disabled, and that it would run when enabled. */
  readonly missed: MissedSessions | null;
  /** Newest first. */
  readonly recent: readonly RecentSession[];
  readonly detail: SessionDetail | null;
}

export interface WorkflowProjectView {
  readonly id: number;
  readonly name: string;
  /** The newest revision. */
  readonly revision: number;
  readonly updatedAt: number;
  readonly fileCount: number;
  readonly workflows: readonly WorkflowView[];
}

interface ProjectFile {
  readonly path: string;
  readonly text: string;
}

export interface RevisionFiles {
  readonly revision: number;
  readonly files: readonly ProjectFile[];
}

export interface CheckedDraft {
  readonly findings: readonly WorkflowFinding[];
}

/** The result of saving edited files. */
export type SavedDraft =
  | { readonly kind: 'saved'; readonly project: number; readonly revision: number }
  /** Some findings are errors: nothing was stored. */
  | { readonly kind: 'refused'; readonly findings: readonly WorkflowFinding[] }
  /** Another revision was saved since the base, or the name is taken: nothing was stored. */
  | { readonly kind: 'outdated'; readonly project: number; readonly newest: RevisionFiles };
