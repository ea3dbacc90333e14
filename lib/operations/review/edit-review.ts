import { UserError } from '../../core/errors.ts';
import type { Cursor } from '../../core/record/row.ts';
import {
  allFrom,
  intersect,
  mergeRanges,
  numbersOf,
  type Selection,
  selectionOf,
  sizeOf,
  subtract,
} from '../../core/record/selection.ts';
import { areActive, type Fix, fixToUndo, undoToRedo } from '../../core/review/fix.ts';
import { isTotalRowFix } from '../../core/review/fixer.ts';
import { latestFixesBytes, type Review, reviewVersion } from '../../core/review/review.ts';
import type { CellCounts, ReviewEdit } from '../../core/review/review-view.ts';
import type { SurveySection } from '../../core/review/survey.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { readLeftOut, recordsFound } from './list-review.ts';
import { planCells } from './plan-cells.ts';
import { openReview, type ReviewOptions } from './ready-review.ts';
import { MAX_RECHECKED, recheck } from './recheck.ts';
import { recordsToRepair, refuseUnknownColumn, refuseUnknownRepairs, safeRepairsOf } from './repairing/plan-repairs.ts';
import { planReplacing, recordsToChange, toMutable } from './replacing.ts';

export interface EditReviewOptions extends ReviewOptions {
  readonly reviews: ReviewOptions['reviews'] & {
    beginNext(
      review: Review,
      next: { readonly start: Cursor; readonly fixesBytes: number; readonly changed: number | null },
    ): Promise<boolean>;
    cancelNext(review: Review, fixesBytes: number): Promise<boolean>;
    storeRecheck(
      review: Review,
      results: Pick<SurveySection, 'noted' | 'fixed' | 'repairable' | 'tally'> & {
        readonly records: readonly number[];
        readonly fixesBytes: number;
      },
    ): Promise<boolean>;
  };
  readonly files: ReviewOptions['files'] & {
    appendFix(folder: string, bytes: number, fix: Fix): Promise<number>;
  };
  /** Rejects if another process may be editing the upload by now. Called before each write. */
  readonly assertHeld?: () => Promise<void>;
}

interface PlannedFix {
  readonly fix: Fix;
  /** The records that the fix may affect; undefined if these may be any records, or too many to list. */
  readonly records: readonly number[] | undefined;
  /** How many records the fix changes; null if that is not known yet. */
  readonly changed: number | null;
  /** What becomes of the cells that the fix sets; undefined for other fixes. */
  readonly cells?: CellCounts;
}

/** What an edit did. For an edit in the background, `changed` and `checked` are empty. */
export interface EditResult {
  /** Records that changed. */
  readonly changed: readonly number[];
  /** The number of changed records; for an edit in the background, 0 if it is not known yet. */
  readonly changedCount: number;
  /** The changed records, and those whose warnings may have changed. */
  readonly checked: readonly number[];
  /** Whether the worker makes the edit; it may be complete by now. */
  readonly isInBackground: boolean;
  /** The `reviewVersion` right after the edit. */
  readonly version: string;
  /** What became of the cells that the edit was to set; undefined for other edits. */
  readonly cells?: CellCounts | undefined;
}

/** An edit, and what the person saw when making it. */
export interface SeenEdit {
  readonly edit: ReviewEdit;
  readonly fixesBytes: number;
  /** The `reviewVersion` of the list that the person saw, if one is displayed. */
  readonly version?: string | undefined;
}

/**
 * Stores a fix and checks the affected records again: immediately, or in the background with the whole file, while the
 * review stays as it is. Throws UserError, without storing anything: `review_changed` if the person saw another version
 * of the review, `review_busy` while another fix is being checked. Edits of one upload must be serialized. An edit that
 * sets cells may be sent again if its response was lost: it changes nothing the second time.
 */
export async function editReview(
  uploadId: number,
  { edit, fixesBytes, version }: SeenEdit,
  options: EditReviewOptions,
): Promise<EditResult> {
  const { review, upload } = await openReview(options, uploadId);
  if (edit.kind === 'cancel') return cancel(review, upload, options);
  if (review.state !== 'ready') throw new UserError('review_not_ready');
  if (review.next) return whileBusy(edit, review, upload, options);
  const isCurrent = review.fixesBytes === fixesBytes && (version === undefined || version === reviewVersion(review));
  // Cells that already have their values may have got them from this very edit, whose response was lost.
  if (!isCurrent && !setsCells(edit)) throw new UserError('review_changed');
  const { fix, records, changed, cells } = await planOf(edit, review, upload, options);
  if (records?.length === 0) return { ...noChange(review), cells };
  if (!isCurrent) throw new UserError('review_changed');
  await options.assertHeld?.();
  const newFixesBytes = await options.files.appendFix(upload.folder, review.fixesBytes, fix);
  const isInBackground = records === undefined || records.length > MAX_RECHECKED;
  const versions = { before: review, after: { ...review, fixesBytes: newFixesBytes } };
  const checked = isInBackground ? undefined : await recheck(records, versions, upload, options);
  await options.assertHeld?.();
  const isStored = checked
    ? await options.reviews.storeRecheck(review, { ...checked, fixesBytes: newFixesBytes })
    : await options.reviews.beginNext(review, { start: upload.start, fixesBytes: newFixesBytes, changed });
  if (!isStored) throw new UserError('review_changed');
  if (!checked) return { ...noChange(review), changedCount: changed ?? 0, isInBackground: true, cells };
  const { changed: changedRecords, records: checkedRecords } = checked;
  return {
    ...noChange(versions.after),
    changed: changedRecords,
    changedCount: changedRecords.length,
    checked: checkedRecords,
    cells,
  };
}

