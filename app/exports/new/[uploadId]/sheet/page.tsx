import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SheetStep } from '#components/export/sheet/sheet-step.tsx';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { exportPath } from '#components/paths.ts';
import { viewHeaderStep } from '#lib/commands/console/export-steps/header.ts';
import { load } from '#lib/web/run-command.ts';
import { rereadFile } from '../header/actions.ts';
import { loadExportFile, type UploadParams } from '../load-upload.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports.upload'))('title') };
}

/** The choice of a workbook's sheet. Other files have no sheets, so their current step is opened instead. */
export default gatedPage('/exports/new/[uploadId]/sheet', async ({ params }: UploadParams) => {
  const file = await loadExportFile(params);
  if (!file.workbook) redirect(exportPath(file.id));
  const { rows, isInUse } = await load(viewHeaderStep, { upload: file.id });
  return <SheetStep file={file} workbook={file.workbook} rows={rows} isInUse={isInUse} reread={rereadFile} />;
});
