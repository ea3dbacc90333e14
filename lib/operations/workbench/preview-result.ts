import type { LogLine } from '../../core/delivery/ledger.ts';
import { type Job, uploadOf } from '../../core/job/job.ts';
import { printedReader } from '../../core/query/result-value.ts';
import { shorten } from '../../core/query/shown-value.ts';
import type { ResultPreview } from '../../core/query/workbench.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { firstRows } from '../uploads/first-rows.ts';
import { readableUpload, type UploadStore } from '../uploads/readable-upload.ts';

export interface PreviewOptions {
  readonly uploads: UploadStore;
  readonly files: { hasSpool(folder: string): Promise<boolean> };
  readonly rowsOf: (upload: Upload) => RowSource;
  readonly jobs: { resultTypes(job: number): Promise<readonly string[]> };
  readonly log: { first(job: number, code: string): Promise<Pick<LogLine, 'params'> | undefined> };
}

/** Maximum number of previewed records. */
const MAX_PREVIEWED_RECORDS = 1000;

/** The first records of a query's frozen result. Throws UserError `upload_deleted`, or `upload_gone`. */
export async function previewResult(job: Job, options: PreviewOptions): Promise<ResultPreview> {
  const upload = await readableUpload(options, uploadOf(job));
  const rows = await firstRows(options.rowsOf(upload), upload.start, MAX_PREVIEWED_RECORDS);
  const readers = (await options.jobs.resultTypes(job.id)).map(printedReader);
  const shown = (cell: string, index: number) => shorten(readers[index]?.(cell) ?? cell);
  return {
    columns: upload.header.map((name) => ({ name, type: '' })),
    // In a frozen result, missing values and empty texts are the same.
    records: rows.map(({ cells }) => cells.map((cell, index) => (cell === '' ? null : shown(cell, index)))),
    total: (await resultTotal(job, options.log)) ?? rows.length,
  };
}

/** The number of records of a query's result; undefined if there is no result yet. */
export async function resultTotal({ id }: Pick<Job, 'id'>, log: PreviewOptions['log']): Promise<number | undefined> {
  const frozen = await log.first(id, 'query_frozen');
  return frozen && Number(frozen.params['records']);
}
