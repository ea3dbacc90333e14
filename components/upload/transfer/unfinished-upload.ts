import type { ResumableUpload } from '#lib/core/view/upload/resumable-upload.ts';

/** The unfinished upload that this file would resume. In the end, the checksum shows whether it is the same file. */
export function findUnfinished(file: File, uploads: readonly ResumableUpload[]): ResumableUpload | undefined {
  return uploads.find(({ name, bytes }) => name === file.name && bytes === file.size);
}

export function uploadAddress({ id }: ResumableUpload): string {
  return new URL(`/api/uploads/${id}`, location.href).href;
}

const TUS = { 'tus-resumable': '1.0.0' };

/** The number of bytes received of an unfinished upload; undefined if the server refuses or does not respond. */
export async function fetchReceivedBytes(address: string): Promise<number | undefined> {
  const response = await fetch(address, { method: 'HEAD', headers: TUS }).catch(() => undefined);
  const offset = response?.headers.get('upload-offset') ?? null;
  return offset === null ? undefined : Number(offset);
}

/**
 * Discards an unfinished upload on the server, even if the page is being left. False if the server refused or did not
 * respond.
 */
export async function discardUpload(address: string): Promise<boolean> {
  const response = await fetch(address, { method: 'DELETE', headers: TUS, keepalive: true }).catch(() => undefined);
  // 404: the upload was already discarded.
  return response?.ok === true || response?.status === 404;
}
