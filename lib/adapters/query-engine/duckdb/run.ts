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
import { UserError } from '../../../core/errors.ts';
import type { QueryColumn } from '../../../core/job/query.ts';
import { toldApart } from '../../../core/matching/told-apart.ts';
import { LONGEST_SHOWN, shortened } from '../../../core/query/workbench.ts';
import { type EngineSql, fromPresto } from '../../../core/sql/presto-sql.ts';
import { headerLine } from '../../csv/line.ts';
import { faultOf } from '../fault.ts';
import type { EngineAnswer, EngineLimits, EngineQuery, Written } from '../protocol.ts';
import { refuseClosedCalls, refuseClosedFunctions } from './open-functions.ts';
import { cell, rendered } from './render.ts';
import { name, openSession } from './session.ts';
import { unnamedColumns } from './unnamed.ts';

/** Runs a query: its columns are answered first, then its records, or all of them as CSV on `out`. How many were written. */
export async function runQuery(
  query: EngineQuery,
  { limits, answer, out }: { limits: EngineLimits; answer: (answer: EngineAnswer) => void; out: Writable },
): Promise<Written> {
  refuseClosedCalls(query.sql);
  const { sql, placeOf } = fromPresto(query.sql);
  const connection = await openSession(query, limits);
  try {
    const prepared = await prepare(connection, sql).catch((error: unknown) => refuse(error, placeOf));
    const unnamed = await unnamedColumns(connection, sql, prepared.columnCount);
    const columns = columnsOf(prepared, unnamed, query.uniqueNames ?? false);
    const source = `(\n${sql}\n) AS q(${columns.map((_, index) => place(index)).join(', ')})`;
    await refuseClosedFunctions(connection, `SELECT * FROM ${source}`);
    answer({ kind: 'columns', columns });
    const values = columns.map((_, index) => rendered(place(index), prepared.columnType(index)));
    if (query.as === 'records')
      answer({ kind: 'records', records: await firstRecords(connection, { values, source }, query.limit) });
    return query.as === 'csv' ? await writeCsv(connection, { columns, values, source }, out) : NOTHING;
  } catch (error) {
    return refuse(error);
  }
}

function refuse(error: unknown, placeOf?: EngineSql['placeOf']): never {
  const fault = error instanceof UserError ? undefined : faultOf(error, placeOf);
  throw fault ? new UserError(fault.code, fault.params) : error;
}

export const NOTHING: Written = { records: 0, bytes: 0 };

function place(index: number): string {
  return `c${index}`;
}

/** Only what reads: a SELECT, and what DuckDB takes for one (VALUES, SHOW, DESCRIBE). */
async function prepare(connection: DuckDBConnection, sql: string): Promise<DuckDBPreparedStatement> {
  const prepared = await connection.prepare(sql);
  if (prepared.statementType !== StatementType.SELECT) throw new UserError('query_only_select');
  if (prepared.parameterCount > 0) throw new UserError('query_parameters');
  return prepared;
}

/** An expression without an alias is `_col` and its position, as Presto has it. */
function columnsOf(
  prepared: DuckDBPreparedStatement,
  unnamed: ReadonlySet<number>,
  areUnique: boolean,
): readonly QueryColumn[] {
  const columns = Array.from({ length: prepared.columnCount }, (_, index) => ({
    name: unnamed.has(index) ? `_col${index}` : prepared.columnName(index),
    type: typeName(prepared, index),
  }));
  return areUnique ? toldApart(columns) : columns;
}

function typeName(prepared: DuckDBPreparedStatement, index: number): string {
  const type = prepared.columnType(index);
  return type.alias ?? type.toString();
}

/** A query's values as SQL gives them, and what they come from. */
interface Selected {
  readonly values: readonly string[];
  readonly source: string;
}

/** Where records are so large that they come to more characters, fewer are shown. */
const MOST_SHOWN = 8_000_000;

/** Truncated by the engine: values may be larger than the memory of this process. */
async function firstRecords(connection: DuckDBConnection, { values, source }: Selected, limit = 100) {
  const beginnings = values.map(
    (value, index) => `system.main.left(${value}, ${LONGEST_SHOWN + 1}) AS ${place(index)}`,
  );
  const result = await connection.stream(`SELECT ${beginnings.join(', ')} FROM ${source} LIMIT ${limit}`);
  const records: (string | null)[][] = [];
  let shown = 0;
  for await (const rows of blocksOf(result)) {
    for (const row of rows) {
      const record = row.map((value) => (value === null ? null : shortened(String(value))));
      shown += record.reduce((sum, value) => sum + (value?.length ?? 0), 0);
      if (shown > MOST_SHOWN) return records;
      records.push(record);
    }
  }
  return records;
}

async function* blocksOf(result: DuckDBResult): AsyncGenerator<Iterable<readonly DuckDBValue[]>> {
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk())
    yield rowsOf(chunk);
}

/** Row by row: a chunk has thousands, which may be long. */
function* rowsOf(chunk: DuckDBDataChunk): Generator<readonly DuckDBValue[]> {
  const vectors = Array.from({ length: chunk.columnCount }, (_, column) => chunk.getColumnVector(column));
  for (let row = 0; row < chunk.rowCount; row++) yield vectors.map((vector) => vector.getItem(row));
}

/** So much is written at a time. */
const BLOCK = 256_000;

/** The engine makes each line itself, on all its threads: one text a record is all that crosses over. */
async function writeCsv(
  connection: DuckDBConnection,
  { columns, values, source }: Selected & { columns: readonly QueryColumn[] },
  out: Writable,
): Promise<Written> {
  let bytes = await write(out, headerLine(columns));
  let records = 0;
  const isOnly = values.length === 1;
  const cells = values.map((_, index) => cell(name(`v${index}`), isOnly)).join(` || ',' || `);
  const named = values.map((value, index) => `${value} AS ${name(`v${index}`)}`).join(', ');
  const result = await connection.stream(`SELECT ${cells} FROM (SELECT ${named} FROM ${source})`);
  let [lines, length]: [string[], number] = [[], 0];
  const flush = async () => {
    if (lines.length > 0) bytes += await write(out, lines.join('\n'));
    [lines, length] = [[], 0];
  };
  for await (const rows of blocksOf(result)) {
    for (const [line] of rows) {
      const text = String(line);
      records += 1;
      lines.push(text);
      length += text.length;
      if (length > BLOCK) await flush();
    }
  }
  await flush();
  return { records, bytes };
}

/** Writes lines, waiting while the reader is slow. How many bytes they take. */
async function write(out: Writable, lines: string): Promise<number> {
  const bytes = Buffer.from(`${lines}\n`);
  if (!out.write(bytes)) await once(out, 'drain');
  return bytes.length;
}
