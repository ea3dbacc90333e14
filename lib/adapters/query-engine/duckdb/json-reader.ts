import {
  type DuckDBConnection,
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api';
import { quoted, textLiteral } from '../../../core/audience/rules/literals.ts';
import { MAX_LINE_BYTES } from './csv-reader.ts';

/**
 * SQL that reads JSON Lines. DuckDB takes strings that look like dates, times or UUIDs for such values, and would
 * rewrite them: `25-11-2025` as `2025-11-25`, and a UUID in lower case, which has another hash. In a DOUBLE, integers
 * of more than 53 bits are approximate; in a column that also has numbers, strings keep their quotation marks. Here,
 * all of these become texts as they are written in the file.
 */
export async function jsonReader(connection: DuckDBConnection, source: string): Promise<string> {
  const detectingReader = `read_json(${textLiteral(source)}, sample_size = -1, ${OPTIONS})`;
  const columns = await detectedColumns(connection, detectingReader);
  const withTypes = (types: ExactTypes) => columns.map(({ name, type }) => ({ name, type: types.of(type) }));
  // Each use of `detectingReader` reads the whole file twice.
  const areNamesKeys = areKeys(columns);
  const reader = areNamesKeys ? readerOf(source, withTypes(new ExactTypes([]))) : detectingReader;
  const types = new ExactTypes(await haveLargeNumbers(connection, reader, columns));
  const exactColumns = withTypes(types);
  if (areNamesKeys) return readerOf(source, exactColumns);
  if (types.areUnchanged) return detectingReader;
  const keys = await keysOf(connection, source);
  if (exactColumns.every(({ name }) => keys.has(name))) return readerOf(source, exactColumns);
  const keyOf = keysByColumn(exactColumns, keys);
  const values = exactColumns.map(({ name, type }) => `${extraction(keyOf.get(name), type)} AS ${quoted(name)}`);
  return `(SELECT ${values.join(', ')} FROM ${objectsOf(source)})`;
}

const OPTIONS = `format = 'newline_delimited', maximum_object_size = ${MAX_LINE_BYTES}`;

/** SQL that reads these members of the objects, without looking for others. */
function readerOf(source: string, columns: readonly { readonly name: string; readonly type: string }[]): string {
  const types = columns.map(({ name, type }) => `${textLiteral(name)}: ${textLiteral(type)}`);
  return `read_json(${textLiteral(source)}, columns = {${types.join(', ')}}, ${OPTIONS})`;
}

/**
 * Whether the names of columns are certainly those of members. DuckDB appends a number to a name that differs from an
 * earlier one only in case, and reads lines that are not objects as one column.
 */
function areKeys(columns: readonly JsonColumn[]): boolean {
  const names = new Set(columns.map(({ name }) => name.toLowerCase()));
  const mayBeNumbered = (name: string) =>
    APPENDED_NUMBER.test(name) && names.has(name.toLowerCase().replace(APPENDED_NUMBER, ''));
  return !columns.some(({ name }) => name === LINE_COLUMN || mayBeNumbered(name));
}

/** The number that DuckDB appends to a name. */
const APPENDED_NUMBER = /_\d+$/;
/** The name of the column of lines that are not objects. */
const LINE_COLUMN = 'json';

interface JsonColumn {
  readonly name: string;
  readonly type: DuckDBType;
}

async function detectedColumns(connection: DuckDBConnection, reader: string): Promise<JsonColumn[]> {
  const prepared = await connection.prepare(`SELECT * FROM ${reader}`);
  return Array.from({ length: prepared.columnCount }, (_, index) => ({
    name: prepared.columnName(index),
    type: prepared.columnType(index),
  }));
}

/** The types that DuckDB detects for strings. */
const STRING_LIKE: readonly DuckDBTypeId[] = [
  DuckDBTypeId.UUID,
  DuckDBTypeId.DATE,
  DuckDBTypeId.TIME,
  DuckDBTypeId.TIMESTAMP_TZ,
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
];

/**
 * Names types for SQL, with VARCHAR in place of those that would change values. Call `of` once for each column, in
 * order.
 */
class ExactTypes {
  readonly #areLarge: Iterator<boolean>;
  /** Whether no type was replaced. */
  areUnchanged = true;

  /** `areLarge`: for each DOUBLE, in order, whether it has numbers beyond MAX_EXACT. */
  constructor(areLarge: readonly boolean[]) {
    this.#areLarge = areLarge.values();
  }

  of(type: DuckDBType): string {
    switch (type.typeId) {
      case DuckDBTypeId.STRUCT: {
        const { entryNames, entryTypes } = type as DuckDBStructType;
        const members = entryTypes.map((member, index) => `${quoted(entryNames[index] ?? '')} ${this.of(member)}`);
        return `STRUCT(${members.join(', ')})`;
      }
      case DuckDBTypeId.LIST:
        return `${this.of((type as DuckDBListType).valueType)}[]`;
      case DuckDBTypeId.MAP:
        return `MAP(VARCHAR, ${this.of((type as DuckDBMapType).valueType)})`;
      case DuckDBTypeId.DOUBLE:
        return this.#areLarge.next().value ? this.#replaced() : 'DOUBLE';
      default:
        return STRING_LIKE.includes(type.typeId) || type.alias === 'JSON' ? this.#replaced() : type.toString();
    }
  }

  #replaced(): string {
    this.areUnchanged = false;
    return 'VARCHAR';
  }
}

