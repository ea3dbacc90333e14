import type { Command } from 'commander';
import {
  createDatabase as create,
  listDatabases as list,
  loadSamples,
  deleteDatabase as remove,
} from '../../../commands/rows/databases.ts';
import { deleteTable, importTable, listTables } from '../../../commands/rows/tables.ts';
import { translate } from '../../../messages/translate.ts';
import { openInput } from '../../input-file.ts';
import { addReadingOptions, type FormatFlags, pickFormatOverrides } from '../../options/format-options.ts';
import { printJson, printLine, say } from '../../output/output.ts';
import { sayWorkbook } from '../../output/say-workbook.ts';
import { newTable } from '../../output/table.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';

export function addDatabases(program: Command): void {
  program
    .command('db:list')
    .alias('dbs')
    .description('list the databases')
    .option('--json', 'print an array')
    .action(({ json }: { json?: boolean }) => withProduct((product) => showDatabases(product, json)));
  program
    .command('db:create')
    .description('create a database')
    .argument('<name>', 'lowercase letters, digits and underscores')
    .action((name: string) => withProduct((product) => createDatabase(product, name)));
  program
    .command('db:delete')
    .description('permanently delete a database with all its tables')
    .argument('<name>', 'database')
    .requiredOption('-f, --force', 'confirm the deletion')
    .action((name: string) => withProduct((product) => deleteDatabase(product, name)));
  program
    .command('db:sample')
    .description(
      'create the sample tables test_db.test_table, sample_datasets.your_table and .conversions, and the sample workflow project',
    )
    .action(() => withProduct(createSamples));
}

export function addTables(program: Command): void {
  program
    .command('table:list')
    .alias('tables')
    .description('list the tables of a database, with their columns')
    .argument('<database>', 'database')
    .option('--json', 'print an array')
    .action((database: string, { json }: { json?: boolean }) =>
      withProduct((product) => showTables(product, database, json)),
    );
  const importCommand = program
    .command('table:import')
    .description(
      'create or replace a table from a file; in CSV, TSV and .xlsx, the column names are in the first row, unless --header-row says otherwise',
    )
    .argument('<database>', 'database')
    .argument('<table>', 'table')
    .argument(
      '<file>',
      'CSV, TSV, JSON Lines (these also as gzip) or Parquet, by the file extension, or .xlsx; - for CSV from standard input',
    )
    .action((database: string, table: string, file: string, flags: FormatFlags) =>
      withProduct((product) => importFile(product, { database, table }, file, flags)),
    );
  addReadingOptions(importCommand);
  program
    .command('table:delete')
    .description('permanently delete a table')
    .argument('<database>', 'database')
    .argument('<table>', 'table')
    .requiredOption('-f, --force', 'confirm the deletion')
    .action((database: string, table: string) => withProduct((product) => removeTable(product, database, table)));
}

async function showDatabases(product: Product, json = false): Promise<void> {
  const databases = await Array.fromAsync(itemsOf((page) => product.call(list, page)));
  if (json) return printJson(databases);
  const table = newTable({ head: ['Database', 'Tables', 'Records', 'Bytes', 'Updated'] });
  for (const { name, tables, records, bytes, updated_at } of databases)
    table.push([name, tables, records, bytes, updated_at ?? '']);
  await printLine(databases.length === 0 ? translate('cli', 'databases_none') : table);
}

async function showTables(product: Product, database: string, json = false): Promise<void> {
  const tables = await Array.fromAsync(itemsOf((page) => product.call(listTables, { database, ...page })));
  if (json) return printJson(tables);
  const table = newTable({
    head: ['Table', 'Records', 'Bytes', 'Updated', 'Columns'],
    wordWrap: true,
    colWidths: [24, 12, 12, 26, 60],
  });
  for (const { name, records, bytes, updated_at, columns } of tables) {
    const schema = columns.map((column) => `${column.name}:${column.type.toLowerCase()}`).join(', ');
    table.push([name, records, bytes, updated_at, schema]);
  }
  await printLine(tables.length === 0 ? translate('cli', 'tables_none', { database }) : table);
}

async function createDatabase(product: Product, name: string): Promise<void> {
  await product.call(create, { name });
  say(translate('cli', 'database_created', { name }));
}

async function deleteDatabase(product: Product, name: string): Promise<void> {
  await product.call(remove, { database: name });
  say(translate('cli', 'database_deleted', { name }));
}

async function createSamples(product: Product): Promise<void> {
  const { tables } = await product.call(loadSamples, {});
  await printJson(tables);
  say(translate('cli', 'samples_loaded', { tables: tables.join(', ') }));
}

async function importFile(
  product: Product,
  destination: { readonly database: string; readonly table: string },
  file: string,
  flags: FormatFlags,
): Promise<void> {
  const { name, content } = await openInput(file);
  const { headerRow: header_row, ...format } = pickFormatOverrides(flags);
  const imported = await product.call(importTable, { ...destination, name, content, header_row, ...format });
  await printJson(imported);
  const { database, table, records, skipped, workbook } = imported;
  if (workbook) sayWorkbook(workbook, format.sheet !== undefined);
  say(translate('cli', 'table_imported', { table: `${database}.${table}`, records, skipped }));
}

async function removeTable(product: Product, database: string, table: string): Promise<void> {
  await product.call(deleteTable, { database, table });
  say(translate('cli', 'table_deleted', { name: `${database}.${table}` }));
}
