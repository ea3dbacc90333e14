import { retentionCutoff } from '../../core/upload/retention.ts';

export interface DeletionOptions {
  readonly files: { folders(): Promise<readonly string[]>; remove(folder: string): Promise<void> };
  readonly retention: { deletedAmong(folders: readonly string[]): readonly string[] };
}

export interface PersonalDataOptions extends DeletionOptions {
  readonly retention: DeletionOptions['retention'] & {
    markDue(days: number, now: number): readonly { readonly upload: number; readonly jobs: readonly number[] }[];
  };
  /** How many days personal data is kept. */
  readonly days: number;
  /** Deletes what the stand-ins received before this moment. */
  readonly forgetReceived: (before: number) => Promise<void>;
  readonly clock: { now(): number };
  /** Hears of each deletion: ids, never a name. */
  readonly log: (facts: { readonly upload: number; readonly jobs: readonly number[] }) => void;
}

/**
 * Deletes the uploads whose time is over, and what the stand-ins received before it. Cut short anywhere, the next run
 * finishes it: what is marked as deleted and still there goes then.
 */
export async function sweepPersonalData(options: PersonalDataOptions): Promise<void> {
  const { retention, days, clock, log, forgetReceived } = options;
  const now = clock.now();
  for (const due of retention.markDue(days, now)) log(due);
  await removeDeleted(options);
  await forgetReceived(retentionCutoff(now, days));
}

/** Removes the bytes of every upload that is marked as deleted. One that cannot be removed keeps no other. */
export async function removeDeleted({ files, retention }: DeletionOptions): Promise<void> {
  const folders = retention.deletedAmong(await files.folders());
  const removed = await Promise.allSettled(folders.map((folder) => files.remove(folder)));
  const failed = removed.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
}
