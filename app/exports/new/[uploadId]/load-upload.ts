import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { ExportFile } from '#components/export/export-file.ts';
import { UserError } from '#lib/core/errors.ts';
import type { Upload } from '#lib/core/upload.ts';
import { readableUpload } from '#lib/operations/readable-upload.ts';
import { webRuntime } from '#lib/web/runtime.ts';

export interface UploadParams {
  readonly params: Promise<{ readonly uploadId: string }>;
}

/** The upload that an address names. An id that is none, or of no upload, or of one that is gone: no such page. */
export const loadUpload = cache(async (params: UploadParams['params']): Promise<Upload> => {
  const { uploadId } = await params;
  if (!/^[1-9]\d{0,14}$/.test(uploadId)) notFound();
  try {
    return await readableUpload(await webRuntime(), Number(uploadId));
  } catch (error) {
    if (error instanceof UserError) notFound();
    throw error;
  }
});

/** What the browser is told of an upload: not where it lies. */
export function exportFileOf({ id, name, bytes, encoding, delimiter, header }: Upload): ExportFile {
  return { id, name, bytes, encoding, delimiter, header };
}
