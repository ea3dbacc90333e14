import type { UnfinishedUpload } from '../../core/upload/upload.ts';

/** An upload that its sender can go on with. */
export interface ResumableUpload {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly received: number;
}

/** Uploads that were begun and can be gone on with, the newest first. Of one without a byte there is nothing to go on with. */
export async function listUnfinished({
  unfinished,
  files,
}: {
  unfinished: { resumable(): readonly UnfinishedUpload[] };
  files: { size(folder: string): Promise<number> };
}): Promise<readonly ResumableUpload[]> {
  const all = unfinished.resumable().map(async ({ folder, name, bytes = 0 }) => {
    return { id: folder, name, bytes, received: await files.size(folder) };
  });
  return (await Promise.all(all)).filter(({ received }) => received > 0);
}
