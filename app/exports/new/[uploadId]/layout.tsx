import type { ReactNode } from 'react';
import { StaleDraft } from '#components/export-steps/stale-draft.tsx';
import { loadExportFile, type UploadParams } from './load-upload.ts';

/** Loads the upload before streaming starts: afterwards the response can no longer become a 404. */
export default async function UploadLayout({ params, children }: UploadParams & { children: ReactNode }) {
  const { id } = await loadExportFile(params);
  return (
    <>
      {children}
      <StaleDraft upload={id} />
    </>
  );
}
