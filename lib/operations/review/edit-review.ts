import { UserError } from '../../core/errors.ts';
import type { RecordOutcome } from '../../core/ledger.ts';
import { type OutcomeTable, tabulate } from '../../core/outcome-table.ts';
import { type Fix, redoable, undoable } from '../../core/review/fix.ts';
import type { Judge } from '../../core/review/judge.ts';
import type { Review } from '../../core/review/review.ts';
import type { ReviewEdit } from '../../core/review/review-view.ts';
import { type FixedRecord, notedOf } from '../../core/review/survey.ts';
import type { Tally } from '../../core/review/tally.ts';
import { Tallying } from '../../core/review/tally.ts';
import type { Cursor, Row } from '../../core/row.ts';
import { allFrom, merged, numbersOf, type Selection, selectionOf, without } from '../../core/selection.ts';
import type { Upload } from '../../core/upload.ts';
import { leftOutOf, recordsFound } from './list-review.ts';
import { openReview, placesOf, type ReviewOptions, toldOnce } from './ready-review.ts';
import { recordsByNumber } from './records-by-number.ts';

export interface EditReviewOptions extends ReviewOptions {
  readonly reviews: ReviewOptions['reviews'] & {
    restart(review: Review, start: Cursor, fixesBytes: number): boolean;
    rejudge(
      review: Review,
      now: {
        readonly records: readonly number[];
        readonly noted: OutcomeTable;
        readonly fixed: readonly FixedRecord[];
        readonly tally: Tally;
        readonly fixesBytes: number;
      },
    ): boolean;
  };
  readonly files: ReviewOptions['files'] & {
    appendFix(folder: string, bytes: number, fix: Fix): Promise<number>;
  };
}

/** Beyond so many records the file is looked through anew, in the background, which is quicker. */
const MOST_AT_ONCE = 20_000;

/** A fix, and the records that it concerns; undefined where only the whole file can tell. */
interface Planned {
  readonly fix: Fix;
  readonly records: readonly number[] | undefined;
}

/**
 * Records a fix beside the file, and judges anew what it concerns: at once, or by looking through the file again. Gives the
 * numbers of the records that were judged. `fixesBytes` is what the person saw: UserError `review_changed` where another
 * fix came in between, and nothing is recorded then. Edits of one upload must come one after the other.
 */
export async function editReview(
  uploadId: number,
  { edit, fixesBytes }: { readonly edit: ReviewEdit; readonly fixesBytes: number },
  options: EditReviewOptions,
): Promise<readonly number[]> {
  const { review, upload } = await openReview(options, uploadId);
  if (review.state !== 'ready') throw new UserError('review_not_ready');
  if (review.fixesBytes !== fixesBytes) throw new UserError('review_changed');
  const { fix, records } = await planOf(edit, review, upload, options);
  if (records?.length === 0) return records;
  const after = await options.files.appendFix(upload.folder, review.fixesBytes, fix);
  if (records === undefined || records.length > MOST_AT_ONCE) {
    if (!options.reviews.restart(review, upload.start, after)) throw new UserError('review_changed');
    return [];
  }
  const judged = await judgeAnew(records, { before: review, after: { ...review, fixesBytes: after } }, upload, options);
  if (!options.reviews.rejudge(review, { records, ...judged, fixesBytes: after }))
    throw new UserError('review_changed');
  return records;
}

async function planOf(edit: ReviewEdit, review: Review, upload: Upload, options: EditReviewOptions): Promise<Planned> {
  switch (edit.kind) {
    case 'cell':
      refuseUnknown(edit.column, upload);
      if (edit.record > review.cursor.record) throw new UserError('review_record_unknown', { record: edit.record });
      return { fix: edit, records: [edit.record] };
    case 'repair':
    case 'replace':
      refuseUnknown(edit.column, upload);
      return { fix: edit, records: await recordsOf(edit, review, upload, options) };
    case 'leave_out':
      return leaveOut(selectionOf(edit.records.toSorted((a, b) => a - b)), review, upload, options);
    case 'leave_out_found':
      return leaveOut(await recordsFound(review, upload, edit.filter, options), review, upload, options);
    case 'undo':
    case 'redo':
      return takeBack(edit.kind, review, upload, options);
  }
}

function refuseUnknown(column: string, { header }: Upload): void {
  if (!header.includes(column)) throw new UserError('mapping_column_unknown', { column });
}