/** The result of an edit that is sent again while it is being made. Throws UserError `review_busy` for any other. */
async function whileBusy(
  edit: Exclude<ReviewEdit, { kind: 'cancel' }>,
  review: Review,
  upload: Upload,
  options: EditReviewOptions,
): Promise<EditResult> {
  const next = { ...review, fixesBytes: latestFixesBytes(review) };
  const isSentAgain = setsCells(edit) && (await planOf(edit, next, upload, options)).records?.length === 0;
  if (!isSentAgain) throw new UserError('review_busy');
  return { ...noChange(review), isInBackground: true };
}

function setsCells({ kind }: ReviewEdit): boolean {
  return kind === 'cell' || kind === 'cells';
}

function noChange(review: Review): EditResult {
  return { changed: [], changedCount: 0, checked: [], isInBackground: false, version: reviewVersion(review) };
}

/**
 * Undoes the fix that is being checked. The fix is not removed from the file, because a job may already have been
 * created with it. Throws UserError `nothing_to_cancel`.
 */
async function cancel(review: Review, upload: Upload, options: EditReviewOptions): Promise<EditResult> {
  if (!review.next) throw new UserError('nothing_to_cancel');
  const { fixesBytes } = review.next;
  const lastFix = (await options.files.fixes(upload.folder, fixesBytes)).length - 1;
  await options.assertHeld?.();
  const newFixesBytes = await options.files.appendFix(upload.folder, fixesBytes, { kind: 'undo', of: lastFix });
  await options.assertHeld?.();
  if (!(await options.reviews.cancelNext(review, newFixesBytes))) throw new UserError('nothing_to_cancel');
  return noChange({ ...review, fixesBytes: newFixesBytes });
}

type EditOf<Kind extends ReviewEdit['kind']> = Extract<ReviewEdit, { kind: Kind }>;

async function planOf(
  edit: Exclude<ReviewEdit, { kind: 'cancel' }>,
  review: Review,
  upload: Upload,
  options: EditReviewOptions,
): Promise<PlannedFix> {
  switch (edit.kind) {
    case 'cell':
    case 'cells':
      return planCells(edit.kind === 'cell' ? [edit] : edit.cells, review, upload, options);
    case 'repair':
      return planRepairs(edit, review, upload, options);
    case 'safe_repairs':
      return planSafeRepairs(edit, review, upload, options);
    case 'find':
    case 'fill': {
      const { filter, count, ...replacing } = edit;
      refuseUnknownColumn(edit.column, upload);
      const planned = await planReplacing({ filter, replacing }, review, upload, options);
      refuseOtherCount(count, planned.changed);
      return planned;
    }
    case 'leave_out':
      return leaveOutSelected(edit, review, upload, options);
    case 'leave_out_found':
      return leaveOut(
        { records: await recordsFound(review, upload, edit.filter, options), count: edit.count },
        review,
        upload,
        options,
      );
    case 'include_total_row':
      return includeTotalRow(review, upload, options);
    case 'undo':
    case 'redo':
      return revert(edit.kind, review, upload, options);
  }
}

/** Throws if an edit would act on another number of records than the person confirmed. */
function refuseOtherCount(expected: number | undefined, found: number): void {
  if (expected !== undefined && expected !== found) throw new UserError('review_count_differs', { expected, found });
}

async function planRepairs(
  fix: Extract<Fix, { kind: 'repair' | 'repairs' }>,
  review: Review,
  upload: Upload,
  options: EditReviewOptions,
): Promise<PlannedFix> {
  const repairs = fix.kind === 'repair' ? [fix] : fix.repairs;
  await refuseUnknownRepairs(repairs, review, upload, options);
  return { fix, records: await recordsToRepair(repairs, review, options), changed: null };
}

/** Throws UserError `nothing_to_repair`. */
async function planSafeRepairs(
  { columns, count }: EditOf<'safe_repairs'>,
  review: Review,
  upload: Upload,
  options: EditReviewOptions,
): Promise<PlannedFix> {
  const { repairs, records } = await safeRepairsOf(columns, review, upload, options);
  if (repairs.length === 0) throw new UserError('nothing_to_repair');
  refuseOtherCount(count, records);
  return planRepairs({ kind: 'repairs', repairs }, review, upload, options);
}

