import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { UploadFiles } from '../../adapters/files/upload-files.ts';
import { connectors } from '../../connectors/registry.ts';
import { SAMPLE_QUERIES } from '../../core/query/sample-queries.ts';
import type { SavedQuery } from '../../core/query/saved-query.ts';
import { isKnownColumn } from '../../core/record/plan.ts';
import { saveQuery } from '../../operations/queries/save-query.ts';
import type { TableToImport } from '../../operations/workbench/import-source.ts';
import { type ImportOptions, importTable } from '../../operations/workbench/import-table.ts';
import type { ImportUploadOptions } from '../../operations/workbench/import-upload.ts';
import type { Runtime } from '../runtime.ts';

/** Options for importing a table. */
export function importOptions({ files, workbench, engine }: Runtime): ImportOptions {
  return {
    incoming: new UploadFiles(join(workbench.root, '.incoming'), files.limits),
    workbench,
    engine,
    newId: randomUUID,
    isKnown: isKnownColumn(connectors.flatMap(({ fields }) => fields)),
  };
}

/** Options for importing a table from an upload. */
export function importUploadOptions(runtime: Runtime): ImportUploadOptions {
  const { files, unfinished, workbench } = runtime;
  return {
    imports: importOptions(runtime),
    databases: workbench,
    unfinished,
    files: {
      syncAndHash: (folder) => files.syncAndHash(folder),
      delete: (folder) => files.delete(folder),
      read: (folder) => readUpload(runtime, folder),
    },
  };
}

/** The content of an upload as it was received. */
export function readUpload({ files }: Runtime, folder: string): Readable {
  return createReadStream(files.pathsOf(folder).original);
}

const EXAMPLES = resolve(fileURLToPath(import.meta.url), '../../../../examples');

/**
 * The sample tables: `test_table` and `your_table` of the documented examples, and the conversions of a typical shop.
 */
const SAMPLES: readonly (TableToImport & { readonly content: () => Readable })[] = [
  sample('test_db', 'test_table', 'all-columns.csv'),
  sample('sample_datasets', 'conversions', 'conversions-10000.csv'),
  {
    database: 'sample_datasets',
    table: 'your_table',
    fileName: 'one-record.csv',
    content: () => Readable.from([Buffer.from('id\n1\n')]),
  },
];

function sample(database: string, table: string, fileName: string) {
  return { database, table, fileName, content: (): Readable => createReadStream(join(EXAMPLES, fileName)) };
}

/** Creates or replaces the sample tables. */
export async function loadSampleTables(runtime: Runtime): Promise<readonly string[]> {
  const { workbench } = runtime;
  const options = importOptions(runtime);
  for (const name of new Set(SAMPLES.map(({ database }) => database))) await workbench.createMissingDatabase(name);
  await Promise.all(SAMPLES.map(({ content, ...table }) => importTable(content(), table, options)));
  return SAMPLES.map(({ database, table }) => `${database}.${table}`);
}

/** Saves missing sample queries, which use the sample tables. */
export async function loadSampleQueries(runtime: Runtime): Promise<readonly SavedQuery[]> {
  const saved: SavedQuery[] = [];
  for (const query of SAMPLE_QUERIES)
    saved.push((await runtime.queries.findByName(query.name)) ?? (await saveQuery(runtime, query)));
  return saved;
}