async function leaveOut(
  found: Selection,
  review: Review,
  upload: Upload,
  options: EditReviewOptions,
): Promise<Planned> {
  const already = await leftOutOf(review, upload, options);
  const behind = allFrom(review.cursor.record + 1);
  const ranges = without(without(merged(found), behind), already).map(([first, last]): [number, number] => [
    first,
    last,
  ]);
  return { fix: { kind: 'leave_out', records: ranges }, records: numbersOf(ranges) };
}

/** Undo and redo both take a fix back: the last repair, or the last undo. */
async function takeBack(
  kind: 'undo' | 'redo',
  review: Review,
  upload: Upload,
  options: EditReviewOptions,
): Promise<Planned> {
  const fixes = await options.files.fixes(upload.folder, review.fixesBytes);
  const of = kind === 'undo' ? undoable(fixes) : redoable(fixes);
  const taken = of === undefined ? undefined : fixes[of];
  if (of === undefined || !taken) throw new UserError(kind === 'undo' ? 'nothing_to_undo' : 'nothing_to_redo');
  const fix: Fix = { kind: 'undo', of };
  if (taken.kind !== 'undo') return { fix, records: await recordsChangedBy(of, taken, review, options) };
  const again = fixes[taken.of];
  return { fix, records: again && (await recordsOf(again, review, upload, options)) };
}

async function recordsChangedBy(
  number: number,
  fix: Fix,
  review: Review,
  { reviewRecords }: EditReviewOptions,
): Promise<readonly number[]> {
  if (fix.kind === 'cell') return [fix.record];
  if (fix.kind === 'leave_out') return numbersOf(fix.records);
  return reviewRecords.fixedBy(review.id, [number]);
}

/** The records that a fix will concern: those with an issue that it may remove. */
async function recordsOf(
  fix: Fix,
  review: Review,
  upload: Upload,
  options: EditReviewOptions,
): Promise<readonly number[] | undefined> {
  const { reviewRecords, connectorOf } = options;
  switch (fix.kind) {
    case 'cell':
      return [fix.record];
    case 'leave_out':
      return numbersOf(fix.records);
    case 'repair': {
      const { loadRepairs, oncePerFile } = connectorOf(review.connector);
      const repair = (await loadRepairs()).find(({ name }) => name === fix.repair);
      if (!repair) throw new UserError('repair_unknown', { repair: fix.repair });
      // What is told once for a file is noted of one record, and concerns many.
      if (!repair.codes.isDisjointFrom(oncePerFile)) return undefined;
      return reviewRecords.withIssue(review.id, [...repair.codes], fix.column);
    }
    case 'replace': {
      const judge = await options.judgeOf(review, upload, toldOnce(options, review));
      return isRefused(fix, upload, judge) ? reviewRecords.withError(review.id, fix.column) : undefined;
    }
    case 'undo':
      return [];
  }
}

/** Whether every record with this value in this column has an error there, so that all of them are noted. */
function isRefused({ column, from }: { column: string; from: string }, { header }: Upload, judge: Judge): boolean {
  const cells = header.map((name) => (name === column ? from : ''));
  const row: Row = { record: 0, line: 0, start: 0, end: 0, endLine: 0, cells, missingCells: 0 };
  const { issues } = judge.judge(row);
  return issues.some((issue) => issue.severity === 'error' && issue.column === column);
}

async function judgeAnew(
  records: readonly number[],
  { before, after }: { readonly before: Review; readonly after: Review },
  upload: Upload,
  options: EditReviewOptions,
) {
  const told = toldOnce(options, before);
  const [was, is] = await Promise.all([options.judgeOf(before, upload, told), options.judgeOf(after, upload, told)]);
  const tallying = new Tallying(options.connectorOf(before.connector), before.referenceTime, before.tally);
  const noted: RecordOutcome[] = [];
  const fixed: FixedRecord[] = [];
  for await (const rows of recordsByNumber(records, options.rowsOf(upload), placesOf(options, before, upload))) {
    for (const row of rows) {
      const judged = is.judge(row);
      tallying.count(was.judge(row), -1);
      tallying.count(judged, 1);
      const outcome = notedOf(judged);
      if (outcome) noted.push(outcome);
      if (judged.by.length > 0 && !judged.isLeftOut) fixed.push({ record: row.record, by: judged.by });
    }
  }
  return { noted: tabulate(noted), fixed, tally: tallying.tally };
}
