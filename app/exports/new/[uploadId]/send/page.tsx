import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { SendStep } from '#components/export/send/send-step.tsx';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { customAddress } from '#lib/runtime/addresses.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { describeExportFile, loadUpload, type UploadParams } from '../load-upload.ts';
import { findFinishedReview } from '../review/review-input.ts';
import { sendEvents } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports.send'))('title') };
}

export default async function SendPage({ params }: UploadParams) {
  const upload = await loadUpload(params);
  const runtime = await webRuntime();
  const { authentications, env } = runtime;
  const connector = getFileConnector();
  const available = authentications.list().filter((authentication) => authentication.connector === connector.type);
  return (
    <SendStep
      file={await describeExportFile(upload)}
      connectorType={connector.type}
      authentications={available.map(({ id, name, target, failedAt }) => ({ id, name, target, failedAt }))}
      eventsPerCall={Math.min(env.maxEventsPerCall, connector.maxEventsPerCall)}
      callsPerMinute={env.callsPerMinute}
      customAddress={customAddress(connector.type, env)}
      review={await findFinishedReview(upload.id, runtime)}
      send={sendEvents}
    />
  );
}
