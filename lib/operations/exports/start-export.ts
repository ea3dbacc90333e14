import type { Delivery, Job, RepeatChoice } from '../../core/job/job.ts';
import { BY_NAME } from '../../core/record/plan.ts';
import { type CreateExportOptions, createExport, type NewExport } from './create-export.ts';
import { fixesBytesToSend, type RowsToSendOptions } from './export-fixes.ts';
import type { ResolvedExport } from './resolve-export.ts';

export interface StartOptions {
  readonly alreadyAccepted: 'skip' | 'send';
  readonly delivery: Delivery;
  readonly repeats: RepeatChoice;
  /** Length in bytes of the fixes that the person saw; undefined if none were shown. */
  readonly seenFixesBytes?: number | undefined;
  /** Deduplication key: if a job with it exists, that job is returned. */
  readonly domainKey?: string | undefined;
}

/**
 * Creates the job of an export with the fixes of its file; a worker executes it. Throws as `fixesBytesToSend` and
 * `createExport` do, before any job exists.
 */
export async function startExport(
  resolved: ResolvedExport,
  { seenFixesBytes, ...choices }: StartOptions,
  ports: CreateExportOptions & Pick<RowsToSendOptions, 'reviews'>,
): Promise<Job> {
  const { upload, matching } = resolved;
  const fixesBytes = resolved.fixesBytes ?? (await fixesBytesToSend(ports, upload, { matching, seenFixesBytes }));
  return createExport({ ...resolved, ...choices, fixesBytes }, ports);
}

/**
 * Creates the job that sends the result of an ended job, with the fixes that were made to it. Throws as `startExport`
 * does.
 */
export async function exportResult(
  newExport: Omit<NewExport, 'fixesBytes'>,
  ports: CreateExportOptions & Pick<RowsToSendOptions, 'reviews'>,
): Promise<Job> {
  const { upload, matching = BY_NAME } = newExport;
  return createExport({ ...newExport, fixesBytes: await fixesBytesToSend(ports, upload, { matching }) }, ports);
}
