import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { UserError } from '#lib/core/errors.ts';
import type { Upload } from '#lib/core/upload/upload.ts';
import { findPreset } from '#lib/operations/exports/remember-mapping.ts';
import { readableUpload } from '#lib/operations/uploads/readable-upload.ts';
import { presetOptions } from '#lib/runtime/operation-options.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { exportConnector } from '../../export-connector.ts';

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

/** What the browser is told of an upload and of what was decided about it: not where it lies. */
export async function exportFileOf(upload: Upload): Promise<ExportFile> {
  const { id, name, bytes, encoding, format, delimiter, headerRow, header } = upload;
  const runtime = await webRuntime();
  const preset = findPreset(exportConnector(), upload, presetOptions(runtime)) ?? null;
  const draft = runtime.drafts.get(id);
  return { id, name, bytes, encoding, format, delimiter, headerRow, header, draft, preset };
}
