import type { UnfinishedUpload } from '../../core/upload/upload.ts';
import type { ResumableUpload } from '../../core/view/upload/resumable-upload.ts';

/** Unfinished uploads that can be resumed, newest first; without those that have received no bytes. */
export async function listUnfinished({
  unfinished,
  files,
}: {
  unfinished: { resumable(): Promise<readonly UnfinishedUpload[]> };
  files: { size(folder: string): Promise<number> };
}): Promise<readonly ResumableUpload[]> {
  const uploads = (await unfinished.resumable()).map(async ({ folder, name, bytes = 0 }) => {
    return { id: folder, name, bytes, received: await files.size(folder) };
  });
  return (await Promise.all(uploads)).filter(({ received }) => received > 0);
}
