import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { viewExportFile } from '#lib/commands/console/export-steps/draft.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';

export interface UploadParams {
  readonly params: Promise<{ readonly uploadId: string }>;
}

/** The upload in the path with its draft; a 404 page if its ID is invalid or unknown, or if it was deleted. */
export const loadExportFile = cache(async (params: UploadParams['params']): Promise<ExportFile> => {
  const { uploadId } = await params;
  // Up to 15 digits, which a number holds exactly.
  if (!/^[1-9]\d{0,14}$/.test(uploadId)) notFound();
  return loadOrNotFound(viewExportFile, { upload: Number(uploadId) });
});
