/** How long an upload may rest before it is given up. Whoever lost the network in the evening can go on in the morning. */
export const UPLOAD_ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

export interface SweepOptions {
  readonly files: {
    folders(): Promise<readonly string[]>;
    /** 0 where there is no such folder. */
    changedAt(folder: string): Promise<number>;
    remove(folder: string): Promise<void>;
  };
  readonly unfinished: {
    untouchedSince(time: number): readonly string[];
    removeUntouched(folder: string, since: number): void;
    isKnown(folder: string): boolean;
  };
  readonly clock: { now(): number };
}

/**
 * Removes what uploads left behind: those that nobody has gone on with for a day, and folders that nothing refers to,
 * which a process that was killed leaves. Returns how many folders. Never one that is being written: its bytes are new.
 */
export async function sweepUploads({ files, unfinished, clock }: SweepOptions): Promise<number> {
  const since = clock.now() - UPLOAD_ABANDONED_AFTER_MS;
  for (const folder of unfinished.untouchedSince(since)) {
    if ((await files.changedAt(folder)) < since) unfinished.removeUntouched(folder, since);
  }
  let removed = 0;
  for (const folder of await files.folders()) {
    if ((await files.changedAt(folder)) >= since || unfinished.isKnown(folder)) continue;
    await files.remove(folder);
    removed += 1;
  }
  return removed;
}
