import type { Repair } from '../../core/connector/repair.ts';
import { type OutcomeTable, type RecordOutcome, tabulate } from '../../core/delivery/outcome-table.ts';
import { UserError } from '../../core/errors.ts';
import type { Cursor, Row } from '../../core/record/row.ts';
import {
  allFrom,
  intersect,
  mergeRanges,
  numbersOf,
  type Selection,
  selectionOf,
  subtract,
} from '../../core/record/selection.ts';
import { type Fix, redoable, undoable } from '../../core/review/fix.ts';
import type { RecordChecker } from '../../core/review/record-checker.ts';
import type { Review } from '../../core/review/review.ts';
import type { ReviewEdit } from '../../core/review/review-view.ts';
import { type FixedRecord, outcomeToKeep } from '../../core/review/survey.ts';
import type { Tally } from '../../core/review/tally.ts';
import { TallyCounter } from '../../core/review/tally.ts';
import { isTimeZone } from '../../core/schedule/timetable.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { readLeftOut, recordsFound } from './list-review.ts';
import { findFirstWarnings, openReview, positionsOf, type ReviewOptions } from './ready-review.ts';
import { recordsByNumber } from './records-by-number.ts';

export interface EditReviewOptions extends ReviewOptions {
  readonly reviews: ReviewOptions['reviews'] & {
    restart(review: Review, start: Cursor, fixesBytes: number): boolean;
    storeRecheck(
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

/** For more records the review is restarted in the background, which is faster. */
const MAX_RECHECKED = 20_000;

/** A fix and the affected records; undefined if the whole file has to be checked. */
interface Planned {
  readonly fix: Fix;
  readonly records: readonly number[] | undefined;
}

/**
 * Stores a fix and rechecks the affected records: immediately, or by restarting the review. Returns the numbers of the
 * rechecked records. `fixesBytes` is the state that the person saw: throws UserError `review_changed`, without storing
 * anything, if another fix was made in between. Edits of one upload must be serialized.
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
  const versions = { before: review, after: { ...review, fixesBytes: after } };
  const checked = isMany ? undefined : await recheck(records, versions, upload, options);
  const isStored = checked
    ? options.reviews.storeRecheck(review, { ...checked, fixesBytes: after })
    : options.reviews.restart(review, upload.start, after);
  if (!isStored) throw new UserError('review_changed');
  return checked?.records ?? [];
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
      // The list from which they were chosen may be older than the latest fixes.
      const found = mergeRanges(await recordsFound(review, upload, edit.filter, options));
      return leaveOut(intersect(mergeRanges(named), found), review, upload, options);
    }
    case 'leave_out_found':
      return leaveOut(await recordsFound(review, upload, edit.filter, options), review, upload, options);
    case 'undo':
    case 'redo':
      return revert(edit.kind, review, upload, options);
  }
}

function refuseUnknown(column: string, { header }: Upload): void {
  if (!header.includes(column)) throw new UserError('mapping_column_unknown', { column });
}

/** A repair that needs an answer has no default. */
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

/** Undo reverts the last fix; redo reverts the last undo. */
async function revert(
  kind: 'undo' | 'redo',
  review: Review,
  upload: Upload,
  options: EditReviewOptions,
): Promise<Planned> {
  const fixes = await options.files.fixes(upload.folder, review.fixesBytes);
  const of = kind === 'undo' ? undoable(fixes) : redoable(fixes);
  const reverted = of === undefined ? undefined : fixes[of];
  if (of === undefined || !reverted) throw new UserError(kind === 'undo' ? 'nothing_to_undo' : 'nothing_to_redo');
  const fix: Fix = { kind: 'undo', of };
  if (reverted.kind !== 'undo') return { fix, records: await recordsChangedBy(of, reverted, review, options) };
  const again = fixes[reverted.of];
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

/** The records that a fix may affect: those with an issue that it may remove. */
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
      // A once-per-file warning is stored for one record, but affects many.
      if (!codes.isDisjointFrom(connectorOf(review.connector).oncePerFile)) return undefined;
      return reviewRecords.withIssue(review.id, [...codes], fix.column);
    }
    case 'replace': {
      const checker = await options.recordCheckerFor(review, upload, findFirstWarnings(options, review));
      return isAlwaysInvalid(fix, upload, checker) ? reviewRecords.withError(review.id, fix.column) : undefined;
    }
    case 'undo':
      return [];
  }
}

/** Whether every record with this value in this column has an error there, so that all of them are stored. */
function isAlwaysInvalid(
  { column, from }: { column: string; from: string },
  { header }: Upload,
  checker: RecordChecker,
): boolean {
  const cells = header.map((name) => (name === column ? from : ''));
  const row: Row = { record: 0, line: 0, start: 0, end: 0, endLine: 0, cells, missingCells: 0 };
  const { issues } = checker.check(row);
  return issues.some((issue) => issue.severity === 'error' && issue.column === column);
}

/** A review before and after a fix. */
interface ReviewVersions {
  readonly before: Review;
  readonly after: Review;
}

/** The record of each once-per-file warning, by code. */
type WarningRecords = ReadonlyMap<string, number>;

/**
 * Rechecks these records, and those from or to which a once-per-file warning moves. Undefined if the whole file has to be
 * searched for the new record of a warning.
 */
async function recheck(
  records: readonly number[],
  versions: ReviewVersions,
  upload: Upload,
  options: EditReviewOptions,
) {
  const warnedAt = findFirstWarnings(options, versions.before);
  const { first, ...checked } = await checkRecords(records, versions, { was: warnedAt, is: warnedAt }, upload, options);
  const is = new Map<string, number>();
  for (const [code, warned] of warnedAt) {
    const now = await warningRecordAfter({ code, warned, first: first.get(code), records }, versions, upload, options);
    if (now === undefined) return undefined;
    is.set(code, now);
  }
  const moved = [...warnedAt].flatMap(([code, warned]) => (is.get(code) === warned ? [] : [warned, is.get(code) ?? 0]));
  if (moved.length === 0) return { records, ...checked };
  const all = numbersOf(
    mergeRanges([...records, ...moved].filter((record) => record > 0).map((record) => [record, record])),
  );
  const { first: _, ...again } = await checkRecords(all, versions, { was: warnedAt, is }, upload, options);
  return { records: all, ...again };
}

async function checkRecords(
  records: readonly number[],
  { before, after }: ReviewVersions,
  warnedAt: { readonly was: WarningRecords; readonly is: WarningRecords },
  upload: Upload,
  options: EditReviewOptions,
) {
  const [was, is] = await Promise.all([
    options.recordCheckerFor(before, upload, warnedAt.was),
    options.recordCheckerFor(after, upload, warnedAt.is),
  ]);
  const counter = new TallyCounter(options.connectorOf(before.connector), before.referenceTime, before.tally);
  const noted: RecordOutcome[] = [];
  const fixed: FixedRecord[] = [];
  const first = new Map<string, number>();
  for await (const rows of recordsByNumber(records, options.rowsOf(upload), positionsOf(options, before, upload))) {
    for (const row of rows) {
      const checked = is.check(row);
      counter.count(was.check(row), -1);
      counter.count(checked, 1);
      const outcome = outcomeToKeep(checked);
      if (outcome) noted.push(outcome);
      if (checked.by.length > 0 && !checked.isLeftOut) fixed.push({ record: row.record, by: checked.by });
      for (const code of checked.once) if (!first.has(code)) first.set(code, row.record);
    }
  }
  return { noted: tabulate(noted), fixed, tally: counter.tally, first };
}

interface StoredWarning {
  readonly code: string;
  /** The record with the warning; 0 if there was none. */
  readonly warned: number;
  /** The first rechecked record that has it. */
  readonly first: number | undefined;
  readonly records: readonly number[];
}

/** The first record with a warning after a fix; 0 if there is none, undefined if the whole file has to be searched. */
async function warningRecordAfter(
  { code, warned, first, records }: StoredWarning,
  { after }: ReviewVersions,
  upload: Upload,
  options: EditReviewOptions,
): Promise<number | undefined> {
  if (warned === 0) return first ?? 0;
  if (first !== undefined && first <= warned) return first;
  if (!records.includes(warned)) return warned;
  const checker = await options.recordCheckerFor(after, upload, new Map());
  const from = positionsOf(options, after, upload).before(warned);
  for await (const rows of options.rowsOf(upload).rows(from)) {
    for (const row of rows) {
      if (row.record - warned > MAX_RECHECKED) return undefined;
      if (row.record > warned && checker.check(row).once.includes(code)) return row.record;
    }
  }
  return 0;
}
