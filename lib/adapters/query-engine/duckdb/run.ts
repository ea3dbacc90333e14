import { once } from 'node:events';
import type { Writable } from 'node:stream';
import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBPreparedStatement,
  type DuckDBResult,
  type DuckDBValue,
  StatementType,
} from '@duckdb/node-api';
import { quoted } from '../../../core/audience/rules/literals.ts';
import { UserError } from '../../../core/errors.ts';
import type { QueryColumn } from '../../../core/job/query.ts';
import { uniqueColumnNames } from '../../../core/matching/unique-column-names.ts';
import { MAX_SHOWN_LENGTH, shorten } from '../../../core/query/shown-value.ts';
import { type EngineSql, fromPresto } from '../../../core/sql/presto-sql.ts';
import { headerLine } from '../../csv/csv-line.ts';
import { faultOf } from '../fault.ts';
import type { EngineLimits, EngineMessage, EngineQuery, WrittenCsv } from '../protocol.ts';
import { refuseForbiddenCalls, refuseUnlistedTableFunctions } from './allowed-functions.ts';
import { parseTree, unnamedColumns } from './parse-tree.ts';
import { renderCsvCell, renderValue } from './render.ts';
import { openSession } from './session.ts';

/**
 * Runs a query: sends its columns first, then records, or writes all records as CSV to `out`. Returns what was written.
 */
export async function runQuery(
  query: EngineQuery,
  { limits, respond, out }: { limits: EngineLimits; respond: (message: EngineMessage) => void; out: Writable },
): Promise<WrittenCsv> {
  const { sql, originalPosition } = fromPresto(query.sql);
  const connection = await openSession(query, sql, limits);
  try {
    const tree = await parseTree(connection, sql);
    // First, because preparing evaluates some of these calls, and its errors could contain their values.
    refuseForbiddenCalls(tree, originalPosition);
    const prepared = await prepare(connection, sql).catch((error: unknown) => refuse(error, originalPosition));
    if (!tree.isComplete) throw new UserError('query_only_select');
    const unnamed = unnamedColumns(tree, prepared.columnCount);
    const columns = columnsOf(prepared, unnamed, query.uniqueNames ?? false);
    const source = `(\n${sql}\n) AS q(${columns.map((_, index) => columnAlias(index)).join(', ')})`;
    await refuseUnlistedTableFunctions(connection, `SELECT * FROM ${source}`);
    respond({ kind: 'columns', columns });
    const values = columns.map((_, index) => renderValue(columnAlias(index), prepared.columnType(index)));
    if (query.as === 'records')
      respond({ kind: 'records', records: await firstRecords(connection, { values, source }, query.limit) });
    return query.as === 'csv' ? await writeCsv(connection, { columns, values, source }, out) : NO_OUTPUT;
  } catch (error) {
    return refuse(error);
  }
}

function refuse(error: unknown, originalPosition?: EngineSql['originalPosition']): never {
  const fault = error instanceof UserError ? undefined : faultOf(error, originalPosition);
  throw fault ? new UserError(fault.code, fault.params) : error;
}

export const NO_OUTPUT: WrittenCsv = { records: 0, bytes: 0 };

function columnAlias(index: number): string {
  return `c${index}`;
}

/** Accepts only statements that read: SELECT, and those that DuckDB treats as SELECT (VALUES, SHOW, DESCRIBE). */
async function prepare(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const prepared = await connection.prepare(sql);
  if (prepared.statementType !== StatementType.SELECT) throw new UserError('query_only_select');
  if (prepared.parameterCount > 0) throw new UserError('query_parameters');
  return prepared;
}

/** The columns of a query. Those in `unnamed` get the name `_col` and their position, as in Presto. */
function columnsOf(
  prepared: DuckDBPreparedStatement,
  unnamed: ReadonlySet<number>,
  needsUniqueNames: boolean,
): readonly QueryColumn[] {
  const columns = Array.from({ length: prepared.columnCount }, (_, index) => ({
    name: unnamed.has(index) ? `_col${index}` : prepared.columnName(index),
    type: typeName(prepared, index),
  }));
  return needsUniqueNames ? uniqueColumnNames(columns) : columns;
}

function typeName(prepared: DuckDBPreparedStatement, index: number): string {
  const type = prepared.columnType(index);
  return type.alias ?? type.toString();
}

