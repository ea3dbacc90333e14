import { textLiteral } from '../../core/audience/rules/literals.ts';
import { UserError } from '../../core/errors.ts';
import type { QueryColumn, QueryRequest } from '../../core/job/query.ts';
import { uniqueColumnNames } from '../../core/matching/unique-column-names.ts';
import type { RecordSample } from '../../core/query/workbench.ts';
import { forTrino, type TrinoSql, withoutRecords } from '../../core/sql/trino-sql.ts';
import { cellsLine, headerLine } from '../csv/csv-line.ts';
import { TrinoConnection } from '../trino/connection.ts';
import type { TrinoColumn } from '../trino/page.ts';
import type { TrinoServer } from '../trino/server.ts';
import { TrinoStatement } from '../trino/statement.ts';
import { type RenderText, textOf } from '../trino/texts.ts';
import { parseType } from '../trino/types.ts';
import type { QueryRunner, RunningQuery, RunOptions } from './query-runner.ts';

export interface TrinoSettings extends TrinoServer {
  /** The schemas that can be chosen; all schemas of the catalog if omitted. */
  readonly schemas?: readonly string[] | undefined;
  readonly timeoutMs: number;
}

const NEVER_ABORTED = new AbortController().signal;
// Short, because a person waits for these queries.
const CATALOG_TIMEOUT_MS = 20_000;
const PREVIEW_TIMEOUT_MS = 60_000;

/** Schema names that can be sent in a header. */
const HEADER_VALUE = /^[\x21-\x7e]+$/;

/** Queries on a Trino or Presto server, with the rights of the configured user. */
export class TrinoEngine implements QueryRunner {
  readonly #connection: TrinoConnection;
  readonly #settings: TrinoSettings;

  constructor(settings: TrinoSettings, clock: ConstructorParameters<typeof TrinoConnection>[1]) {
    this.#settings = settings;
    this.#connection = new TrinoConnection(settings, clock);
  }

