import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { UserError } from '#lib/core/errors.ts';
import type { Upload } from '#lib/core/upload/upload.ts';
import { findPreset } from '#lib/operations/exports/remember-mapping.ts';
import { readableUpload } from '#lib/operations/uploads/readable-upload.ts';
import { presetOptions } from '#lib/runtime/operation-options.ts';
import { webRuntime } from '#lib/web/runtime.ts';

export interface UploadParams {
  readonly params: Promise<{ readonly uploadId: string }>;
}

/** The upload in the path. Invalid, unknown and deleted IDs lead to the 404 page. */
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

/** The data of an upload and its draft for the browser, without its file path. */
export async function describeExportFile(upload: Upload): Promise<ExportFile> {
  const { id, name, bytes, encoding, format, delimiter, headerRow, header } = upload;
  const runtime = await webRuntime();
  const preset = findPreset(getFileConnector(), upload, presetOptions(runtime)) ?? null;
  const draft = runtime.drafts.get(id);
  return { id, name, bytes, encoding, format, delimiter, headerRow, header, draft, preset };
}
