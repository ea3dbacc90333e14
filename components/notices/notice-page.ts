import type { JobNotice } from '#lib/core/notification/notification.ts';

/** What the console's pages are told since they last asked, and where to go on. */
export interface NoticePage {
  readonly cursor: number;
  readonly notices: readonly JobNotice[];
}
