import type { FileProfile } from '../../core/matching/column-profile.ts';
import { ColumnCounter } from '../../core/matching/profile-column.ts';
import { isMissing, trim } from '../../core/record/clean.ts';
import type { FieldSpec } from '../../core/record/field.ts';
import { repeatsHeader } from '../../core/record/name-key.ts';
import type { Row } from '../../core/record/row.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import type { Upload } from '../../core/upload/upload.ts';

/** Limits of the distinct values that are counted, so that memory does not grow with the file. */
const MAX_DISTINCT = 10_000;
const MAX_DISTINCT_OF_ALL = 400_000;

/** For a file with more columns than this, comparing their values with those of fields would take seconds. */
const MAX_CHECKED_COLUMNS = 200;

export interface ProfileOptions {
  readonly signal: AbortSignal;
  /** Fields with `matchValues` are compared with columns that have too many values to list. */
  readonly fields: readonly FieldSpec[];
  /** Reads only about this many records; by default all. */
  readonly limit?: number | undefined;
  /** Called after each block, with the records and bytes read so far. */
  readonly onProgress?: (records: number, spoolBytes: number) => void;
}

/**
 * What the named columns of a file hold, and how often its nameless columns are filled. Rejects with the signal's
 * reason.
 */
export async function profileColumns(
  { header, start }: Pick<Upload, 'header' | 'start'>,
  source: RowSource,
  { signal, fields, limit = Number.POSITIVE_INFINITY, onProgress }: ProfileOptions,
): Promise<FileProfile> {
  const named = countersOf(header, fields);
  const nameless = header.flatMap((column, index) => (isNameless(column) ? { index, filled: 0 } : []));
  let recordCount = 0;
  const count = ({ cells }: Row) => {
    for (const { index, counter } of named) counter.add(cells[index] ?? '', recordCount);
    for (const column of nameless) if (!isMissing(trim(cells[column.index] ?? ''))) column.filled += 1;
  };
  for await (const { rows } of source.rows(start)) {
    signal.throwIfAborted();
    for (const row of rows) {
      recordCount += 1;
      if (row.fault === undefined && !repeatsHeader(header, row.cells)) count(row);
    }
    onProgress?.(recordCount, rows.at(-1)?.end ?? start.byte);
    if (recordCount >= limit) break;
  }
  return {
    records: recordCount,
    columns: named.map(({ counter }) => counter.profile),
    nameless: nameless.flatMap(({ index, filled }) => (filled > 0 ? { position: index + 1, filled } : [])),
  };
}

function countersOf(header: readonly string[], fields: readonly FieldSpec[]) {
  const isNarrow = header.length <= MAX_CHECKED_COLUMNS;
  const valueFields = isNarrow ? fields.filter(({ matchValues }) => matchValues !== undefined) : [];
  const maxDistinct = Math.min(MAX_DISTINCT, Math.ceil(MAX_DISTINCT_OF_ALL / Math.max(1, header.length)));
  return header.flatMap((column, index) =>
    isNameless(column) ? [] : { index, counter: new ColumnCounter(column, maxDistinct, valueFields) },
  );
}

function isNameless(column: string): boolean {
  return column.trim() === '';
}
