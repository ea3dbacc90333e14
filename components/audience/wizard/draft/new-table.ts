import { CUSTOMER_ID } from '#lib/core/audience/audience-database.ts';
import { type DataType, dataTypeOf } from '#lib/core/audience/data-type.ts';
import type { QueryColumn } from '#lib/core/job/query.ts';
import { type ColumnDraft, type Draft, type JoinKind, newKey, type SourceChoice, type TableDraft } from './draft.ts';

/** The names of columns whose integers are taken for Unix times. */
const TIME_NAME = /^(?:time|timestamp)$|_(?:at|time|timestamp)$/i;

/** A joined table, still to be chosen. */
export function emptyTable(parentKey: string): TableDraft {
  return {
    key: newKey(),
    name: '',
    database: '',
    table: '',
    parentKey,
    childKey: '',
    columns: [],
    timeColumn: '',
  };
}

/** All columns under their own names, as in a master table. */
export function masterColumns({ columns }: Pick<SourceChoice, 'columns'>): readonly ColumnDraft[] {
  return (columns ?? []).map((column) => ({ ...columnDraft(column), isUsed: true }));
}

/** The draft after another table was chosen, with suggestions for its name, keys and columns. */
export function withSource(before: TableDraft, kind: JoinKind, source: SourceChoice, draft: Draft): TableDraft {
  const { parentKey } = before;
  const sourceColumns = source.columns ?? [];
  const childKey = sourceColumns.find(({ name }) => name === parentKey)?.name ?? '';
  const taken = kind === 'behaviors' ? new Set([CUSTOMER_ID]) : namesOfCustomers(draft, before.key);
  const columns = sourceColumns.map((column) => ({
    ...columnDraft(column),
    isUsed: column.name !== childKey,
    name: freeName(column.name, source.table, taken),
  }));
  const timeColumn = kind === 'behaviors' ? columns.find(({ type }) => type === 'timestamp')?.column : undefined;
  return {
    ...before,
    database: source.database,
    table: source.table,
    childKey,
    columns,
    name: titleOf(source.table),
    timeColumn: timeColumn ?? '',
  };
}

export function columnDraft({ name, type }: QueryColumn): Omit<ColumnDraft, 'isUsed'> {
  return { column: name, sourceType: type, name, type: suggestedType(name, type), group: '' };
}

function suggestedType(name: string, sourceType: string): DataType {
  const type = dataTypeOf(sourceType);
  return type === 'number' && /INT/i.test(sourceType) && TIME_NAME.test(name) ? 'timestamp' : type;
}

/** The names of the customers' columns, in lower case, except those of one table. */
function namesOfCustomers({ master, attributes }: Draft, except: number): ReadonlySet<string> {
  const others = attributes.filter(({ key }) => key !== except).flatMap(({ columns }) => columns);
  const used = [...master.columns, ...others].filter(({ isUsed }) => isUsed);
  return new Set([CUSTOMER_ID, ...used.map(({ name }) => name.toLowerCase())]);
}

function freeName(name: string, table: string, taken: ReadonlySet<string>): string {
  return taken.has(name.toLowerCase()) ? `${table}_${name}` : name;
}

/** Turns `web_profiles` into Web profiles. */
function titleOf(table: string): string {
  const words = table.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
