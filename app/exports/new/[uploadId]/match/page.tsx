import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { MatchStep } from '#components/export/match/match-step.tsx';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { sampleColumns } from '#lib/operations/uploads/sample-columns.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { describeExportFile, loadUpload, type UploadParams } from '../load-upload.ts';
import { startReview } from '../review/actions.ts';
import { saveMapping } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exports.match'))('title') };
}

export default async function MatchPage({ params }: UploadParams) {
  const upload = await loadUpload(params);
  const { rowsOf } = await webRuntime();
  const { fields, type } = getFileConnector();
  const samples = await sampleColumns(upload, rowsOf(upload), { fields, showPersonal: false });
  const file = await describeExportFile(upload);
  return <MatchStep file={file} samples={samples} connectorType={type} save={saveMapping} startReview={startReview} />;
}
