import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { maskRecords } from '../../core/query/masked-records.ts';
import { previewQuery } from '../../core/sql/sql-name.ts';
import { MAX_SHEET_ROWS, NO_HEADER_ROW, usedOverrides } from '../../core/upload/file-format.ts';
import { declaredProperties, uploadName } from '../../core/upload/upload-input.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { type ImportedFile, importTable as importInto } from '../../operations/workbench/import-table.ts';
import { describeTable, listTables as list } from '../../operations/workbench/list-tables.ts';
import { importOptions, readUpload } from '../../runtime/queries/workbench.ts';
import { defineCommand, fileContent, idName } from '../command.ts';
import { booleanInput } from '../inputs/boolean-input.ts';
import { namePageInput, pageShape, toPage } from '../inputs/page.ts';
import { verifySha256 } from '../inputs/verify-sha256.ts';
import { registerShape } from '../shapes/shape-registry.ts';
import { recordSampleShape, sampleObject, tableObject, tableShape } from '../shapes/table.ts';
import { workbookObject, workbookShape } from '../shapes/upload.ts';

const MAX_SAMPLE_RECORDS = 100;

const importedShape = registerShape(
  'ImportedTable',
  z.object({
    database: z.string(),
    table: z.string(),
    records: z.int(),
    skipped: z.int(),
    /** Only for a workbook. */
    workbook: workbookShape.optional(),
  }),
);

export const listTables = defineCommand({
  id: 'listTables',
  permission: 'databases.read',
  effect: 'reads',
  input: z.object({ database: idName, ...namePageInput }),
  answer: registerShape('TablePage', pageShape(tableShape)),
  async run({ database, cursor = '', limit }, runtime) {
    const remaining = (await list(database, runtime)).filter(({ name }) => name > cursor);
    return toPage(remaining, limit, ({ name }) => name, tableObject);
  },
});

export const getTable = defineCommand({
  id: 'getTable',
  permission: 'databases.read',
  effect: 'reads',
  input: z.object({ database: idName, table: idName }),
  answer: tableShape,
  async run({ database, table }, runtime) {
    return tableObject(await describeTable(database, table, runtime));
  },
});

/** Creates or replaces a table. If the file cannot be read, nothing changes. */
export const importTable = defineCommand({
  id: 'importTable',
  permission: 'databases.write',
  effect: 'changesInSteps',
  input: declaredProperties.omit({ format: true }).extend({
    name: uploadName,
    header_row: z.coerce.number<number>().int().min(NO_HEADER_ROW).max(MAX_SHEET_ROWS).optional(),
    content: fileContent,
    database: idName,
    table: idName,
  }),
  answer: importedShape,
  async run({ database, table, name: fileName, header_row: headerRow, sha256, content, ...format }, runtime) {
    const bytes = sha256 === undefined ? content : verifySha256(content, sha256);
    const file = { database, table, fileName, headerRow, ...format };
    return importedObject(file, await importInto(bytes, file, importOptions(runtime)));
  },
});

/** Like `importTable`, for a file uploaded for an export; the upload is kept, and read as it was for exports. */
export const importUpload = defineCommand({
  id: 'importUpload',
  permission: 'databases.write',
  effect: 'changesInSteps',
  input: z.object({ database: idName, table: z.string(), upload: z.int().positive() }),
  answer: importedShape,
  async run({ database, table, upload: id }, runtime) {
    const { folder, name, format, encoding, delimiter, headerRow, workbook } = await readableUpload(runtime, id);
    const content = readUpload(runtime, folder);
    const overrides = usedOverrides(format, {
      encoding,
      delimiter,
      headerRow,
      ...(workbook && { sheet: workbook.sheet }),
    });
    const file = { database, table, fileName: `${name}.${format}`, ...overrides };
    return importedObject(file, await importInto(content, file, importOptions(runtime)));
  },
});

function importedObject(
  { database, table }: { readonly database: string; readonly table: string },
  { records, skipped, workbook }: ImportedFile,
): z.output<typeof importedShape> {
  return { database, table, records, skipped, ...(workbook && { workbook: workbookObject(workbook) }) };
}

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
    const sample = await engine.records({ database, sql: previewQuery(table), plannedAt: 0 }, limit);
    return sampleObject(personal ? sample : maskRecords(sample, getFileConnector().fields));
  },
});
