import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import type { UploadFiles } from '../../adapters/files/upload-files.ts';
import { connectorOf } from '../../connectors/registry.ts';
import { compilePlan, type Matching } from '../../core/record/plan.ts';
import type { RowBlock, RowSource } from '../../core/record/row-block.ts';
import { onlySelected, type Selection } from '../../core/record/selection.ts';
import type { Fix } from '../../core/review/fix.ts';
import { createFixer, fixedRows } from '../../core/review/fixer.ts';
import type { Review } from '../../core/review/review.ts';
import type { Upload } from '../../core/upload/upload.ts';

/** The members of an upload needed to read its rows. */
export type ReadableUpload = Pick<Upload, 'folder' | 'format' | 'delimiter' | 'header'>;

/** The fixes of a file, and what is needed to apply them again. */
interface FrozenFixes {
  /** The length of the fixes in bytes. Later fixes are not applied. */
  readonly bytes: number;
  readonly connector: string;
  readonly matching: Matching;
  /** Reference time, Unix seconds. */
  readonly now: number;
}

/** The fixes of a saved mapping, and what is needed to apply them. */
export interface SavedFixes extends Omit<FrozenFixes, 'bytes'> {
  readonly fixes: readonly Fix[];
}

/** What a job reads of its upload, as plain data for a thread. */
export interface RowsOfJob {
  readonly upload: ReadableUpload;
  /** The selected records; undefined for all. */
  readonly selection: Selection | undefined;
  /** Undefined if there are no fixes. */
  readonly fixes: FrozenFixes | undefined;
}

/** The rows of an upload, from its spool. */
export function rowSourceOf(files: UploadFiles, { folder, format, delimiter, header }: ReadableUpload): RowSource {
  return {
    header,
    rows: (from, until) =>
      files.rows(folder, { format, delimiter, header, from, ...(until === undefined ? {} : { until }) }),
  };
}

/** The members of a review, or of a job, that determine its rows. */
export type FixedReview = Pick<Review, 'connector' | 'mapping' | 'constants' | 'referenceTime' | 'fixesBytes'>;

/** The rows of an upload with the fixes of a review or job, without left-out records. */
export function fixedRowSourceOf(
  files: UploadFiles,
  upload: ReadableUpload,
  { connector, mapping, constants, referenceTime: now, fixesBytes: bytes }: FixedReview,
): RowSource {
  return withFixes(rowSourceOf(files, upload), files, upload, {
    bytes,
    connector,
    now,
    matching: { mapping, constants },
  });
}

/** The rows of a job, as it reads them. */
export function jobRowSourceOf(files: UploadFiles, { upload, selection, fixes }: RowsOfJob): RowSource {
  const source = rowSourceOf(files, upload);
  const fixed = fixes ? withFixes(source, files, upload, fixes) : source;
  return selection ? onlySelected(fixed, selection) : fixed;
}

/** Rows with the fixes of a saved mapping. */
export function rowsWithSavedFixes(
  source: RowSource,
  { connector: type, matching, fixes, now }: SavedFixes,
): RowSource {
  return fixes.length === 0 ? source : fixedSource(source, { connector: type, matching, now }, async () => fixes);
}

function withFixes(source: RowSource, files: UploadFiles, upload: ReadableUpload, fixes: FrozenFixes): RowSource {
  return fixedSource(source, fixes, () => files.fixes(upload.folder, fixes.bytes));
}

function fixedSource(
  source: RowSource,
  { connector: type, matching, now }: Omit<FrozenFixes, 'bytes'>,
  readFixes: () => Promise<readonly Fix[]>,
): RowSource {
  const { header } = source;
  const load = async () => {
    const connector = connectorOf(type);
    const plan = compilePlan(connector.fields, header, matching);
    const [fixes, repairs] = await Promise.all([readFixes(), connector.loadRepairs()]);
    return fixedRows(source, createFixer({ plan, fixes, repairs, now, isIp: prepareEffects.isIp }));
  };
  let fixed: Promise<RowSource> | undefined;
  return {
    header,
    async *rows(from, until): AsyncGenerator<RowBlock> {
      fixed ??= load();
      yield* (await fixed).rows(from, until);
    },
  };
}
