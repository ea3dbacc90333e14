import type { Repair } from '../../../core/connector/repair.ts';
import { UserError } from '../../../core/errors.ts';
import { flatMapSequentially } from '../../../core/flat-map-sequentially.ts';
import { HEADER_REPEATED, VALUE_LEFT_OUT } from '../../../core/issue.ts';
import type { ColumnRepair } from '../../../core/review/fix.ts';
import { columnEffects, repairsToMake, repairTotals } from '../../../core/review/repairing/safe-repairs.ts';
import type { Review } from '../../../core/review/review.ts';
import { isTimeZone } from '../../../core/schedule/timetable.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import type { ReviewOptions } from '../ready-review.ts';
import { MAX_RECHECKED } from '../recheck.ts';

type Options = Pick<ReviewOptions, 'connectorOf' | 'reviewRecords'>;

/** Throws UserError `mapping_column_unknown`. */
export function refuseUnknownColumn(column: string, { header }: Upload): void {
  if (!header.includes(column)) throw new UserError('mapping_column_unknown', { column });
}

/** Throws UserError `mapping_column_unknown`, `repair_unknown` or, without a valid answer, `repair_needs_time_zone`. */
export async function refuseUnknownRepairs(
  repairs: readonly ColumnRepair[],
  review: Review,
  upload: Upload,
  options: Options,
): Promise<void> {
  for (const { column, repair, answer } of repairs) {
    refuseUnknownColumn(column, upload);
    const { name, neededAnswer } = await repairOf(repair, review, options);
    if (neededAnswer && !(answer && isTimeZone(answer)))
      throw new UserError('repair_needs_time_zone', { repair: name });
  }
}

/** The records that repairs may change; undefined if that may be any, or more than are rechecked one by one. */
export async function recordsToRepair(
  repairs: readonly ColumnRepair[],
  review: Review,
  options: Options,
): Promise<readonly number[] | undefined> {
  const { reviewRecords, connectorOf } = options;
  const { oncePerFile } = connectorOf(review.connector);
  // These records have no other issue, but their cells are repaired too. A repaired header no longer repeats the
  // header.
  const leftOut = await flatMapSequentially([VALUE_LEFT_OUT, HEADER_REPEATED], (code) =>
    reviewRecords.numbers(review.id, { show: 'all', code }),
  );
  if (leftOut.length > MAX_RECHECKED) return undefined;
  const records = new Set(leftOut);
  for (const [column, columnRepairs] of Map.groupBy(repairs, (repair) => repair.column)) {
    const definitions = await Promise.all(columnRepairs.map(({ repair }) => repairOf(repair, review, options)));
    const codes = definitions.flatMap((repair) => [...repair.codes]);
    // A once-per-file warning is stored for one record, but affects many.
    if (codes.some((code) => oncePerFile.has(code))) return undefined;
    for (const record of await reviewRecords.withIssue(review.id, codes, column, MAX_RECHECKED + 1))
      records.add(record);
    if (records.size > MAX_RECHECKED) return undefined;
  }
  return [...records].sort((a, b) => a - b);
}

/**
 * The safe repairs of these columns, or of all, and how many records they change together. Throws UserError
 * `mapping_column_unknown`.
 */
export async function safeRepairsOf(
  columns: readonly string[] | undefined,
  review: Review,
  upload: Upload,
  options: Options,
): Promise<{ readonly repairs: ColumnRepair[]; readonly records: number }> {
  for (const column of columns ?? []) refuseUnknownColumn(column, upload);
  const { header } = upload;
  const effects = await options.reviewRecords.repairEffects(review.id);
  const repairable = columnEffects(effects, await repairOrder(review, options));
  const selected = repairable.filter(({ index }) => columns?.includes(header[index] ?? '') ?? true);
  const { records } = repairTotals(effects, new Set(selected.map(({ index }) => index)));
  return { repairs: repairsToMake(selected, header), records };
}

/** The names of the connector's repairs, in the order in which they are made. */
export async function repairOrder({ connector }: Review, { connectorOf }: Options): Promise<readonly string[]> {
  return (await connectorOf(connector).loadRepairs()).map(({ name }) => name);
}

async function repairOf(name: string, review: Review, { connectorOf }: Options): Promise<Repair> {
  const repair = (await connectorOf(review.connector).loadRepairs()).find((offered) => offered.name === name);
  if (!repair) throw new UserError('repair_unknown', { repair: name });
  return repair;
}
