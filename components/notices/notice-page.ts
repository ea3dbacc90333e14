import type { JobNotice } from '#lib/core/notification/notification.ts';

/** Notices since the last request, and the cursor for the next one. */
export interface NoticePage {
  readonly cursor: number;
  readonly notices: readonly JobNotice[];
}
