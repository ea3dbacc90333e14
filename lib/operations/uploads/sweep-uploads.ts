import type { Clock } from '../../core/clock.ts';

/** How long an untouched upload can be resumed, for example after an outage overnight. */
export const UPLOAD_ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

export interface SweepOptions {
  readonly files: {
    folders(): Promise<readonly string[]>;
    /** 0 if there is no such folder. */
    changedAt(folder: string): Promise<number>;
    delete(folder: string): Promise<void>;
  };
  readonly unfinished: {
    untouchedSince(since: number): Promise<readonly string[]>;
    deleteUntouched(folder: string, since: number): Promise<void>;
    belongsToUpload(folder: string): Promise<boolean>;
  };
  readonly clock: Clock;
}

/**
 * Deletes uploads abandoned for a day, and unreferenced folders left by killed processes. Returns the number of deleted
 * folders. A folder that is being written is never deleted, since its files are new.
 */
export async function sweepUploads({ files, unfinished, clock }: SweepOptions): Promise<number> {
  const since = clock.now() - UPLOAD_ABANDONED_AFTER_MS;
  for (const folder of await unfinished.untouchedSince(since)) {
    if ((await files.changedAt(folder)) < since) await unfinished.deleteUntouched(folder, since);
  }
  let deletions = 0;
  for (const folder of await files.folders()) {
    if ((await files.changedAt(folder)) >= since || (await unfinished.belongsToUpload(folder))) continue;
    await files.delete(folder);
    deletions += 1;
  }
  return deletions;
}
