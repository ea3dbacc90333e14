import type { ReactNode } from 'react';
import { loadUpload, type UploadParams } from './load-upload.ts';

/** Asks for the upload before anything of the page is sent: an answer that has begun cannot become a 404. */
export default async function UploadLayout({ params, children }: UploadParams & { children: ReactNode }) {
  await loadUpload(params);
  return children;
}
