import { z } from 'zod';
import { maskRecords } from '../../core/query/masked-records.ts';
import { firstLook } from '../../core/sql/sql-name.ts';
import { saidOfFile } from '../../core/upload/upload-input.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { importTable as take } from '../../operations/workbench/import-table.ts';
import { listTables as list, showTable } from '../../operations/workbench/list-tables.ts';
import { importOptions, importUploadOptions } from '../../runtime/queries/workbench.ts';
import { connectorOfFiles } from '../connector-of-files.ts';
import { flag } from '../flag.ts';
import { pageAskedByName, pageOf, turn } from '../page.ts';
import { fileContent, nothing, route } from '../route.ts';
import { named } from '../shapes/named.ts';
import { columnShape, tableObject, tableShape } from '../shapes/table.ts';
import { verified } from '../verified.ts';

const MOST_SHOWN = 100;

const importedShape = named(
  'ImportedTable',
  z.object({ database: z.string(), table: z.string(), records: z.int(), skipped: z.int() }),
);

export const listTables = route({
  id: 'listTables',
  method: 'GET',
  path: '/databases/{database}/tables',
  tag: 'databases',
  input: z.object(pageAskedByName),
  answer: named('TablePage', pageOf(tableShape)),
  async run({ database, cursor = '', limit }, runtime) {
    const behind = (await list(database, runtime)).filter(({ name }) => name > cursor);
    return turn(behind, limit, ({ name }) => name, tableObject);
  },
});

export const getTable = route({
  id: 'getTable',
  method: 'GET',
  path: '/databases/{database}/tables/{table}',
  tag: 'databases',
  input: nothing,
  answer: tableShape,
  async run({ database, table }, runtime) {
    return tableObject(await showTable(database, table, runtime));
  },
});

/** In the place of the one that is there. Where the file cannot be read nothing changes. */
export const importTable = route({
  id: 'importTable',
  method: 'POST',
  path: '/databases/{database}/tables/{table}',
  tag: 'databases',
  input: saidOfFile.omit({ format: true }).extend({
    name: z.string('upload_name_required').min(1, 'upload_name_required').max(255, 'upload_name_required'),
    content: fileContent,
  }),
  answer: importedShape,
  status: 201,
  isUpload: true,
  async run({ database, table, name: fileName, sha256, content, ...how }, runtime) {
    const bytes = sha256 === undefined ? content : verified(content, sha256);
    const { records, skipped } = await take(bytes, { database, table, fileName, ...how }, importOptions(runtime));
    return { database, table, records, skipped };
  },
});

/** As `importTable`, of a file that was uploaded to be exported; it stays, and is read as it was read there. */
export const importUpload = route({
  id: 'importUpload',
  method: 'POST',
  path: '/databases/{database}/tables',
  tag: 'databases',
  input: z.object({ table: z.string(), upload: z.int().positive() }),
  answer: importedShape,
  status: 201,
  async run({ database, table, upload: id }, runtime) {
    const { folder, name, format, encoding, delimiter } = await readableUpload(runtime, id);
    const fileName = format === 'jsonl' ? `${name}.jsonl` : name;
    const content = importUploadOptions(runtime).files.read(folder);
    const wanted = { database, table, fileName, encoding, delimiter };
    return { database, table, ...(await take(content, wanted, importOptions(runtime))) };
  },
});

export const deleteTable = route({
  id: 'deleteTable',
  method: 'DELETE',
  path: '/databases/{database}/tables/{table}',
  tag: 'databases',
  input: nothing,
  answer: 'nothing',
  run: ({ database, table }, { workbench }) => workbench.deleteTable(database, table),
});

/** Its first records; a query gives more. */
export const sampleTable = route({
  id: 'sampleTable',
  method: 'GET',
  path: '/databases/{database}/tables/{table}/records',
  tag: 'databases',
  input: z.object({
    limit: z.coerce.number<number>().int().min(1).max(MOST_SHOWN).default(20),
    personal: flag.default(false),
  }),
  answer: named(
    'TableRecords',
    z.object({ columns: z.array(columnShape), records: z.array(z.array(z.string().nullable())) }),
  ),
  async run({ database, table, limit, personal }, { workbench, engine }) {
    await workbench.table(database, table);
    const found = await engine.records({ database, sql: firstLook(table), plannedAt: 0 }, limit);
    const { columns, records } = personal ? found : maskRecords(found, connectorOfFiles().fields);
    return { columns: columns.map((column) => ({ ...column })), records: records.map((record) => [...record]) };
  },
});
