import type { Clock } from '../../core/clock.ts';
import { retentionCutoff } from '../../core/upload/retention.ts';

export interface DeletionOptions {
  readonly files: { folders(): Promise<readonly string[]>; delete(folder: string): Promise<void> };
  readonly retention: { deletedAmong(folders: readonly string[]): Promise<readonly string[]> };
}

export interface PersonalDataOptions extends DeletionOptions {
  readonly retention: DeletionOptions['retention'] & {
    markDue(
      days: number,
      now: number,
    ): Promise<readonly { readonly upload: number; readonly jobs: readonly number[] }[]>;
  };
  /** How many days personal data is kept. */
  readonly days: number;
  /** Deletes requests that sandboxes received before this time. */
  readonly deleteReceived: (before: number) => Promise<void>;
  readonly clock: Clock;
  /** Logs each deletion: ids, never a name. */
  readonly log: (facts: { readonly upload: number; readonly jobs: readonly number[] }) => void;
}

/**
 * Deletes uploads and received sandbox requests that are due. The requests are deleted even if an upload's file cannot
 * be deleted. After an interruption, the next run deletes the remaining files of uploads marked as deleted.
 */
export async function sweepPersonalData(options: PersonalDataOptions): Promise<void> {
  const { retention, days, clock, log, deleteReceived } = options;
  const now = clock.now();
  for (const due of await retention.markDue(days, now)) log(due);
  try {
    await deleteMarked(options);
  } finally {
    await deleteReceived(retentionCutoff(now, days));
  }
}

/** Deletes the bytes of every upload marked as deleted. If one deletion fails, the others are still made. */
export async function deleteMarked({ files, retention }: DeletionOptions): Promise<void> {
  const folders = await retention.deletedAmong(await files.folders());
  const deletions = await Promise.allSettled(folders.map((folder) => files.delete(folder)));
  const failed = deletions.find((deletion) => deletion.status === 'rejected');
  if (failed) throw failed.reason;
}
