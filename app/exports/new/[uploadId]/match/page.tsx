import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MatchStep } from '#components/export/match/match-step.tsx';
import { viewSamples } from '#lib/commands/console/export-steps/match.ts';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { load } from '#lib/web/run-command.ts';
import { loadExportFile, type UploadParams } from '../load-upload.ts';
import { saveMapping, startReview } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports.match'))('title') };
}

export default async function MatchPage({ params }: UploadParams) {
  const file = await loadExportFile(params);
  const samples = await load(viewSamples, { upload: file.id });
  const { type } = getFileConnector();
  return <MatchStep file={file} samples={samples} connectorType={type} save={saveMapping} startReview={startReview} />;
}
