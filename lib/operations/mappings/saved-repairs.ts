import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../core/clock.ts';
import type { Matching } from '../../core/record/plan.ts';
import type { Cursor, RowSource } from '../../core/record/row.ts';
import { activeFixes, type ColumnFix, type Fix } from '../../core/review/fix.ts';
import { latestFixesBytes, type Review } from '../../core/review/review.ts';
import { columnFixes, savedFix } from '../../core/saved-mapping/column-fixes.ts';
import type { SavedMapping } from '../../core/saved-mapping/mapping-preset.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { type RowsToSendOptions, rowsToSend } from '../exports/export-fixes.ts';

/** A saved mapping for a file of this connector. */
export interface NamedForFile {
  readonly connector: string;
  readonly saved: SavedMapping;
}

interface NewReview extends Matching {
  readonly uploadId: number;
  readonly connector: string;
  readonly referenceTime: number;
  readonly start: Cursor;
  readonly fixesBytes: number;
}

export interface SavedRepairOptions {
  readonly reviews: {
    find(uploadId: number): Review | undefined;
    /** Length of the fixes that a review or a job of the upload includes. */
    knownFixes(uploadId: number): number;
    begin(review: NewReview): void;
  };
  readonly files: {
    fixes(folder: string, bytes: number): Promise<readonly Fix[]>;
    appendFix(folder: string, bytes: number, fix: Fix): Promise<number>;
  };
  readonly clock: Clock;
}

/**
 * Makes the repairs of a saved mapping fixes of an upload, unless a person has fixed it already, and returns how many bytes its
 * fixes are. Undefined if there are no such repairs, or those of the person count. Calls for one upload must be serialized.
 */
export async function makeSavedRepairs(
  upload: Upload,
  { connector, saved }: NamedForFile,
  options: SavedRepairOptions,
): Promise<number | undefined> {
  const { reviews, clock } = options;
  const wanted = savedFix(saved.repairs, upload.header);
  const review = reviews.find(upload.id);
  if (wanted.length === 0 || (review && latestFixesBytes(review) > 0)) return undefined;
  const fixesBytes = await appendSaved(upload, wanted, options);
  if (review) {
    const { id: uploadId, start } = upload;
    const { mapping, constants } = saved;
    const referenceTime = Math.floor(clock.now() / 1000);
    reviews.begin({ uploadId, connector, mapping, constants, referenceTime, start, fixesBytes });
  }
  return fixesBytes;
}

/** Appends the repairs to the fixes that jobs refer to, which are taken back first if they are others. */
async function appendSaved(
  { id, folder }: Upload,
  wanted: readonly Fix[],
  { reviews, files }: SavedRepairOptions,
): Promise<number> {
  let bytes = reviews.knownFixes(id);
  const before = await files.fixes(folder, bytes);
  if (isDeepStrictEqual(columnFixes(before), columnFixes(wanted))) return bytes;
  const active = activeFixes(before);
  const undone = before.flatMap(({ kind }, of): Fix[] => (active[of] && kind !== 'undo' ? [{ kind: 'undo', of }] : []));
  for (const fix of [...undone, ...wanted]) bytes = await files.appendFix(folder, bytes, fix);
  return bytes;
}

/** The rows of an upload as an export with this saved mapping would send them. */
export function rowsAsSaved(
  options: RowsToSendOptions & {
    readonly clock: Clock;
    readonly savedRowsOf: (
      upload: Upload,
      saved: { connector: string; matching: Matching; repairs: readonly ColumnFix[]; now: number },
    ) => RowSource;
  },
  upload: Upload,
  { connector, saved }: NamedForFile,
): RowSource {
  const { mapping, constants, repairs } = saved;
  const review = options.reviews.find(upload.id);
  if (repairs.length === 0 || (review && latestFixesBytes(review) > 0)) return rowsToSend(options, upload, saved);
  const now = Math.floor(options.clock.now() / 1000);
  return options.savedRowsOf(upload, { connector, matching: { mapping, constants }, repairs, now });
}
