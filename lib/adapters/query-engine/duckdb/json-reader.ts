import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted, textLiteral } from '../../../core/audience/rules/literals.ts';
import { MAX_LINE_BYTES } from './csv-reader.ts';

/**
 * SQL that reads JSON Lines. DuckDB takes texts for days, times and UUIDs if they look like them, and would rewrite
 * them: `25-11-2025` as `2025-11-25`, and a UUID in lower case, which has another hash. It reads integers of more than
 * 53 bits as approximate numbers, and keeps the quotation marks of texts in a column that also has numbers. All of them
 * stay the texts that they are in the file.
 */
export async function jsonReader(connection: DuckDBConnection, source: string): Promise<string> {
  const detecting = `read_json(${textLiteral(source)}, sample_size = -1, ${OPTIONS})`;
  const columns = await detectedColumns(connection, detecting);
  const exact = await withExactTypes(connection, detecting, columns);
  if (exact.every(({ type }, index) => type === columns[index]?.type)) return detecting;
  const keys = await keysOf(connection, source);
  if (exact.every(({ name }) => keys.has(name)))
    return `read_json(${textLiteral(source)}, columns = {${exact.map(({ name, type }) => `${textLiteral(name)}: ${textLiteral(type)}`).join(', ')}}, ${OPTIONS})`;
  const extracted = exact.map(({ name, type }) => `${extraction(keyOf(name, keys), type)} AS ${quoted(name)}`);
  return `(SELECT ${extracted.join(', ')} FROM ${objectsOf(source)})`;
}

const OPTIONS = `format = 'newline_delimited', maximum_object_size = ${MAX_LINE_BYTES}`;

interface JsonColumn {
  readonly name: string;
  /** DuckDB's name of its type. */
  readonly type: string;
}

async function detectedColumns(connection: DuckDBConnection, reader: string): Promise<JsonColumn[]> {
  const result = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${reader}`);
  return result.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
}

/** A quoted name of a member, or a type of what is a text in the file, or of several types of values. */
const TEXT_TYPE = /"(?:[^"]|"")*"|\b(?:UUID|DATE|TIMESTAMP WITH TIME ZONE|TIMESTAMP(?:_S|_MS|_NS)?|TIME|JSON)\b/g;
/** Beyond it, not every integer is a DOUBLE. */
const MAX_EXACT = Number.MAX_SAFE_INTEGER;

async function withExactTypes(
  connection: DuckDBConnection,
  reader: string,
  columns: readonly JsonColumn[],
): Promise<JsonColumn[]> {
  const large = await largeNumbers(
    connection,
    reader,
    columns.filter(({ type }) => type === 'DOUBLE').map(({ name }) => name),
  );
  return columns.map(({ name, type }) => ({
    name,
    type: large.has(name) ? 'VARCHAR' : type.replace(TEXT_TYPE, (found) => (found[0] === '"' ? found : 'VARCHAR')),
  }));
}

async function largeNumbers(
  connection: DuckDBConnection,
  reader: string,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  if (names.length === 0) return new Set();
  const isLarge = names.map((name) => `bool_or(abs(${quoted(name)}) > ${MAX_EXACT})`);
  const [flags = []] = (await connection.runAndReadAll(`SELECT ${isLarge.join(', ')} FROM ${reader}`)).getRows();
  return new Set(names.filter((_, index) => flags[index] === true));
}

function objectsOf(source: string): string {
  return `read_ndjson_objects(${textLiteral(source)}, maximum_object_size = ${MAX_LINE_BYTES})`;
}

/** The names of the members of all objects, as they are written. */
async function keysOf(connection: DuckDBConnection, source: string): Promise<ReadonlySet<string>> {
  const sql = `SELECT DISTINCT unnest(json_keys(json)) FROM ${objectsOf(source)}`;
  return new Set((await connection.runAndReadAll(sql)).getRows().map(([key]) => String(key)));
}

/** DuckDB appends a number to names that differ from an earlier one in their case only. */
function keyOf(name: string, keys: ReadonlySet<string>): string | undefined {
  return [name, name.replace(/_\d+$/, '')].find((key) => keys.has(key));
}

/** The value of a member; of a line that is no object, the whole line. */
function extraction(key: string | undefined, type: string): string {
  const pointer = key === undefined ? '' : `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const value = `json ${type === 'VARCHAR' ? '->>' : '->'} ${textLiteral(pointer)}`;
  return type === 'VARCHAR' ? `(${value})` : `CAST(${value} AS ${type})`;
}
