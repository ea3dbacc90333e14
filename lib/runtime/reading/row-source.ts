import { prepareEffects } from '../../adapters/delivery/sha256.ts';
import type { UploadFiles } from '../../adapters/files/upload-files.ts';
import { connectorOf } from '../../connectors/registry.ts';
import { compilePlan, type Matching } from '../../core/record/plan.ts';
import type { Row, RowSource } from '../../core/record/row.ts';
import { onlySelected, type Selection } from '../../core/record/selection.ts';
import { createFixer, fixedRows } from '../../core/review/fixer.ts';
import type { Review } from '../../core/review/review.ts';
import type { Upload } from '../../core/upload/upload.ts';

/** The members of an upload needed to read its rows. */
export type ReadableUpload = Pick<Upload, 'folder' | 'format' | 'delimiter' | 'header'>;

/** The fixes of a file, and what is needed to apply them again. */
export interface FrozenFixes {
  readonly bytes: number;
  readonly connector: string;
  readonly matching: Matching;
  /** Reference time, Unix seconds. */
  readonly now: number;
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

/** The rows of an upload with the fixes of its review, without left-out records. */
export function fixedRowSourceOf(
  files: UploadFiles,
  upload: ReadableUpload,
  { connector, mapping, constants, referenceTime: now, fixesBytes: bytes }: Review,
): RowSource {
  return withFixes(rowSourceOf(files, upload), files, upload, {
    ...{ bytes, connector, now },
    matching: { mapping, constants },
  });
}

/** The rows of a job, as it reads them. */
export function jobRowSourceOf(files: UploadFiles, { upload, selection, fixes }: RowsOfJob): RowSource {
  const source = rowSourceOf(files, upload);
  const fixed = fixes ? withFixes(source, files, upload, fixes) : source;
  return selection ? onlySelected(fixed, selection) : fixed;
}

function withFixes(source: RowSource, files: UploadFiles, upload: ReadableUpload, fixes: FrozenFixes): RowSource {
  const { header } = upload;
  const ready = async () => {
    const connector = connectorOf(fixes.connector);
    const plan = compilePlan(connector.fields, header, fixes.matching);
    const [log, repairs] = await Promise.all([files.fixes(upload.folder, fixes.bytes), connector.loadRepairs()]);
    return fixedRows(source, createFixer({ plan, fixes: log, repairs, now: fixes.now, isIp: prepareEffects.isIp }));
  };
  let fixed: Promise<RowSource> | undefined;
  return {
    header,
    async *rows(from, until): AsyncGenerator<readonly Row[]> {
      fixed ??= ready();
      yield* (await fixed).rows(from, until);
    },
  };
}
