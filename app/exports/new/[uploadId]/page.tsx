import { redirect } from 'next/navigation';
import { EXPORT_STEPS, type ExportStep, stepPath } from '#components/paths.ts';
import { isKnownColumn } from '#lib/core/record/plan.ts';
import { FIRST_ROW } from '#lib/core/upload/file-format.ts';
import type { Upload } from '#lib/core/upload/upload.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { exportConnector } from '../../export-connector.ts';
import { loadUpload, type UploadParams } from './load-upload.ts';

/** A file's own address leads to where its export stands. */
export default async function ExportPage({ params }: UploadParams) {
  const upload = await loadUpload(params);
  const { step: reached, mapping } = (await webRuntime()).drafts.get(upload.id);
  const step = EXPORT_STEPS.find((each) => each === reached) ?? (mapping ? 'match' : firstStep(upload));
  redirect(stepPath(upload.id, step));
}

/**
 * Names that the connector knows are a header for certain, and so are those of objects: nothing is left to ask there. Where
 * rows above it are left out, that is shown.
 */
function firstStep({ format, header, headerRow }: Upload): ExportStep {
  if (format === 'jsonl') return 'match';
  return headerRow === FIRST_ROW && header.some(isKnownColumn(exportConnector().fields)) ? 'match' : 'header';
}
