import type { AttemptNotice, JobNotice } from '#lib/core/notification/notification.ts';

/** A notice that pages show. */
export type ShownNotice = JobNotice | AttemptNotice;

/** Notices since the last request, and the cursor for the next one. */
export interface NoticePage {
  readonly cursor: number;
  readonly notices: readonly ShownNotice[];
}
