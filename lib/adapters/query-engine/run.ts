import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { type DuckDBConnection, type DuckDBPreparedStatement, StatementType } from '@duckdb/node-api';
import { UserError } from '../../core/errors.ts';
import { type EngineSql, fromPresto } from '../../core/presto-sql.ts';
import type { QueryColumn } from '../../core/query.ts';
import { toldApart } from '../../core/told-apart.ts';
import { headerLine } from '../csv/line.ts';
import { faultOf } from './fault.ts';
import type { EngineAnswer, EngineLimits, EngineQuery, Written } from './protocol.ts';
import { cell, rendered } from './render.ts';
import { name, openSession } from './session.ts';

/** Runs a query: its columns are answered first, then its records, or all of them as CSV on `out`. How many were written. */
export async function runQuery(
  query: EngineQuery,
  { limits, answer, out }: { limits: EngineLimits; answer: (answer: EngineAnswer) => void; out: Writable },
): Promise<Written> {
  const { sql, placeOf } = fromPresto(query.sql);
  const connection = await openSession(query, limits);
  try {
    const prepared = await prepare(connection, sql).catch((error: unknown) => refuse(error, placeOf));
    const columns = columnsOf(prepared, query.uniqueNames ?? false);
    answer({ kind: 'columns', columns });
    const source = `(\n${sql}\n) AS q(${columns.map((_, index) => place(index)).join(', ')})`;
    const values = columns.map((_, index) => rendered(place(index), prepared.columnType(index)));
    if (query.as === 'records')
      await answerRecords(connection, `SELECT ${values.join(', ')} FROM ${source}`, query, answer);
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

function columnsOf(prepared: DuckDBPreparedStatement, areUnique: boolean): readonly QueryColumn[] {
  const columns = Array.from({ length: prepared.columnCount }, (_, index) => ({
    name: prepared.columnName(index),
    type: typeName(prepared, index),
  }));
  return areUnique ? toldApart(columns) : columns;
}

function typeName(prepared: DuckDBPreparedStatement, index: number): string {
  const type = prepared.columnType(index);
  return type.alias ?? type.toString();
}

async function answerRecords(
  connection: DuckDBConnection,
  sql: string,
  { limit = 100 }: EngineQuery,
  answer: (answer: EngineAnswer) => void,
): Promise<void> {
  const result = await connection.runAndReadAll(`${sql} LIMIT ${limit}`);
  answer({ kind: 'records', records: result.getRows() as (string | null)[][] });
}

/** The engine makes each line itself, on all its threads: one text a record is all that crosses over. */
async function writeCsv(
  connection: DuckDBConnection,
  { columns, values, source }: { columns: readonly QueryColumn[]; values: readonly string[]; source: string },
  out: Writable,
): Promise<Written> {
  let bytes = await write(out, headerLine(columns));
  let records = 0;
  const isOnly = values.length === 1;
  const cells = values.map((_, index) => cell(name(`v${index}`), isOnly)).join(` || ',' || `);
  const named = values.map((value, index) => `${value} AS ${name(`v${index}`)}`).join(', ');
  const result = await connection.stream(`SELECT ${cells} FROM (SELECT ${named} FROM ${source})`);
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    bytes += await write(out, chunk.getColumnValues(0).join('\n'));
    records += chunk.rowCount;
  }
  return { records, bytes };
}

/** Writes lines, waiting while the reader is slow. How many bytes they take. */
async function write(out: Writable, lines: string): Promise<number> {
  const bytes = Buffer.from(`${lines}\n`);
  if (!out.write(bytes)) await once(out, 'drain');
  return bytes.length;
}
