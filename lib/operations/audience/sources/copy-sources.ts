import { text } from 'node:stream/consumers';
import { planBuild } from '../../../core/audience/build-plan.ts';
import { sourceKey } from '../../../core/audience/source-tables.ts';
import { copiedColumns, copiesOf, type SourceCopy } from '../../../core/audience/trino-source.ts';
import { UserError } from '../../../core/errors.ts';
import type { QueryColumn, QueryRequest } from '../../../core/job/query.ts';
import { type SourceChoice, type SourceOptions, type TableFile, trinoColumns } from './source-tables.ts';

interface CopyPaths {
  /** The path of the records as CSV; this file is deleted once the table is written. */
  readonly text: string;
  readonly table: string;
}

export interface CopyOptions {
  readonly audienceFiles: {
    /** Paths for copies of a build's sources in a folder beside that of the build, which `discard` deletes. */
    createCopies(parentSegment: number, folder: string, count: number): Promise<readonly CopyPaths[]>;
    write(path: string, content: AsyncIterable<Uint8Array>): Promise<void>;
    deleteFile(path: string): Promise<void>;
  };
  readonly trino: () => ReturnType<SourceOptions['trino']> & {
    run<T>(
      request: QueryRequest,
      take: (result: { columns: readonly QueryColumn[]; csv: AsyncIterable<Uint8Array> }) => Promise<T>,
      options: { signal: AbortSignal },
    ): Promise<T>;
  };
  readonly engine: {
    writeResult(
      request: {
        table: string;
        source: string;
        columns: readonly QueryColumn[];
        how: 'create';
        base: null;
        target: string;
        key: string;
        time: number;
      },
      signal: AbortSignal,
    ): Promise<number | null>;
  };
}

export interface CopiedSources {
  readonly files: readonly TableFile[];
  /** The number of rows of the master table that its filters left out on the server. */
  readonly filteredOut: number;
}

/**
 * Copies the tables of a parent segment from Trino into files of a build. The pages of a result become a text file,
 * which becomes a table with the server's types. Throws UserErrors for unknown tables and columns before anything is
 * copied.
 */
export async function copySources(
  choice: SourceChoice & Parameters<typeof planBuild>[0],
  build: { readonly parentSegment: number; readonly folder: string },
  options: CopyOptions,
  { signal, onCopy }: { signal: AbortSignal; onCopy: (table: string, recordCount: number) => Promise<void> },
): Promise<CopiedSources> {
  const columnsOf = await trinoColumns(choice, options, signal);
  planBuild(choice, (source) => copiedColumns(columnsOf(source)));
  const copies = copiesOf(choice, columnsOf);
  const paths = await options.audienceFiles.createCopies(build.parentSegment, build.folder, copies.length);
  const files: TableFile[] = [];
  let filteredOut = 0;
  for (const [index, copy] of copies.entries()) {
    const copyPaths = paths[index];
    if (!copyPaths) continue;
    const records = await copyTable(copy, copyPaths, options, signal);
    filteredOut += Math.max(0, (await countRows(copy, options, signal)) - records);
    await onCopy(sourceKey(copy), records);
    files.push({ database: copy.database, table: copy.table, path: copyPaths.table });
  }
  return { files, filteredOut };
}

async function copyTable(
  copy: SourceCopy,
  paths: CopyPaths,
  { trino, engine, audienceFiles }: CopyOptions,
  signal: AbortSignal,
): Promise<number> {
  const columns = await trino().run(
    { database: copy.database, sql: copy.sql, plannedAt: 0 },
    async (result) => {
      await audienceFiles.write(paths.text, result.csv);
      return result.columns;
    },
    { signal },
  );
  const name = sourceKey(copy);
  const request = {
    table: name,
    source: paths.text,
    columns,
    target: paths.table,
    key: name,
    time: 0,
    how: 'create' as const,
    base: null,
  };
  const records = (await engine.writeResult(request, signal).catch((error: unknown) => refuseCopy(error, name))) ?? 0;
  await audienceFiles.deleteFile(paths.text);
  return records;
}

/** Replaces `result_unwritable`, whose text would say that the table is unchanged. */
function refuseCopy(cause: unknown, name: string): never {
  if (!(cause instanceof UserError) || cause.code !== 'result_unwritable') throw cause;
  throw new UserError('table_not_copied', { name }, { cause });
}

/**
 * The number of rows of the whole table; 0 for a copy without filters, which needs no count. Runs as a query without
 * the time limit of a preview, which could be too short.
 */
async function countRows({ database, countSql }: SourceCopy, { trino }: CopyOptions, signal: AbortSignal) {
  if (countSql === null) return 0;
  const csv = await trino().run({ database, sql: countSql, plannedAt: 0 }, (result) => text(result.csv), { signal });
  return Number(csv.split('\n')[1]);
}
