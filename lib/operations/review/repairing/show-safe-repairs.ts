import type { Repair } from '../../../core/connector/repair.ts';
import { masked, mayIdentify } from '../../../core/record/personal.ts';
import { columnsByIndex, type PlannedColumn } from '../../../core/record/plan.ts';
import type { RecordChecker } from '../../../core/review/record-checker.ts';
import {
  type CountedEffect,
  columnEffects,
  isMadeSilently,
  repairTotals,
} from '../../../core/review/repairing/safe-repairs.ts';
import { type Review, reviewVersion } from '../../../core/review/review.ts';
import type { RepairSample, SafeRepairs } from '../../../core/review/review-view.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import { findFirstWarnings, openReview, positionsOf, type ReviewOptions } from '../ready-review.ts';
import { recordsByNumber } from '../records-by-number.ts';
import { repairsInTally } from '../view-review.ts';
import { repairOrder } from './plan-repairs.ts';

export interface SafeRepairsRequest {
  /** Columns that are not to be repaired. */
  readonly without: readonly string[];
  /** Whether personal values are shown; if false, they are masked. */
  readonly showPersonal: boolean;
}

const MAX_SAMPLES = 3;
/** Records read for the samples of a column: more than are shown, because some samples may be equal. */
const SAMPLE_CANDIDATES = 12;

/**
 * What all safe repairs together would do to the file, by column: exact numbers, and samples. Nothing is changed.
 * Throws as `openReview` does.
 */
export async function showSafeRepairs(
  uploadId: number,
  { without, showPersonal }: SafeRepairsRequest,
  options: ReviewOptions,
): Promise<SafeRepairs> {
  const { review, upload } = await openReview(options, uploadId);
  const effects = await options.reviewRecords.repairEffects(review.id);
  const repairs = await options.connectorOf(review.connector).loadRepairs();
  const checker = await options.recordCheckerFor(review, upload, await findFirstWarnings(options, review));
  const plannedByIndex = columnsByIndex(checker.plan);
  const columns = columnEffects(effects, await repairOrder(review, options));
  const nameOf = (index: number) => upload.header[index] ?? '';
  const samples = await samplesOf(
    { columns: columns.map(({ index }) => index), effects, checker, review, upload },
    options,
  );
  const shownColumns = columns.map(({ index, ...counts }) => {
    const plannedColumns = plannedByIndex.get(index) ?? [];
    const isPersonal = personalTestOf(plannedColumns, counts.repairs, repairs);
    const show = (text: string) => (!showPersonal && isPersonal(text) ? masked(text) : text);
    return {
      column: nameOf(index),
      ...counts,
      fields: [...new Set(plannedColumns.map(({ field }) => field.name))],
      samples: (samples.get(index) ?? []).map(({ before, after }) => ({ before: show(before), after: show(after) })),
    };
  });
  const includedIndexes = columns.flatMap(({ index }) => (without.includes(nameOf(index)) ? [] : index));
  return {
    version: reviewVersion(review),
    columns: shownColumns,
    totals: repairTotals(effects, new Set(includedIndexes)),
    open: (await repairsInTally(review, options)).flatMap(({ repair, column, records }) =>
      isMadeSilently(repair) || repair.kind === 'omission'
        ? []
        : { repair: repair.name, column, records, ...(repair.neededAnswer && { neededAnswer: repair.neededAnswer }) },
    ),
  };
}

/** Makes the function that tells whether a text of a column, before or after its repairs, may identify a person. */
function personalTestOf(
  columns: readonly PlannedColumn[],
  madeRepairs: readonly { readonly repair: string }[],
  repairs: readonly Repair[],
): (text: string) => boolean {
  const isAnonymous = madeRepairs.every(({ repair }) => repairs.find(({ name }) => name === repair)?.isAnonymous);
  return (text) => !isAnonymous && columns.some(({ field }) => mayIdentify(text, field));
}

interface SampleOptions {
  readonly columns: readonly number[];
  readonly effects: readonly CountedEffect[];
  readonly checker: RecordChecker;
  readonly review: Review;
  readonly upload: Upload;
}

/** Up to three different changes of each column, from the first records in which it changes. */
async function samplesOf(
  request: SampleOptions,
  options: ReviewOptions,
): Promise<ReadonlyMap<number, readonly RepairSample[]>> {
  const { columns, checker, review, upload } = request;
  const samples = new Map<number, Map<string, RepairSample>>(columns.map((index) => [index, new Map()]));
  const numbers = await sampledRecords(request, options);
  for await (const rows of recordsByNumber(numbers, options.rowsOf(upload), positionsOf(options, review, upload))) {
    for (const { row, effect } of checker.check(rows)) {
      for (const { index } of effect?.cells ?? []) {
        const columnSamples = samples.get(index);
        const after = checker.safelyRepairedText(index, row);
        const before = (row.cells[index] ?? '').trim();
        if (columnSamples && columnSamples.size < MAX_SAMPLES && after !== undefined)
          columnSamples.set(before, { before, after });
      }
    }
  }
  return new Map([...samples].map(([index, columnSamples]) => [index, [...columnSamples.values()]]));
}

/** The first records in which each column changes, in ascending order. */
async function sampledRecords({ columns, effects, review }: SampleOptions, { reviewRecords }: ReviewOptions) {
  const numbers = new Set<number>();
  for (const index of columns) {
    const changing = effects.flatMap(({ effect }) => (effect.cells.some((cell) => cell.index === index) ? effect : []));
    for (const record of await reviewRecords.withEffect(review.id, changing, SAMPLE_CANDIDATES)) numbers.add(record);
  }
  return [...numbers].sort((a, b) => a - b);
}
