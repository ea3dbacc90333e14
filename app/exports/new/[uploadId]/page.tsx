import { redirect } from 'next/navigation';
import { KnownFileCheck } from '#components/export/known-file/known-file-check.tsx';
import type { ExportFile } from '#components/export-steps/export-file.ts';
import { visitorMay } from '#components/page-access/gated-page.tsx';
import { EXPORT_STEPS, type ExportStep, sheetPath, stepPath } from '#components/paths.ts';
import { viewOpenStep } from '#lib/commands/console/mappings/saved-mappings.ts';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { stepReached } from '#lib/core/export/export-draft.ts';
import { isKnownColumn } from '#lib/core/record/plan.ts';
import { FIRST_ROW, PROPOSED_ENCODINGS } from '#lib/core/upload/file-format.ts';
import { hasSeveralSheets } from '#lib/core/upload/workbook.ts';
import { load } from '#lib/web/run-command.ts';
import { loadExportFile, type UploadParams } from './load-upload.ts';

/** Redirects to the current step of the upload's export, or continues with the saved mapping for its header. */
export default async function ExportPage({ params }: UploadParams) {
  const file = await loadExportFile(params);
  const reached = stepReached(file.draft);
  const step = EXPORT_STEPS.find((each) => each === reached);
  if (step !== undefined) redirect(stepPath(file.id, step));
  if (file.savedMapping && file.hasRecords && (await visitorMay('reviews.write'))) {
    const openStep = await load(viewOpenStep, { upload: file.id, signal: new AbortController().signal });
    if (openStep === 'review')
      return <KnownFileCheck file={file} connectorType={getFileConnector().type} mapping={file.savedMapping.name} />;
    if (openStep) redirect(openStep === 'sheet' ? sheetPath(file.id) : stepPath(file.id, openStep));
  }
  if (hasSeveralSheets(file.workbook)) redirect(sheetPath(file.id));
  redirect(stepPath(file.id, firstStep(file)));
}

/**
 * A first row with known field names is certainly a header, and so are the keys of objects: the header step can be
 * skipped. If rows above the header are left out, the header step shows that.
 */
function firstStep({ format, encoding, header, headerRow, hasRecords }: ExportFile): ExportStep {
  if (!hasRecords) return 'header';
  if (PROPOSED_ENCODINGS.includes(encoding)) return 'header';
  if (format === 'jsonl') return 'match';
  return headerRow === FIRST_ROW && header.some(isKnownColumn(getFileConnector().fields)) ? 'match' : 'header';
}
