import type { ReactNode } from 'react';
import { loadExportFile, type UploadParams } from './load-upload.ts';

/** Loads the upload before streaming starts: afterwards the response can no longer become a 404. */
export default async function UploadLayout({ params, children }: UploadParams & { children: ReactNode }) {
  await loadExportFile(params);
  return children;
}