/** SQL expressions of a query's values, and their source. */
interface SelectedValues {
  readonly values: readonly string[];
  readonly source: string;
}

/** Records are shown only as long as they have at most this many characters in total. */
const MAX_SHOWN_CHARACTERS = 8_000_000;

/** The engine truncates the values, because they may be larger than the memory of this process. */
async function firstRecords(connection: DuckDBConnection, { values, source }: SelectedValues, limit = 100) {
  const beginnings = values.map(
    (value, index) => `system.main.left(${value}, ${MAX_SHOWN_LENGTH + 1}) AS ${columnAlias(index)}`,
  );
  // Not streamed, because a stream ends without an error where its query fails.
  const result = await connection.run(`SELECT ${beginnings.join(', ')} FROM ${source} LIMIT ${limit}`);
  const records: (string | null)[][] = [];
  let characters = 0;
  for await (const rows of blocksOf(result)) {
    for (const row of rows) {
      const record = row.map((value) => (value === null ? null : shorten(String(value))));
      characters += record.reduce((sum, value) => sum + (value?.length ?? 0), 0);
      if (characters > MAX_SHOWN_CHARACTERS) return records;
      records.push(record);
    }
  }
  return records;
}

async function* blocksOf(result: DuckDBResult): AsyncGenerator<Iterable<readonly DuckDBValue[]>> {
  let chunk = await result.fetchChunk();
  while (chunk && chunk.rowCount > 0) {
    yield rowsOf(chunk);
    chunk = await result.fetchChunk();
  }
}

/** Yields rows one by one, because a chunk has thousands, which may be long. */
function* rowsOf(chunk: DuckDBDataChunk): Generator<readonly DuckDBValue[]> {
  const vectors = Array.from({ length: chunk.columnCount }, (_, column) => chunk.getColumnVector(column));
  for (let row = 0; row < chunk.rowCount; row++) yield vectors.map((vector) => vector.getItem(row));
}

const BLOCK_CHARACTERS = 256_000;

/**
 * The last row, which has no line, proves that the stream is complete: if a query fails in the middle, its stream ends
 * without an error.
 */
const END = 'SELECT NULL';

/**
 * Writes all records as CSV. The engine builds the lines on all its threads, and passes only one string per record to
 * JavaScript.
 */
async function writeCsv(
  connection: DuckDBConnection,
  { columns, values, source }: SelectedValues & { columns: readonly QueryColumn[] },
  out: Writable,
): Promise<WrittenCsv> {
  let bytes = await write(out, headerLine(columns));
  let recordCount = 0;
  const isOnlyCell = values.length === 1;
  // One call, because an expression with || between hundreds of cells would be nested too deeply.
  const cells = values.map((_, index) => renderCsvCell(quoted(`v${index}`), isOnlyCell)).join(', ');
  const namedValues = values.map((value, index) => `${value} AS ${quoted(`v${index}`)}`).join(', ');
  const sql = `SELECT system.main.concat_ws(',', ${cells}) FROM (SELECT ${namedValues} FROM ${source})`;
  const result = await connection.stream(`${sql} UNION ALL ${END}`);
  let lines: string[] = [];
  let length = 0;
  let isComplete = false;
  const flush = async () => {
    if (lines.length > 0) bytes += await write(out, lines.join('\n'));
    lines = [];
    length = 0;
  };
  for await (const rows of blocksOf(result)) {
    for (const [line] of rows) {
      isComplete = line === null;
      if (isComplete) break;
      const text = String(line);
      recordCount += 1;
      lines.push(text);
      length += text.length;
      if (length > BLOCK_CHARACTERS) await flush();
    }
  }
  await flush();
  if (!isComplete) await throwErrorOf(connection, sql);
  return { records: recordCount, bytes };
}

/** Runs a query again, but not as a stream, to get the error with which its stream failed. */
async function throwErrorOf(connection: DuckDBConnection, sql: string): Promise<never> {
  await connection.run(`CREATE TEMP TABLE _failed AS ${sql}`); // the engine moves it to disk if it is large
  throw new Error('a query failed while it was streamed, but not when it ran again');
}

/** Writes lines with backpressure, and returns their size in bytes. */
async function write(out: Writable, lines: string): Promise<number> {
  const bytes = Buffer.from(`${lines}\n`);
  if (!out.write(bytes)) await once(out, 'drain');
  return bytes.length;
}