/** Beyond this, not every integer is exact as a DOUBLE. */
const MAX_EXACT = Number.MAX_SAFE_INTEGER;

/** For each DOUBLE in the types of the columns, in order: whether it has numbers beyond MAX_EXACT. */
async function haveLargeNumbers(
  connection: DuckDBConnection,
  reader: string,
  columns: readonly JsonColumn[],
): Promise<readonly boolean[]> {
  const conditions = columns.flatMap(({ name, type }) => conditionsOf(quoted(name), type));
  if (conditions.length === 0) return [];
  const areLarge = conditions.map((condition) => `bool_or(${condition})`);
  const [flags = []] = (await connection.runAndReadAll(`SELECT ${areLarge.join(', ')} FROM ${reader}`)).getRows();
  return flags.map((flag) => flag === true);
}

/** For each DOUBLE in a type, in order: SQL for whether a value has a number beyond MAX_EXACT there. */
function conditionsOf(value: string, type: DuckDBType, depth = 0): string[] {
  const element = `e${depth}`;
  const amongElements = (list: string, elementType: DuckDBType) =>
    conditionsOf(element, elementType, depth + 1).map(
      (condition) => `list_bool_or(list_transform(${list}, lambda ${element}: ${condition}))`,
    );
  switch (type.typeId) {
    case DuckDBTypeId.DOUBLE:
      return [`abs(${value}) > ${MAX_EXACT}`];
    case DuckDBTypeId.STRUCT: {
      const { entryNames, entryTypes } = type as DuckDBStructType;
      return entryTypes.flatMap((member, index) =>
        conditionsOf(`${value}[${textLiteral(entryNames[index] ?? '')}]`, member, depth),
      );
    }
    case DuckDBTypeId.LIST:
      return amongElements(value, (type as DuckDBListType).valueType);
    case DuckDBTypeId.MAP:
      return amongElements(`map_values(${value})`, (type as DuckDBMapType).valueType);
    default:
      return [];
  }
}

function objectsOf(source: string): string {
  return `read_ndjson_objects(${textLiteral(source)}, maximum_object_size = ${MAX_LINE_BYTES})`;
}

/** The names of the members of all objects, as they are written. */
async function keysOf(connection: DuckDBConnection, source: string): Promise<ReadonlySet<string>> {
  const sql = `SELECT DISTINCT unnest(json_keys(json)) FROM ${objectsOf(source)}`;
  return new Set((await connection.runAndReadAll(sql)).getRows().map(([key]) => String(key)));
}

/**
 * The member of each column. DuckDB may have appended a number to the name: the members `a`, `A` and `A_1` become the
 * columns `a`, `A_1` and `A_1_1`. Therefore, longer names are resolved first: `A_1_1` takes the member `A_1` before the
 * column `A_1` can.
 */
function keysByColumn(columns: readonly { readonly name: string }[], keys: ReadonlySet<string>) {
  const keyOf = new Map<string, string>();
  const unusedKeys = new Set(keys);
  for (const { name } of columns.toSorted((a, b) => b.name.length - a.name.length)) {
    const key = [name, name.replace(APPENDED_NUMBER, '')].find((candidate) => unusedKeys.has(candidate));
    if (key === undefined) continue;
    unusedKeys.delete(key);
    keyOf.set(name, key);
  }
  return keyOf;
}

/** The value of a member, or the whole line if it is not an object. */
function extraction(key: string | undefined, type: string): string {
  const pointer = key === undefined ? '' : `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const value = `json ${type === 'VARCHAR' ? '->>' : '->'} ${textLiteral(pointer)}`;
  return type === 'VARCHAR' ? `(${value})` : `CAST(${value} AS ${type})`;
}
