import type { Repair } from '../../core/connector/repair.ts';
import { type OutcomeTable, type RecordOutcome, tabulate } from '../../core/delivery/outcome-table.ts';
import { UserError } from '../../core/errors.ts';
import type { Cursor, Row } from '../../core/record/row.ts';
import {
  allFrom,
  mergeRanges,
  numbersOf,
  type Selection,
  selectionOf,
  intersect,
  subtract,
} from '../../core/record/selection.ts';
import { type Fix, redoable, undoable } from '../../core/review/fix.ts';
import type { RecordChecker } from '../../core/review/judge.ts';
import type { Review } from '../../core/review/review.ts';
import type { ReviewEdit } from '../../core/review/review-view.ts';
import { type FixedRecord, outcomeToKeep } from '../../core/review/survey.ts';
import type { Tally } from '../../core/review/tally.ts';
import { TallyCounter } from '../../core/review/tally.ts';
import { isTimeZone } from '../../core/schedule/timetable.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { readLeftOut, recordsFound } from './list-review.ts';
import { openReview, placesOf, type ReviewOptions, toldAt } from './ready-review.ts';
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
const MAX_RECHECKED = 20_000;

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
  const isMany = records === undefined || records.length > MAX_RECHECKED;
  const stand = { before: review, after: { ...review, fixesBytes: after } };
  const judged = isMany ? undefined : await recheck(records, stand, upload, options);
  const isNoted = judged
    ? options.reviews.rejudge(review, { ...judged, fixesBytes: after })
    : options.reviews.restart(review, upload.start, after);
  if (!isNoted) throw new UserError('review_changed');
  return judged?.records ?? [];
}

