import { suggestMapping } from '../../matching/suggest-mapping.ts';
import type { FieldSpec } from '../../record/field.ts';
import { CUSTOMERS } from '../audience-database.ts';
import type { BuiltTable, BuiltTables } from '../build.ts';
import type { DataType } from '../data-type.ts';
import type { ActivationOutput } from './activation.ts';
import { timeColumnOf } from './behavior-rows.ts';

/** A column of a table of the build. */
export interface TableColumn {
  readonly table: string;
  readonly column: string;
}

export interface FittingOptions {
  readonly fields: readonly FieldSpec[];
  readonly tables: BuiltTables;
  readonly output: ActivationOutput;
}

/**
 * The column of the build that fits a field best: by its name, or as the time or ID column of a behavior. Null if none
 * fits. If the output has behaviors, this searches those whose rows are in the output, then the customers: another
 * behavior would change the rows. If the output has no behaviors, this searches the customers, then all behaviors.
 */
export function fittingColumn(field: FieldSpec, { fields, tables, output }: FittingOptions): TableColumn | null {
  for (const { table, find } of searches(output, tables)) {
    const column = find(table, field, fields);
    if (column !== undefined) return { table: table.table, column };
  }
  return null;
}

type Find = (table: BuiltTable, field: FieldSpec, fields: readonly FieldSpec[]) => string | undefined;

/** Each table to search with a way to search it, in the order of the search. */
function searches({ behaviors }: ActivationOutput, tables: BuiltTables): readonly { table: BuiltTable; find: Find }[] {
  const namesOfTablesWithRows = behaviors
    .filter(({ formatting }) => formatting === 'rows')
    .map((behavior) => behavior.behaviorTableName);
  const isCustomers = ({ table }: BuiltTable) => table === CUSTOMERS;
  const customers = tables.filter(isCustomers).map((table) => ({ table, find: byName }));
  const searchesOf = (behaviorTables: BuiltTables) =>
    behaviorTables.flatMap((table) => [byName, byRole].map((find) => ({ table, find })));
  const used = searchesOf(tables.filter(({ table }) => namesOfTablesWithRows.includes(table)));
  if (behaviors.length > 0) return [...used, ...customers];
  return [...customers, ...searchesOf(tables.filter((table) => !isCustomers(table)))];
}

const byName: Find = ({ columns }, field, fields) => {
  const suggested = suggestMapping(
    fields,
    columns.map(({ name }) => name),
  );
  return columns.find(({ name }) => suggested[name] === field.name)?.name;
};

const ID_TYPES: readonly DataType[] = ['string', 'number'];
/** `id`, `order_id` and `orderId`, but not `paid`. */
const ID = /(?:^|[_\s-])[iI][dD]$|[a-z\d]I[dD]$/;
/** What is before `id`, in any spelling: `order` in `orderid`. */
const OBJECT_OF_ID = /^(.{3,}?)[_\s-]?id$/i;

/**
 * The time or ID column of a behavior. The ID column is the one named after the behavior, such as `order_id` in Orders,
 * or else the first ID whose name fits no field.
 */
const byRole: Find = (table, { isUnique, isEventTime }, fields) => {
  if (isEventTime === true) return timeColumnOf(table);
  if (isUnique !== true) return undefined;
  const names = table.columns.filter(({ type }) => ID_TYPES.includes(type)).map(({ name }) => name);
  // Reversed, so that the first of several columns named after the same object is found.
  const columnByObject = new Map(names.toReversed().map((name) => [objectOf(name), name]));
  const object = namesOfRow(table.table).find((name) => columnByObject.has(name));
  if (object !== undefined) return columnByObject.get(object);
  return names.find((name) => ID.test(name) && suggestMapping(fields, [name])[name] === null);
};

function objectOf(name: string): string | undefined {
  const object = OBJECT_OF_ID.exec(name)?.[1];
  return object && stemOf(object.toLowerCase().replaceAll(/[_\s-]/g, ''));
}

/**
 * Names that a row of a behavior may have, the best first: for `behavior_page_views`, stems of `pageviews`, `views` and
 * `page`. They consist of whole words, because short words occur in longer ones, as `age` does in `page`.
 */
function namesOfRow(table: string): readonly string[] {
  const words = table.split('_').slice(1);
  return words
    .map((_, index) => words.length - index)
    .flatMap((end) => words.slice(0, end).map((_, start) => stemOf(words.slice(start, end).join(''))));
}

/** The same text for singular and plural. It is not always a word: `stor` for `story` and `stories`. */
function stemOf(word: string): string {
  return word.replace(/(?<=..)[iy]?[es]*$/, '');
}
