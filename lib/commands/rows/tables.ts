import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { UserError } from '../../core/errors.ts';
import { maskRecords } from '../../core/query/masked-records.ts';
import { previewQuery } from '../../core/sql/sql-name.ts';
import { FIRST_ROW } from '../../core/upload/file-format.ts';
import { declaredProperties, uploadName } from '../../core/upload/upload-input.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { importTable as importInto } from '../../operations/workbench/import-table.ts';
import { listTables as list, showTable } from '../../operations/workbench/list-tables.ts';
import { importOptions, importUploadOptions } from '../../runtime/queries/workbench.ts';
import { defineCommand, fileContent, idName } from '../command.ts';
import { booleanInput } from '../inputs/boolean-input.ts';
import { namePageInput, pageShape, toPage } from '../inputs/page.ts';
import { verifySha256 } from '../inputs/verify-sha256.ts';
import { registerShape } from '../shapes/shape-registry.ts';
import { recordSampleShape, sampleObject, tableObject, tableShape } from '../shapes/table.ts';

const MAX_SAMPLE_RECORDS = 100;

const importedShape = registerShape(
  'ImportedTable',
  z.object({ database: z.string(), table: z.string(), records: z.int(), skipped: z.int() }),
);

export const listTables = defineCommand({
  id: 'listTables',
  permission: 'databases.read',
  effect: 'reads',
  input: z.object({ database: idName, ...namePageInput }),
  answer: registerShape('TablePage', pageShape(tableShape)),
  async run({ database, cursor = '', limit }, runtime) {
    const rest = (await list(database, runtime)).filter(({ name }) => name > cursor);
    return toPage(rest, limit, ({ name }) => name, tableObject);
  },
});

export const getTable = defineCommand({
  id: 'getTable',
  permission: 'databases.read',
  effect: 'reads',
  input: z.object({ database: idName, table: idName }),
  answer: tableShape,
  async run({ database, table }, runtime) {
    return tableObject(await showTable(database, table, runtime));
  },
});

/** Replaces an existing table. If the file cannot be read, nothing changes. */
export const importTable = defineCommand({
  id: 'importTable',
  permission: 'databases.write',
  effect: 'changesInSteps',
  input: declaredProperties
    .omit({ format: true, sheet: true })
    .extend({
      name: uploadName,
      content: fileContent,
    })
    .extend({ database: idName, table: idName }),
  answer: importedShape,
  async run({ database, table, name: fileName, sha256, content, ...format }, runtime) {
    const bytes = sha256 === undefined ? content : verifySha256(content, sha256);
    const { records, skipped } = await importInto(
      bytes,
      { database, table, fileName, ...format },
      importOptions(runtime),
    );
    return { database, table, records, skipped };
  },
});

/** Like `importTable`, for a file uploaded for an export; the upload is kept, and read in its detected format. */
export const importUpload = defineCommand({
  id: 'importUpload',
  permission: 'databases.write',
  effect: 'changesInSteps',
  input: z.object({ database: idName, table: z.string(), upload: z.int().positive() }),
  answer: importedShape,
  async run({ database, table, upload: id }, runtime) {
    const { folder, name, format, encoding, delimiter, headerRow } = await readableUpload(runtime, id);
    // The engine takes the first row for the column names, and would lose the rows that are above the names or in their
    // place.
    if (format === 'csv' && headerRow !== FIRST_ROW) throw new UserError('import_header_row', { row: headerRow });
    const content = importUploadOptions(runtime).files.read(folder);
    const target = { database, table, fileName: `${name}.${format}`, encoding, delimiter };
    return { database, table, ...(await importInto(content, target, importOptions(runtime))) };
  },
});

export const deleteTable = defineCommand({
  id: 'deleteTable',
  permission: 'databases.write',
  effect: 'changesInSteps',
  input: z.object({ database: idName, table: idName }),
  answer: 'nothing',
  run: ({ database, table }, { workbench }) => workbench.deleteTable(database, table),
});

/** The first records; run a query for more. */
export const sampleTable = defineCommand({
  id: 'sampleTable',
  permission: 'values.show',
  effect: 'shows',
  input: z.object({
    database: idName,
    table: idName,
    limit: z.coerce.number<number>().int().min(1).max(MAX_SAMPLE_RECORDS).default(20),
    personal: booleanInput.default(false),
  }),
  answer: recordSampleShape,
  async run({ database, table, limit, personal }, { workbench, engine }) {
    await workbench.table(database, table);
    const found = await engine.records({ database, sql: previewQuery(table), plannedAt: 0 }, limit);
    return sampleObject(personal ? found : maskRecords(found, getFileConnector().fields));
  },
});
