import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../../core/clock.ts';
import type { Matching } from '../../core/record/plan.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import { areActive, type Fix } from '../../core/review/fix.ts';
import { leftOutTotalRows } from '../../core/review/fixer.ts';
import { latestFixesBytes, type Review } from '../../core/review/review.ts';
import { columnFixes, savedFix } from '../../core/saved-mapping/column-fixes.ts';
import type { MappingContent, SavedChoices } from '../../core/saved-mapping/saved-mapping.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { type RowsToSendOptions, rowsToSend } from '../exports/export-fixes.ts';
import { type FileToSearch, type FindTotalRowsOptions, findTotalRows } from './find-total-rows.ts';

/** A mapping to apply to a file, given or saved, and the type of its connector. */
export interface MappingToApply {
  readonly connector: string;
  readonly content: MappingContent;
}

/** The choices for a file in the console, which leaves out total rows unless a saved mapping says otherwise. */
export function choicesOf(savedMapping: Pick<MappingContent, 'choices'> | null | undefined): SavedChoices {
  return { totalRow: 'leave_out', ...savedMapping?.choices };
}

interface NewReview extends Matching {
  readonly uploadId: number;
  readonly connector: string;
  readonly referenceTime: number;
  readonly start: Cursor;
  readonly fixesBytes: number;
}

export interface SavedFixOptions extends Pick<FindTotalRowsOptions, 'effects'> {
  readonly rowsOf: (upload: Upload) => RowSource;
  readonly reviews: {
    find(uploadId: number): Promise<Review | undefined>;
    /** Length in bytes of the fixes that a review or a job of the upload includes. */
    knownFixesBytes(uploadId: number): Promise<number>;
    begin(review: NewReview): Promise<void>;
  };
  readonly files: {
    fixes(folder: string, bytes: number): Promise<readonly Fix[]>;
    appendFix(folder: string, bytes: number, fix: Fix): Promise<number>;
  };
  readonly clock: Clock;
  /** Rejects if another process may be editing the upload by now. Called before each write. */
  readonly assertHeld?: () => Promise<void>;
}

/**
 * Stores the fixes of a saved mapping with an upload, and leaves out a total row if the mapping says so. Returns the
 * length of the fixes in bytes; undefined if there is nothing to store, or the review of the upload already has fixes,
 * which take precedence. Calls for one upload must be serialized.
 */
export async function makeSavedFixes(
  upload: Upload,
  toApply: MappingToApply,
  options: SavedFixOptions,
): Promise<number | undefined> {
  const { connector, content } = toApply;
  const { reviews, clock } = options;
  if (hasFixes(await reviews.find(upload.id))) return undefined;
  const now = Math.floor(clock.now() / 1000);
  const wantedFixes = await initialFixes(upload, { ...toApply, now }, { ...options, source: options.rowsOf(upload) });
  if (wantedFixes.length === 0) return undefined;
  // Checked again: reading a large file takes long, and a person may have made fixes meanwhile through another process.
  const review = await reviews.find(upload.id);
  if (hasFixes(review)) return undefined;
  const fixesBytes = await appendSaved(upload, wantedFixes, options);
  if (review) {
    await options.assertHeld?.();
    const { id: uploadId, start } = upload;
    const { mapping, constants } = content;
    await reviews.begin({ uploadId, connector, mapping, constants, referenceTime: now, start, fixesBytes });
  }
  return fixesBytes;
}

function hasFixes(review: Review | undefined): boolean {
  return review !== undefined && latestFixesBytes(review) > 0;
}

/**
 * The fixes that a file with this mapping begins with: the saved ones of whole columns, and one that leaves out total
 * rows if the mapping says so.
 */
export async function initialFixes(
  file: FileToSearch,
  {
    connector,
    content: { mapping, constants, fixes: savedFixes, choices },
    now,
  }: MappingToApply & { readonly now: number },
  options: FindTotalRowsOptions,
): Promise<readonly Fix[]> {
  const fixes = savedFix(savedFixes, file.header);
  if (choices?.totalRow !== 'leave_out') return fixes;
  const totalRows = await findTotalRows(file, { connector, mapping, constants, now }, options);
  const records = totalRows.map(([first, last]): [number, number] => [first, last]);
  return records.length === 0 ? fixes : [...fixes, { kind: 'leave_out', records, reason: 'total_row' }];
}

/**
 * Undoes the existing fixes, and appends the wanted ones. The existing fixes stay in the file, because jobs may refer
 * to them. Does nothing if existing and wanted fixes have the same effect.
 */
async function appendSaved(
  { id, folder }: Upload,
  wantedFixes: readonly Fix[],
  { reviews, files, assertHeld }: SavedFixOptions,
): Promise<number> {
  let bytes = await reviews.knownFixesBytes(id);
  const existingFixes = await files.fixes(folder, bytes);
  const effectOf = (fixes: readonly Fix[]) => [columnFixes(fixes), leftOutTotalRows(fixes)];
  if (isDeepStrictEqual(effectOf(existingFixes), effectOf(wantedFixes))) return bytes;
  const active = areActive(existingFixes);
  const undoFixes = existingFixes.flatMap(({ kind }, number): Fix[] =>
    active[number] && kind !== 'undo' ? [{ kind: 'undo', of: number }] : [],
  );
  for (const fix of [...undoFixes, ...wantedFixes]) {
    await assertHeld?.();
    bytes = await files.appendFix(folder, bytes, fix);
  }
  return bytes;
}

export interface RowsWithMappingOptions extends RowsToSendOptions, Pick<FindTotalRowsOptions, 'effects'> {
  readonly clock: Clock;
  readonly rowsWithSavedFixes: (
    upload: Upload,
    saved: { connector: string; matching: Matching; fixes: readonly Fix[]; now: number },
  ) => RowSource;
}

/** The rows of an upload as an export with this mapping would send them. */
export async function rowsWithMapping(
  options: RowsWithMappingOptions,
  upload: Upload,
  toApply: MappingToApply,
): Promise<RowSource> {
  const { connector, content } = toApply;
  const { mapping, constants } = content;
  const review = await options.reviews.find(upload.id);
  if (review && latestFixesBytes(review) > 0) return rowsToSend(options, upload, content);
  const now = Math.floor(options.clock.now() / 1000);
  const fixes = await initialFixes(upload, { ...toApply, now }, { ...options, source: options.rowsOf(upload) });
  if (fixes.length === 0) return rowsToSend(options, upload, content);
  return options.rowsWithSavedFixes(upload, { connector, matching: { mapping, constants }, fixes, now });
}
