import type { Judged } from '../../core/review/judge.ts';
import type { ReviewRow } from '../../core/review/review-view.ts';
import { cellReader } from '../show-cells.ts';
import { openReview, placesOf, type ReviewOptions, toldOnce } from './ready-review.ts';
import { recordsByNumber } from './records-by-number.ts';

/** The records with these numbers as they stand, with every fix. Values that may tell who a person is can be masked. */
export async function showRows(
  uploadId: number,
  { records, personal }: { readonly records: readonly number[]; readonly personal: boolean },
  options: ReviewOptions,
): Promise<ReviewRow[]> {
  const { review, upload } = await openReview(options, uploadId);
  const source = options.rowsOf(upload);
  const judge = await options.judgeOf(review, upload, toldOnce(options, review));
  const connector = options.connectorOf(review.connector);
  const cellsOf = cellReader({ connector, job: review, source, showPersonal: personal });
  const numbers = [...new Set(records)].sort((a, b) => a - b);
  const shown: ReviewRow[] = [];
  for await (const rows of recordsByNumber(numbers, source, placesOf(options, review, upload))) {
    for (const row of rows) shown.push(shownRow(judge.judge(row), upload.header, cellsOf));
  }
  return shown;
}

function shownRow(
  { row, cells, issues, standing }: Judged,
  header: readonly string[],
  cellsOf: ReturnType<typeof cellReader>,
): ReviewRow {
  return {
    ...{ record: row.record, line: row.line, status: standing, issues, cells: cellsOf(row) },
    fixed: cells.map((index) => header[index] ?? ''),
    isReadable: row.fault === undefined,
  };
}
