import { Readable } from 'node:stream';
import { type CsvOptions, toCsv } from '../../adapters/csv/csv-out.ts';
import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import { SeenEventDigests } from '../../adapters/event-digests/seen-event-digests.ts';
import { UploadFiles } from '../../adapters/files/upload-files.ts';
import { sampleRows } from '../../core/api/describe.ts';
import type { Connector } from '../../core/connector/connector.ts';
import type { ByteEffects } from '../../core/delivery/batch.ts';
import type { SeenEvents } from '../../core/delivery/repeats.ts';
import { UserError } from '../../core/errors.ts';
import type { Issue } from '../../core/issue.ts';
import type { Outcome } from '../../core/job/job.ts';
import { uploadOf } from '../../core/job/job.ts';
import type { PrepareEffects } from '../../core/preparation/prepare-options.ts';
import type { RowBlock } from '../../core/record/row-block.ts';
import type { FormatOverrides } from '../../core/upload/file-format.ts';
import type { ChosenMapping } from '../../core/upload/proposal-sources.ts';
import type { Upload } from '../../core/upload/upload.ts';
import type { WorkbookReading } from '../../core/upload/workbook.ts';
import type { Locale } from '../../messages/locale.ts';
import { translate } from '../../messages/translate.ts';
import { jobOf } from '../../operations/jobs/control-job.ts';
import { initialFixes, type MappingToApply } from '../../operations/mappings/saved-fixes.ts';
import { listOutcomes, type OutcomeSource } from '../../operations/records/list-outcomes.ts';
import { rejectedRows } from '../../operations/records/rejected-csv.ts';
import { invalidRecords } from '../../operations/review/fixing/invalid-records.ts';
import type { ReviewOptions } from '../../operations/review/ready-review.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { readFormat } from '../../operations/uploads/reading/read-format.ts';
import type { Runtime } from '../runtime.ts';
import { withOfflineFolder } from './offline-folder.ts';
import { type FixedReview, rowSourceOf, rowsWithSavedFixes } from './row-source.ts';

export interface RejectedCsvOptions extends CsvOptions {
  readonly statuses: readonly Outcome[];
  /** The language of the messages in the CSV. */
  readonly locale?: Locale;
  /** Newer outcomes and fixes, used instead of the job's own. Records without a newer outcome are left out. */
  readonly newest?: Pick<OutcomeSource, 'page' | 'batches'> & { readonly fixed: FixedReview };
}

/**
 * Streams the records of a job with these outcomes as CSV. Unless the job is running, unread records count as not sent,
 * so that all outcomes together cover the whole file. Throws UserError `job_unknown`, and `upload_deleted` or
 * `upload_gone` if the values no longer exist.
 */
export async function rejectedCsv(
  runtime: Runtime,
  jobId: number,
  { statuses, locale = 'en', newest, ...format }: RejectedCsvOptions,
): Promise<Readable> {
  const { records, rowsOfJob, fixedRowsOf } = runtime;
  const job = await jobOf(runtime, jobId);
  const upload = await readableUpload(runtime, uploadOf(job));
  const { rows } = newest ? fixedRowsOf(newest.fixed, upload) : await rowsOfJob(job, upload);
  const outcomes = listOutcomes({
    job,
    start: upload.start,
    rows,
    page: newest?.page ?? ((filter, after, limit) => records.page(jobId, filter, after, limit)),
    batches: newest?.batches ?? (() => records.batches(jobId)),
    withUnread: newest !== undefined || (statuses.includes('not_sent') && job.state !== 'running'),
  });
  const textOf = ({ code, params }: Issue) => translate('issues', code, params, locale);
  return toCsv(rejectedRows(outcomes, { header: upload.header, statuses, textOf }), format);
}

/** Streams rows as CSV with unchanged values. */
export function csvText(rows: AsyncIterable<readonly string[]>): Readable {
  return toCsv(rows);
}

/** Streams rows as CSV in which a spreadsheet sees no formulas. */
export function spreadsheetCsv(rows: AsyncIterable<readonly string[]>): Readable {
  return toCsv(rows, { spreadsheetSafe: true });
}

/** Streams the invalid records of a review as CSV. Throws UserError as `invalidRecords` does. */
export async function invalidCsv(
  uploadId: number,
  options: ReviewOptions,
  locale: Locale,
): Promise<{ readonly csv: Readable; readonly upload: Upload }> {
  const { upload, records } = await invalidRecords(uploadId, options);
  const textOf = ({ code, params }: Issue) => translate('issues', code, params, locale);
  const rows = rejectedRows(records, { header: upload.header, statuses: ['invalid'], textOf });
  return { csv: toCsv(rows, {}), upload };
}

/** Streams a CSV with every column of an export and one record. */
export function templateCsv({ clock }: Runtime, { fields }: Connector): Readable {
  const now = String(Math.floor(clock.now() / 1000));
  return toCsv(Readable.from(sampleRows(fields, now)));
}

export interface OfflineOptions {
  readonly format: FormatOverrides;
  readonly connector: Connector;
  readonly maxUnpackedBytes: number;
  /** How to read the file, according to the saved mapping that the person named. */
  readonly chosenMapping: ChosenMapping | undefined;
  /** The mapping, whose fixes are applied, and the reference time in Unix seconds. */
  readonly mappingToApply: MappingToApply & { readonly now: number };
}

/** Opens a file in a temporary folder, which is removed afterwards. */
export async function withOfflineFile<T>(
  content: AsyncIterable<Uint8Array>,
  { format, connector, maxUnpackedBytes, chosenMapping, mappingToApply }: OfflineOptions,
  work: (file: {
    header: readonly string[];
    rows: () => AsyncIterable<RowBlock>;
    encoding: string;
    workbook: WorkbookReading | null;
    effects: PrepareEffects & ByteEffects;
    seen: SeenEvents;
  }) => Promise<T>,
): Promise<T> {
  return withOfflineFolder(async (root) => {
    const files = new UploadFiles(root, { maxBytes: Number.MAX_SAFE_INTEGER, maxUnpackedBytes, reserveBytes: 0 });
    const folder = 'file';
    await files.create(folder);
    if ((await files.append(folder, 0, content)) === 0) throw new UserError('file_empty');
    const { workbook, header, start, ...layout } = await readFormat(folder, format, {
      files,
      connector,
      chosenMapping,
    });
    const source = rowSourceOf(files, { ...layout, folder, header });
    const fixes = await initialFixes({ ...layout, header, start }, mappingToApply, { source, effects: prepareEffects });
    const { mapping, constants } = mappingToApply.content;
    const { rows } = rowsWithSavedFixes(source, { ...mappingToApply, matching: { mapping, constants }, fixes });
    using seen = new SeenEventDigests(root);
    return await work({
      header,
      rows: () => rows(start),
      encoding: layout.encoding,
      workbook,
      effects: prepareEffects,
      seen,
    });
  });
}
