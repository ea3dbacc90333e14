import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { HeaderStep } from '#components/export/header/header-step.tsx';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { viewHeaderStep } from '#lib/commands/console/export-steps/header.ts';
import { load } from '#lib/web/run-command.ts';
import { loadExportFile, type UploadParams } from '../load-upload.ts';
import { rereadFile } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports.header'))('title') };
}

export default gatedPage('/exports/new/[uploadId]/header', async ({ params }: UploadParams) => {
  const file = await loadExportFile(params);
  return <HeaderStep file={file} {...(await load(viewHeaderStep, { upload: file.id }))} reread={rereadFile} />;
});
