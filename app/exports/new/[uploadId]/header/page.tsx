import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HeaderStep } from '#components/export/header/header-step.tsx';
import { firstCells } from '#lib/operations/uploads/first-cells.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { describeExportFile, loadUpload, type UploadParams } from '../load-upload.ts';
import { rereadFile } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports.header'))('title') };
}

export default async function HeaderPage({ params }: UploadParams) {
  const upload = await loadUpload(params);
  const runtime = await webRuntime();
  return (
    <HeaderStep
      file={await describeExportFile(upload)}
      rows={await firstCells(upload, { ...runtime, showPersonal: false })}
      isInUse={runtime.uploads.isInUse(upload.id)}
      reread={rereadFile}
    />
  );
}
