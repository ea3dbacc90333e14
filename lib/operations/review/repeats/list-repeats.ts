import { compilePlan, mappedColumns } from '../../../core/record/plan.ts';
import type { Row } from '../../../core/record/row.ts';
import type { RowSource } from '../../../core/record/row-block.ts';
import type {
  RepeatCounts,
  RepeatCursor,
  RepeatKind,
  RepeatPage,
  RepeatRow,
} from '../../../core/review/repeats/repeats-view.ts';
import type { Review } from '../../../core/review/review.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import { cellReader } from '../../uploads/show-cells.ts';
import { openReview, positionsOf, type ReviewOptions, reviewOf } from '../ready-review.ts';
import { recordsByNumber } from '../records-by-number.ts';

/** A stored repeat, with the first and the last record of its event. */
type Repeat = Pick<RepeatRow, 'record' | 'first' | 'last'>;

export interface RepeatsOptions extends ReviewOptions {
  readonly reviewRepeats: ReviewOptions['reviewRepeats'] & {
    page(
      review: number,
      page: { readonly kind: RepeatKind | undefined; readonly after: RepeatCursor; readonly limit: number },
    ): Promise<readonly Repeat[]>;
  };
  readonly fixedRowsOf: (review: Review, upload: Upload) => RowSource;
}

export interface RepeatsRequest {
  readonly kind?: RepeatKind | undefined;
  readonly after?: RepeatCursor | undefined;
  /** Whether personal values are shown; if false, they are masked. */
  readonly showPersonal: boolean;
}

const PAGE_REPEATS = 40;
const START: RepeatCursor = { first: 0, record: 0 };
const NO_PAGE: RepeatPage = { rows: [], next: null };

/** How many records of a file repeat others, as far as that is known. Throws UserError `review_unknown`. */
export async function countRepeats(
  uploadId: number,
  options: Pick<RepeatsOptions, 'reviews' | 'reviewRepeats'>,
): Promise<RepeatCounts> {
  return options.reviewRepeats.counts(await reviewOf(options, uploadId));
}

/**
 * A page of repeats with the fixes applied, grouped by event, each group preceded by the first record of its event.
 * Empty unless the repeats have been counted. Throws UserError as `openReview` does.
 */
export async function listRepeats(
  uploadId: number,
  { kind, after = START, showPersonal }: RepeatsRequest,
  options: RepeatsOptions,
): Promise<RepeatPage> {
  const { review, upload } = await openReview(options, uploadId);
  if ((await options.reviewRepeats.counts(review)).state !== 'ready') return NO_PAGE;
  const repeats = await options.reviewRepeats.page(review.id, { kind, after, limit: PAGE_REPEATS });
  const rows = await shownRows(repeats, { after, showPersonal, review, upload }, options);
  const last = repeats.length < PAGE_REPEATS ? undefined : repeats.at(-1);
  return { rows, next: last ? { first: last.first, record: last.record } : null };
}

interface ShownOptions {
  readonly after: RepeatCursor;
  readonly showPersonal: boolean;
  readonly review: Review;
  readonly upload: Upload;
}

async function shownRows(
  repeats: readonly Repeat[],
  { after, showPersonal, review, upload }: ShownOptions,
  options: RepeatsOptions,
): Promise<RepeatRow[]> {
  const source = options.fixedRowsOf(review, upload);
  const numbers = [...new Set(repeats.flatMap(({ first, record }) => [first, record]))].sort((a, b) => a - b);
  const rowsByNumber = new Map<number, Row>();
  for await (const rows of recordsByNumber(numbers, source, positionsOf(options, review, upload)))
    for (const row of rows) rowsByNumber.set(row.record, row);
  const connector = options.connectorOf(review.connector);
  const cellsOf = cellReader({ connector, job: review, source, showPersonal });
  const columns = mappedColumns(compilePlan(connector.fields, upload.header, review));
  const differingColumns = (row: Row, first: Row) =>
    columns
      .filter((index) => (row.cells[index] ?? '') !== (first.cells[index] ?? ''))
      .map((index) => upload.header[index] ?? '');
  return withFirsts(repeats, after).flatMap(({ record, ...event }) => {
    const row = rowsByNumber.get(record);
    const first = rowsByNumber.get(event.first);
    if (!row || !first) return [];
    return { ...event, record, line: row.line, cells: cellsOf(row), differing: differingColumns(row, first) };
  });
}

/** The repeats, preceded by the first record of each event that the previous page did not have. */
function withFirsts(repeats: readonly Repeat[], after: RepeatCursor): readonly Repeat[] {
  let currentFirst = after.first;
  return repeats.flatMap((repeat) => {
    const { first, last } = repeat;
    if (first === currentFirst) return [repeat];
    currentFirst = first;
    return [{ record: first, first, last }, repeat];
  });
}