async function planOf(edit: ReviewEdit, review: Review, upload: Upload, options: EditReviewOptions): Promise<Planned> {
  switch (edit.kind) {
    case 'cell':
      refuseUnknown(edit.column, upload);
      if (edit.record > review.cursor.record) throw new UserError('review_record_unknown', { record: edit.record });
      return { fix: edit, records: [edit.record] };
    case 'repair':
      refuseUnknown(edit.column, upload);
      refuseUnanswered(edit, await repairOf(edit, review, options));
      return { fix: edit, records: await recordsOf(edit, review, upload, options) };
    case 'replace':
      refuseUnknown(edit.column, upload);
      return { fix: edit, records: await recordsOf(edit, review, upload, options) };
    case 'leave_out': {
      const named = selectionOf(edit.records.toSorted((a, b) => a - b));
      if (!edit.filter) return leaveOut(named, review, upload, options);
      // The list that they were chosen from may be older than what was repaired since.
      const found = mergeRanges(await recordsFound(review, upload, edit.filter, options));
      return leaveOut(intersect(mergeRanges(named), found), review, upload, options);
    }
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

/** A repair that needs an answer from the user has no default. */
function refuseUnanswered({ answer }: { readonly answer?: string | undefined }, { name, asks }: Repair): void {
  if (asks && !(answer && isTimeZone(answer))) throw new UserError('repair_needs_time_zone', { repair: name });
}

async function repairOf(fix: { repair: string }, review: Review, { connectorOf }: EditReviewOptions): Promise<Repair> {
  const repair = (await connectorOf(review.connector).loadRepairs()).find(({ name }) => name === fix.repair);
  if (!repair) throw new UserError('repair_unknown', { repair: fix.repair });
  return repair;
}

async function leaveOut(
  found: Selection,
  review: Review,
  upload: Upload,
  options: EditReviewOptions,
): Promise<Planned> {
  const already = await readLeftOut(review, upload, options);
  const behind = allFrom(review.cursor.record + 1);
  const ranges = subtract(subtract(mergeRanges(found), behind), already).map(([first, last]): [number, number] => [
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
      const { codes } = await repairOf(fix, review, options);
      // What is told once for a file is noted of one record, and concerns many.
      if (!codes.isDisjointFrom(connectorOf(review.connector).oncePerFile)) return undefined;
      return reviewRecords.withIssue(review.id, [...codes], fix.column);
    }
    case 'replace': {
      const judge = await options.recordCheckerFor(review, upload, toldAt(options, review));
      return isRefused(fix, upload, judge) ? reviewRecords.withError(review.id, fix.column) : undefined;
    }
    case 'undo':
      return [];
  }
}

/** Whether every record with this value in this column has an error there, so that all of them are noted. */
function isRefused({ column, from }: { column: string; from: string }, { header }: Upload, judge: RecordChecker): boolean {
  const cells = header.map((name) => (name === column ? from : ''));
  const row: Row = { record: 0, line: 0, start: 0, end: 0, endLine: 0, cells, missingCells: 0 };
  const { issues } = judge.check(row);
  return issues.some((issue) => issue.severity === 'error' && issue.column === column);
}

/** A review before a fix and behind it. */
interface ReviewVersions {
  readonly before: Review;
  readonly after: Review;
}

/** Where each warning is given that is given once for a file, by its code. */
type WarningRecords = ReadonlyMap<string, number>;

/**
 * Judges what a fix concerns: these records, and those that such a warning moves from or to. Undefined where only the whole
 * file can tell where it moves to.
 */
async function recheck(records: readonly number[], stand: ReviewVersions, upload: Upload, options: EditReviewOptions) {
  const told = toldAt(options, stand.before);
  const { first, ...judged } = await checkRecords(records, stand, { was: told, is: told }, upload, options);
  const is = new Map<string, number>();
  for (const [code, teller] of told) {
    const now = await warningRecordAfter({ code, teller, first: first.get(code), records }, stand, upload, options);
    if (now === undefined) return undefined;
    is.set(code, now);
  }
  const moved = [...told].flatMap(([code, teller]) => (is.get(code) === teller ? [] : [teller, is.get(code) ?? 0]));
  if (moved.length === 0) return { records, ...judged };
  const all = numbersOf(
    mergeRanges([...records, ...moved].filter((record) => record > 0).map((record) => [record, record])),
  );
  const { first: _, ...again } = await checkRecords(all, stand, { was: told, is }, upload, options);
  return { records: all, ...again };
}

async function checkRecords(
  records: readonly number[],
  { before, after }: ReviewVersions,
  told: { readonly was: WarningRecords; readonly is: WarningRecords },
  upload: Upload,
  options: EditReviewOptions,
) {
  const [was, is] = await Promise.all([
    options.recordCheckerFor(before, upload, told.was),
    options.recordCheckerFor(after, upload, told.is),
  ]);
  const tallying = new TallyCounter(options.connectorOf(before.connector), before.referenceTime, before.tally);
  const noted: RecordOutcome[] = [];
  const fixed: FixedRecord[] = [];
  const first = new Map<string, number>();
  for await (const rows of recordsByNumber(records, options.rowsOf(upload), placesOf(options, before, upload))) {
    for (const row of rows) {
      const judged = is.check(row);
      tallying.count(was.check(row), -1);
      tallying.count(judged, 1);
      const outcome = outcomeToKeep(judged);
      if (outcome) noted.push(outcome);
      if (judged.by.length > 0 && !judged.isLeftOut) fixed.push({ record: row.record, by: judged.by });
      for (const code of judged.once) if (!first.has(code)) first.set(code, row.record);
    }
  }
  return { noted: tabulate(noted), fixed, tally: tallying.tally, first };
}

interface WarningPlace {
  readonly code: string;
  /** Where the warning was given; 0 where no record had it. */
  readonly teller: number;
  /** The first of the records judged anew that has it. */
  readonly first: number | undefined;
  readonly records: readonly number[];
}

/** The first record of the file that has a warning behind a fix; 0 where none has, undefined where only the whole file can tell. */
async function warningRecordAfter(
  { code, teller, first, records }: WarningPlace,
  { after }: ReviewVersions,
  upload: Upload,
  options: EditReviewOptions,
): Promise<number | undefined> {
  if (teller === 0) return first ?? 0;
  if (first !== undefined && first <= teller) return first;
  if (!records.includes(teller)) return teller;
  const judge = await options.recordCheckerFor(after, upload, new Map());
  const from = placesOf(options, after, upload).before(teller);
  for await (const rows of options.rowsOf(upload).rows(from)) {
    for (const row of rows) {
      if (row.record - teller > MAX_RECHECKED) return undefined;
      if (row.record > teller && judge.check(row).once.includes(code)) return row.record;
    }
  }
  return 0;
}