async function leaveOutSelected(
  { records, filter, count }: EditOf<'leave_out'>,
  review: Review,
  upload: Upload,
  options: EditReviewOptions,
): Promise<PlannedFix> {
  const selected = selectionOf(records.toSorted((a, b) => a - b));
  if (!filter) return leaveOut({ records: selected, count }, review, upload, options);
  // The list from which the records were chosen may be older than the latest fixes.
  const found = mergeRanges(await recordsFound(review, upload, filter, options));
  return leaveOut({ records: intersect(mergeRanges(selected), found), count }, review, upload, options);
}

async function leaveOut(
  { records: candidates, count }: { readonly records: Selection; readonly count: number | undefined },
  review: Review,
  upload: Upload,
  options: EditReviewOptions,
): Promise<PlannedFix> {
  const alreadyLeftOut = await readLeftOut(review, upload, options);
  const unread = allFrom(review.cursor.record + 1);
  const ranges = toMutable(subtract(subtract(mergeRanges(candidates), unread), alreadyLeftOut));
  const changed = sizeOf(ranges);
  refuseOtherCount(count, changed);
  return { fix: { kind: 'leave_out', records: ranges }, records: numbersIfFew(ranges), changed };
}

/** Throws UserError `nothing_to_undo` if no total row is left out. */
async function includeTotalRow(review: Review, upload: Upload, options: EditReviewOptions): Promise<PlannedFix> {
  const fixes = await options.files.fixes(upload.folder, review.fixesBytes);
  const active = areActive(fixes);
  const fixNumber = fixes.findLastIndex((fix, index) => active[index] && isTotalRowFix(fix));
  const reverted = fixes[fixNumber];
  if (!reverted) throw new UserError('nothing_to_undo');
  const fix: Fix = { kind: 'undo', of: fixNumber, isInclusion: true };
  return { fix, ...(await changedBy(fixNumber, reverted, review, options)) };
}

/** Undo reverts the last fix; redo reverts the last undo. */
async function revert(
  kind: 'undo' | 'redo',
  review: Review,
  upload: Upload,
  options: EditReviewOptions,
): Promise<PlannedFix> {
  const fixes = await options.files.fixes(upload.folder, review.fixesBytes);
  const fixNumber = kind === 'undo' ? fixToUndo(fixes) : undoToRedo(fixes);
  const reverted = fixNumber === undefined ? undefined : fixes[fixNumber];
  if (fixNumber === undefined || !reverted)
    throw new UserError(kind === 'undo' ? 'nothing_to_undo' : 'nothing_to_redo');
  const fix: Fix = { kind: 'undo', of: fixNumber };
  if (reverted.kind !== 'undo') return { fix, ...(await changedBy(fixNumber, reverted, review, options)) };
  let restored = fixes[reverted.of];
  // `includeTotalRow` stores an undo, which can be undone in turn, so `reverted` may have undone an undo.
  while (restored?.kind === 'undo') restored = fixes[restored.of];
  const records = restored && (await recordsOf(restored, review, upload, options));
  return { fix, records, changed: restored?.kind === 'leave_out' ? sizeOf(restored.records) : null };
}

/** The records that a fix changed. */
async function changedBy(
  fixNumber: number,
  fix: Fix,
  review: Review,
  { reviewRecords }: EditReviewOptions,
): Promise<Pick<PlannedFix, 'records' | 'changed'>> {
  if (fix.kind === 'cell' || fix.kind === 'cells') {
    const records = recordsOfCells(fix);
    return { records, changed: records.length };
  }
  if (fix.kind === 'leave_out') return { records: numbersIfFew(fix.records), changed: sizeOf(fix.records) };
  const changed = await reviewRecords.countFixedBy(review.id, fixNumber);
  return {
    records: changed > MAX_RECHECKED ? undefined : await reviewRecords.fixedBy(review.id, [fixNumber]),
    changed,
  };
}

function recordsOfCells(fix: Extract<Fix, { kind: 'cell' | 'cells' }>): readonly number[] {
  const cells = fix.kind === 'cell' ? [fix] : fix.cells;
  return [...new Set(cells.map(({ record }) => record))].sort((a, b) => a - b);
}

/** Undefined for so many records that the whole file is checked: a list of their numbers could fill the memory. */
function numbersIfFew(selection: Selection): readonly number[] | undefined {
  return sizeOf(selection) > MAX_RECHECKED ? undefined : numbersOf(selection);
}

/**
 * The records that a fix may affect; for repairs, those with an issue that they may remove. Undefined if these may be
 * any records, or too many to list.
 */
async function recordsOf(
  fix: Fix,
  review: Review,
  upload: Upload,
  options: EditReviewOptions,
): Promise<readonly number[] | undefined> {
  switch (fix.kind) {
    case 'cell':
    case 'cells':
      return recordsOfCells(fix);
    case 'leave_out':
      return numbersIfFew(fix.records);
    case 'repair':
      return recordsToRepair([fix], review, options);
    case 'repairs':
      return recordsToRepair(fix.repairs, review, options);
    case 'saved':
      return undefined;
    case 'find':
    case 'fill':
      return recordsToChange({ replacing: fix, selection: undefined, review, upload }, options);
    case 'selected':
      return recordsToChange({ replacing: fix.fix, selection: fix.records, review, upload }, options);
    case 'undo':
      return [];
  }
}
