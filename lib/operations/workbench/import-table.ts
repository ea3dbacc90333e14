import { UserError } from '../../core/errors.ts';
import { checkName, type ImportedTable } from '../../core/query/workbench.ts';
import { FIRST_ROW, type FileFormat } from '../../core/upload/file-format.ts';

/** How the engine reads a file. */
export type TableFormat =
  | { readonly type: 'text'; readonly delimiter: string; readonly header: readonly string[] }
  | { readonly type: 'jsonl' | 'parquet' };

export interface ImportOptions {
  /** Files being imported. */
  readonly incoming: {
    create(folder: string): Promise<void>;
    append(folder: string, offset: number, content: AsyncIterable<Uint8Array>): Promise<number>;
    spool(folder: string, encoding: string | undefined): Promise<unknown>;
    readLayout(
      folder: string,
      options: {
        format: 'csv';
        headerRow: number;
        delimiter?: FileFormat['delimiter'];
        isKnown: (name: string) => boolean;
      },
    ): Promise<{ header: readonly string[]; delimiter: FileFormat['delimiter'] }>;
    pathsOf(folder: string): { readonly original: string; readonly spool: string };
    remove(folder: string): Promise<void>;
  };
  readonly workbench: {
    draft(database: string, table: string, id: string): string;
    publish(draft: string, database: string, table: string): Promise<void>;
    discard(draft: string): Promise<void>;
  };
  readonly engine: {
    /** Throws UserError `import_unreadable`. */
    import(request: { source: string; target: string; format: TableFormat }): Promise<ImportedTable>;
  };
  readonly newId: () => string;
  /** Whether a column name is known to exports, which helps to detect the delimiter. */
  readonly isKnown: (name: string) => boolean;
}

export interface TableToImport {
  readonly database: string;
  readonly table: string;
  /** The name of the file, whose extension determines the format. */
  readonly fileName: string;
  readonly encoding?: string | undefined;
  readonly delimiter?: FileFormat['delimiter'] | undefined;
}

/** Creates or replaces a table from a file. If the file cannot be read, nothing changes, and a UserError is thrown. */
export async function importTable(
  content: AsyncIterable<Uint8Array>,
  table: TableToImport,
  { incoming, workbench, engine, newId, isKnown }: ImportOptions,
): Promise<ImportedTable> {
  const id = newId();
  const target = workbench.draft(table.database, checkName(table.table, 'table'), id);
  try {
    await incoming.create(id);
    if ((await incoming.append(id, 0, content)) === 0) throw new UserError('file_empty');
    const imported = await engine.import({ target, ...(await sourceOf(id, table, { incoming, isKnown })) });
    // Titles above the column names, or another delimiter: such a file must not replace a table.
    if (imported.skipped > imported.records) throw new UserError('import_mostly_unreadable', { ...imported });
    await workbench.publish(target, table.database, table.table);
    return imported;
  } finally {
    await incoming.remove(id);
    await workbench.discard(target);
  }
}

async function sourceOf(
  id: string,
  { fileName, encoding, delimiter }: TableToImport,
  { incoming, isKnown }: Pick<ImportOptions, 'incoming' | 'isKnown'>,
): Promise<{ source: string; format: TableFormat }> {
  const { original, spool } = incoming.pathsOf(id);
  const type = typeOf(fileName);
  if (type === 'parquet') return { source: original, format: { type } };
  await incoming.spool(id, encoding);
  if (type === 'jsonl') return { source: spool, format: { type } };
  // The engine reads the file from its first row.
  const overrides = { format: 'csv', headerRow: FIRST_ROW, ...(delimiter && { delimiter }) } as const;
  const read = await incoming.readLayout(id, { ...overrides, isKnown });
  return { source: spool, format: { type, delimiter: read.delimiter, header: read.header } };
}

function typeOf(fileName: string): TableFormat['type'] {
  const name = fileName.toLowerCase().replace(/\.gz$/, '');
  if (/\.xls[xmb]?$/.test(name)) throw new UserError('import_format_unknown');
  if (/\.(?:parquet|pq)$/.test(name)) return 'parquet';
  return /\.(?:jsonl|ndjson|json)$/.test(name) ? 'jsonl' : 'text';
}
