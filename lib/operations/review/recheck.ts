import { mergeRanges, numbersOf } from '../../core/record/selection.ts';
import type { FixedRow } from '../../core/review/fixer.ts';
import type { CheckedRecord } from '../../core/review/record-checker.ts';
import type { Review } from '../../core/review/review.ts';
import { CheckCollector } from '../../core/review/survey.ts';
import { TallyCounter } from '../../core/review/tally.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { findFirstWarnings, positionsOf, type ReviewOptions } from './ready-review.ts';
import { recordsByNumber } from './records-by-number.ts';

/** For more records, the whole file is checked in the background, so that this process stays responsive. */
export const MAX_RECHECKED = 5000;

/** A review before and after a fix. */
interface ReviewVersions {
  readonly before: Review;
  readonly after: Review;
}

/** The record of each once-per-file warning, by code. */
type WarningRecords = ReadonlyMap<string, number>;

/**
 * Rechecks these records, and those from or to which a once-per-file warning moves. Undefined if the whole file has to
 * be searched for the new record of a warning.
 */
export async function recheck(
  records: readonly number[],
  versions: ReviewVersions,
  upload: Upload,
  options: ReviewOptions,
) {
  const warnedBefore = await findFirstWarnings(options, versions.before);
  const unmoved = { before: warnedBefore, after: warnedBefore };
  const { firstWarned, ...checked } = await checkRecords(records, versions, unmoved, upload, options);
  const warnedAfter = new Map<string, number>();
  for (const [code, recordBefore] of warnedBefore) {
    const warning = { code, recordBefore, firstWarned: firstWarned.get(code), records };
    const recordAfter = await warningRecordAfter(warning, versions, upload, options);
    if (recordAfter === undefined) return undefined;
    warnedAfter.set(code, recordAfter);
  }
  const moved = [...warnedBefore].flatMap(([code, recordBefore]) => {
    const recordAfter = warnedAfter.get(code);
    return recordAfter === recordBefore ? [] : [recordBefore, recordAfter ?? 0];
  });
  if (moved.length === 0) return { records, ...checked };
  const withMoved = [...records, ...moved].filter((record) => record > 0);
  const numbers = numbersOf(mergeRanges(withMoved.map((record) => [record, record])));
  const warnings = { before: warnedBefore, after: warnedAfter };
  const { firstWarned: _, ...rechecked } = await checkRecords(numbers, versions, warnings, upload, options);
  return { records: numbers, ...rechecked };
}

async function checkRecords(
  records: readonly number[],
  { before, after }: ReviewVersions,
  warnings: { readonly before: WarningRecords; readonly after: WarningRecords },
  upload: Upload,
  options: ReviewOptions,
) {
  const [checkerBefore, checkerAfter] = await Promise.all([
    options.recordCheckerFor(before, upload, warnings.before),
    options.recordCheckerFor(after, upload, warnings.after),
  ]);
  const counter = new TallyCounter(options.connectorOf(before.connector), before.tally);
  const results = new CheckCollector();
  const changed: number[] = [];
  const firstWarned = new Map<string, number>();
  for await (const rows of recordsByNumber(records, options.rowsOf(upload), positionsOf(options, before, upload))) {
    const earlier = checkerBefore.check(rows);
    for (const previous of earlier) counter.count(previous, -1);
    for (const [index, checked] of checkerAfter.check(rows).entries()) {
      const previous = earlier[index];
      counter.count(checked, 1);
      results.add(checked);
      if (previous && isChanged(previous, checked)) changed.push(checked.row.record);
      addWarnings(firstWarned, checked);
    }
  }
  return { ...results.close(), changed, tally: counter.tally, firstWarned };
}

/** Adds the once-per-file warnings of a record that no earlier record has. */
function addWarnings(firstWarned: Map<string, number>, { oncePerFileCodes, row }: CheckedRecord): void {
  for (const code of oncePerFileCodes) if (!firstWarned.has(code)) firstWarned.set(code, row.record);
}

/** Whether a person sees a difference: other values, or a record that only one version leaves out. */
function isChanged(before: FixedRow, after: FixedRow): boolean {
  if (before.isLeftOut || after.isLeftOut) return before.isLeftOut !== after.isLeftOut;
  return after.row.cells.some((cell, index) => cell !== before.row.cells[index]);
}

interface OncePerFileWarning {
  readonly code: string;
  /** The record that had the warning; 0 if there was none. */
  readonly recordBefore: number;
  /** The first rechecked record that now has the warning. */
  readonly firstWarned: number | undefined;
  /** The rechecked records. */
  readonly records: readonly number[];
}

/** The first record with a warning after a fix; 0 if there is none, undefined if the whole file has to be searched. */
async function warningRecordAfter(
  { code, recordBefore, firstWarned, records }: OncePerFileWarning,
  { after }: ReviewVersions,
  upload: Upload,
  options: ReviewOptions,
): Promise<number | undefined> {
  if (recordBefore === 0) return firstWarned ?? 0;
  if (firstWarned !== undefined && firstWarned <= recordBefore) return firstWarned;
  if (!records.includes(recordBefore)) return recordBefore;
  // The record lost its warning, and no earlier record has it, so the warning moves to a later record, if any.
  const checker = await options.recordCheckerFor(after, upload, new Map());
  const from = await positionsOf(options, after, upload).before(recordBefore);
  for await (const { rows } of options.rowsOf(upload).rows(from)) {
    const laterRows = rows.filter(({ record }) => record > recordBefore && record - recordBefore <= MAX_RECHECKED);
    const next = checker.check(laterRows).find(({ oncePerFileCodes }) => oncePerFileCodes.includes(code));
    if (next) return next.row.record;
    if ((rows.at(-1)?.record ?? 0) - recordBefore > MAX_RECHECKED) return undefined;
  }
  return 0;
}
