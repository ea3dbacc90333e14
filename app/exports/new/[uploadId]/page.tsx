import { redirect } from 'next/navigation';
import { KnownFileCheck } from '#components/export/known-file/known-file-check.tsx';
import { EXPORT_STEPS, sheetPath, stepPath } from '#components/paths.ts';
import { viewOpenStep } from '#lib/commands/console/mappings/saved-mappings.ts';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { stepReached } from '#lib/core/export/export-draft.ts';
import { load } from '#lib/web/run-command.ts';
import { loadExportFile, type UploadParams } from './load-upload.ts';

/** Redirects to the current step of the upload's export, or continues with the saved mapping for its header. */
export default async function ExportPage({ params }: UploadParams) {
  const file = await loadExportFile(params);
  const reached = stepReached(file.draft, file.isEdited);
  const step = EXPORT_STEPS.find((each) => each === reached);
  if (step !== undefined) redirect(stepPath(file.id, step));
  // A page gets no signal that aborts with its request, so this one never aborts.
  const openStep = await load(viewOpenStep, { upload: file.id, signal: new AbortController().signal });
  if (openStep === 'review' && file.savedMapping)
    return <KnownFileCheck file={file} connectorType={getFileConnector().type} mapping={file.savedMapping.name} />;
  redirect(openStep === 'sheet' ? sheetPath(file.id) : stepPath(file.id, openStep ?? 'match'));
}