  async columns(request: QueryRequest, signal = NEVER_ABORTED): Promise<readonly QueryColumn[]> {
    const sql = withoutRecords(forTrino(request.sql, request.plannedAt));
    return this.#runStatement(sql, request.database, { signal }, async (statement) =>
      queryColumns(await statement.columns()),
    );
  }

  async records(request: QueryRequest, limit: number, signal = NEVER_ABORTED): Promise<RecordSample> {
    const timeoutMs = Math.min(PREVIEW_TIMEOUT_MS, this.#settings.timeoutMs);
    return this.#firstRecords(forTrino(request.sql, request.plannedAt), request.database, { limit, signal, timeoutMs });
  }

  async run<T>(
    { database, sql, plannedAt }: QueryRequest,
    take: (result: RunningQuery) => Promise<T>,
    { signal = NEVER_ABORTED, uniqueNames = false }: RunOptions = {},
  ): Promise<T> {
    return this.#runStatement(forTrino(sql, plannedAt), database, { signal }, async (statement) => {
      const trinoColumns = await statement.columns();
      const plainColumns = queryColumns(trinoColumns);
      const columns = uniqueNames ? uniqueColumnNames(plainColumns) : plainColumns;
      let recordCount = 0;
      async function* csv(): AsyncGenerator<Uint8Array> {
        yield Buffer.from(`${headerLine(columns)}\n`);
        const lineOf = lineRenderer(trinoColumns);
        for await (const page of statement.pages()) {
          recordCount += page.length;
          yield Buffer.from(page.map(lineOf).join(''));
        }
      }
      return take({ columns, csv: csv(), records: () => recordCount });
    });
  }

  /** The names of the schemas that can be chosen. */
  async schemas(signal = NEVER_ABORTED): Promise<readonly string[]> {
    const { schemas } = this.#settings;
    if (schemas) return schemas;
    const names = await this.#names('SELECT schema_name FROM information_schema.schemata ORDER BY 1', signal);
    return names.filter((name) => name !== 'information_schema');
  }

  async tables(schema: string, signal = NEVER_ABORTED): Promise<readonly string[]> {
    const where = `table_schema = ${textLiteral(schema)}`;
    return this.#names(`SELECT table_name FROM information_schema.tables WHERE ${where} ORDER BY 1`, signal);
  }

  async tableColumns(schema: string, table: string, signal = NEVER_ABORTED): Promise<readonly QueryColumn[]> {
    const where = `table_schema = ${textLiteral(schema)} AND table_name = ${textLiteral(table)}`;
    const sql = `SELECT column_name, data_type FROM information_schema.columns WHERE ${where} ORDER BY ordinal_position`;
    const { records } = await this.#catalogRecords(sql, signal);
    return records.map(([name, type]) => ({ name: name ?? '', type: type ?? '' }));
  }

  /**
   * Resolves if the server is reachable and accepts the configured user; otherwise throws a UserError with the reason.
   */
  async ping(timeoutMs: number): Promise<void> {
    await this.#firstRecords(ownSql('SELECT 1'), undefined, { limit: 1, signal: NEVER_ABORTED, timeoutMs });
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  async #names(sql: string, signal: AbortSignal): Promise<readonly string[]> {
    const { records } = await this.#catalogRecords(sql, signal);
    return records.flatMap(([name]) => name ?? []);
  }

  #catalogRecords(sql: string, signal: AbortSignal): Promise<RecordSample> {
    return this.#firstRecords(ownSql(sql), undefined, {
      limit: Number.POSITIVE_INFINITY,
      signal,
      timeoutMs: CATALOG_TIMEOUT_MS,
    });
  }

  #firstRecords(
    sql: TrinoSql,
    schema: string | undefined,
    { limit, ...runLimits }: RunLimits & { readonly limit: number },
  ): Promise<RecordSample> {
    return this.#runStatement(sql, schema, runLimits, async (statement) => {
      const columns = await statement.columns();
      const renderers = columns.map(rendererOf);
      const records: (string | null)[][] = [];
      for await (const page of statement.pages()) {
        for (const record of page.slice(0, limit - records.length)) records.push(cellsOf(record, renderers));
        if (records.length >= limit) break;
      }
      return { columns: queryColumns(columns), records };
    });
  }

  /** Stops the query on timeout, when the signal aborts, and when the work ends before the query. */
  async #runStatement<T>(
    sql: TrinoSql,
    schema: string | undefined,
    { signal, timeoutMs = this.#settings.timeoutMs }: RunLimits,
    work: (statement: TrinoStatement) => Promise<T>,
  ): Promise<T> {
    if (schema !== undefined && !HEADER_VALUE.test(schema))
      throw new UserError('trino_schema_unknown', { name: schema, line: 0, column: 0 });
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const eitherSignal = AbortSignal.any([signal, timeout]);
      await using statement = await TrinoStatement.begin(this.#connection, { sql, schema, signal: eitherSignal });
      return await work(statement);
    } catch (error) {
      signal.throwIfAborted();
      if (timeout.aborted) throw new UserError('query_timeout', { seconds: timeoutMs / 1000 });
      throw error;
    }
  }
}

interface RunLimits {
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

/** Our own SQL, for which error positions are useless to users. */
function ownSql(sql: string): TrinoSql {
  return { text: sql, originalPosition: () => ({ line: 0, column: 0 }) };
}

function queryColumns(columns: readonly TrinoColumn[]): readonly QueryColumn[] {
  return columns.map(({ name, type }) => ({ name, type }));
}

function rendererOf({ typeSignature, type }: TrinoColumn): RenderText {
  return textOf(typeSignature ?? parseType(type));
}

function lineRenderer(columns: readonly TrinoColumn[]): (record: readonly unknown[]) => string {
  const renderers = columns.map(rendererOf);
  return (record) => `${cellsLine(cellsOf(record, renderers))}\n`;
}

function cellsOf(record: readonly unknown[], renderers: readonly RenderText[]): (string | null)[] {
  return renderers.map((render, index) => {
    const value = record[index];
    return value === null || value === undefined ? null : render(value);
  });
}
