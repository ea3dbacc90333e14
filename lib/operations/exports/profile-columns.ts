import type { FileProfile } from '../../core/matching/column-profile.ts';
import { ColumnCounter } from '../../core/matching/profile-column.ts';
import type { RowSource } from '../../core/record/row.ts';
import type { Upload } from '../../core/upload/upload.ts';

/** Distinct values counted in each column, and in all of them: memory does not grow with the file. */
const MAX_DISTINCT = 10_000;
const MAX_DISTINCT_OF_ALL = 400_000;

/** What the named columns of a file hold. Reads the whole file, or its first `limit` records. Rejects with the signal's reason. */
export async function profileColumns(
  { header, start }: Pick<Upload, 'header' | 'start'>,
  source: RowSource,
  signal: AbortSignal,
  limit = Number.POSITIVE_INFINITY,
): Promise<FileProfile> {
  const maxDistinct = Math.min(MAX_DISTINCT, Math.ceil(MAX_DISTINCT_OF_ALL / Math.max(1, header.length)));
  const counters = header.flatMap((column, index) =>
    column.trim() === '' ? [] : { index, counter: new ColumnCounter(column, maxDistinct) },
  );
  let records = 0;
  for await (const rows of source.rows(start)) {
    signal.throwIfAborted();
    for (const { cells, fault } of rows) {
      records += 1;
      if (fault !== undefined) continue;
      for (const { index, counter } of counters) counter.add(cells[index] ?? '', records);
    }
    if (records >= limit) break;
  }
  return { records, columns: counters.map(({ counter }) => counter.profile) };
}
