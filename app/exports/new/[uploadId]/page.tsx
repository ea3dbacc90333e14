import { redirect } from 'next/navigation';
import { EXPORT_STEPS, type ExportStep, stepPath } from '#components/paths.ts';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { isKnownColumn } from '#lib/core/record/plan.ts';
import { FIRST_ROW } from '#lib/core/upload/file-format.ts';
import type { Upload } from '#lib/core/upload/upload.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { loadUpload, type UploadParams } from './load-upload.ts';

/** Redirects to the current step of the upload's export. */
export default async function ExportPage({ params }: UploadParams) {
  const upload = await loadUpload(params);
  const { step: draftStep, mapping } = (await webRuntime()).drafts.get(upload.id);
  const step = EXPORT_STEPS.find((each) => each === draftStep) ?? (mapping ? 'match' : firstStep(upload));
  redirect(stepPath(upload.id, step));
}

/**
 * A first row with known field names is certainly a header, and so are the keys of objects: the header step can be
 * skipped. If rows above the header are left out, the step shows it.
 */
function firstStep({ format, header, headerRow }: Upload): ExportStep {
  if (format === 'jsonl') return 'match';
  return headerRow === FIRST_ROW && header.some(isKnownColumn(getFileConnector().fields)) ? 'match' : 'header';
}
