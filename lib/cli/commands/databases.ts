import type { Command } from 'commander';
import { Option } from 'commander';
import type { FileFormat } from '../../core/file-format.ts';
import { translate } from '../../messages/translate.ts';
import { importTable } from '../../operations/workbench/import-table.ts';
import { listDatabases, listTables } from '../../operations/workbench/list-tables.ts';
import { importOptions, loadSampleTables } from '../../runtime/workbench.ts';
import { openInput } from '../input-file.ts';
import { printJson, printLine, say } from '../output.ts';
import { newTable } from '../table.ts';
import { withDataFolder } from '../with-product.ts';

const DELIMITERS: Readonly<Record<string, FileFormat['delimiter']>> = { comma: ',', tab: '\t', semicolon: ';' };

export function addDatabases(program: Command): void {
  program
    .command('db:list')
    .alias('dbs')
    .description('list the databases that queries read')
    .option('--json', 'print an array')
    .action(({ json }: { json?: boolean }) => showDatabases(json));
  program
    .command('db:create')
    .description('make a database')
    .argument('<name>', 'small letters, digits and underscores')
    .action(createDatabase);
  program
    .command('db:delete')
    .description('delete a database with all its tables, for good')
    .argument('<name>', 'database')
    .requiredOption('-f, --force', 'yes, delete it')
    .action(deleteDatabase);
  program
    .command('db:sample')
    .description('make the sample tables: test_db.test_table, sample_datasets.your_table and .conversions')
    .action(loadSamples);
}

export function addTables(program: Command): void {
  program
    .command('table:list')
    .alias('tables')
    .description('list the tables of a database, with their columns')
    .argument('<database>', 'database')
    .option('--json', 'print an array')
    .action((database: string, { json }: { json?: boolean }) => showTables(database, json));
  program
    .command('table:import')
    .description('make a table of a file, or put it in the place of one')
    .argument('<database>', 'database')
    .argument('<table>', 'table')
    .argument(
      '<file>',
      'CSV, TSV, JSON Lines (these also as gzip) or Parquet, by how its name ends; - for CSV from standard input',
    )
    .option('--encoding <name>', 'encoding of the file, where it is not UTF-8')
    .addOption(new Option('--delimiter <name>', 'what stands between values').choices(Object.keys(DELIMITERS)))
    .action(importFile);
  program
    .command('table:delete')
    .description('delete a table, for good')
    .argument('<database>', 'database')
    .argument('<table>', 'table')
    .requiredOption('-f, --force', 'yes, delete it')
    .action(deleteTable);
}

function showDatabases(json = false): Promise<void> {
  return withDataFolder(async (runtime) => {
    const databases = await listDatabases(runtime);
    if (json)
      return printJson(databases.map(({ updatedAt, ...rest }) => ({ ...rest, updated_at: isoTime(updatedAt) })));
    const table = newTable({ head: ['Database', 'Tables', 'Records', 'Bytes', 'Updated'] });
    for (const { name, tables, records, bytes, updatedAt } of databases)
      table.push([name, tables, records, bytes, isoTime(updatedAt) ?? '']);
    await printLine(databases.length === 0 ? translate('cli', 'databases_none') : table.toString());
  });
}

function showTables(database: string, json = false): Promise<void> {
  return withDataFolder(async (runtime) => {
    const tables = await listTables(database, runtime);
    if (json) return printJson(tables.map(({ updatedAt, ...rest }) => ({ ...rest, updated_at: isoTime(updatedAt) })));
    const table = newTable({
      head: ['Table', 'Records', 'Bytes', 'Updated', 'Columns'],
      wordWrap: true,
      colWidths: [24, 12, 12, 26, 60],
    });
    for (const { name, records, bytes, updatedAt, columns } of tables) {
      const schema = columns.map((column) => `${column.name}:${column.type.toLowerCase()}`).join(', ');
      table.push([name, records, bytes, isoTime(updatedAt), schema]);
    }
    await printLine(tables.length === 0 ? translate('cli', 'tables_none', { database }) : table.toString());
  });
}

function createDatabase(name: string): Promise<void> {
  return withDataFolder(async ({ workbench }) => {
    await workbench.createDatabase(name);
    say(translate('cli', 'database_created', { name }));
  });
}

function deleteDatabase(name: string): Promise<void> {
  return withDataFolder(async ({ workbench }) => {
    await workbench.deleteDatabase(name);
    say(translate('cli', 'database_deleted', { name }));
  });
}

function loadSamples(): Promise<void> {
  return withDataFolder(async (runtime) => {
    const tables = await loadSampleTables(runtime);
    await printJson(tables);
    say(translate('cli', 'samples_loaded', { tables: tables.join(', ') }));
  });
}

async function importFile(
  database: string,
  table: string,
  file: string,
  { encoding, delimiter }: { encoding?: string; delimiter?: string },
): Promise<void> {
  const { name: fileName, content } = await openInput(file);
  await withDataFolder(async (runtime) => {
    const wanted = { database, table, fileName, encoding, delimiter: DELIMITERS[delimiter ?? ''] };
    const { records, skipped } = await importTable(content, wanted, importOptions(runtime));
    await printJson({ database, table, records, skipped });
    say(translate('cli', 'table_imported', { table: `${database}.${table}`, records, skipped }));
  });
}

function deleteTable(database: string, name: string): Promise<void> {
  return withDataFolder(async ({ workbench }) => {
    await workbench.deleteTable(database, name);
    say(translate('cli', 'table_deleted', { name: `${database}.${name}` }));
  });
}

function isoTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
