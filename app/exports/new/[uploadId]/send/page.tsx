import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SendStep } from '#components/export/send/send-step.tsx';
import { gatedPage } from '#components/page-access/gated-page.tsx';
import { viewSendStep } from '#lib/commands/console/export-steps/send.ts';
import { viewAppliedMapping } from '#lib/commands/console/mappings/saved-mappings.ts';
import { viewFinishedReview } from '#lib/commands/console/reviews.ts';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { load } from '#lib/web/run-command.ts';
import { loadExportFile, type UploadParams } from '../load-upload.ts';
import { rehearseExport, sendEvents, sendTestEvents } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports.send'))('title') };
}

export default gatedPage('/exports/new/[uploadId]/send', async ({ params }: UploadParams) => {
  const file = await loadExportFile(params);
  return (
    <SendStep
      {...(await load(viewSendStep, {}))}
      file={file}
      connectorType={getFileConnector().type}
      applied={await load(viewAppliedMapping, { upload: file.id })}
      review={await load(viewFinishedReview, { upload: file.id })}
      send={sendEvents}
      sendTest={sendTestEvents}
      rehearse={rehearseExport}
    />
  );
});
