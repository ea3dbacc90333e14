import { UserError } from '../../core/errors.ts';
import type { AskedQuery, QueryColumn } from '../../core/job/query.ts';
import { toldApart } from '../../core/matching/told-apart.ts';
import type { SomeRecords } from '../../core/query/workbench.ts';
import { forTrino, type TrinoSql, withoutRecords } from '../../core/sql/trino-sql.ts';
import { cellsLine, headerLine } from '../csv/line.ts';
import { TrinoConnection } from '../trino/connection.ts';
import type { TrinoColumn } from '../trino/page.ts';
import type { TrinoServer } from '../trino/server.ts';
import { TrinoStatement } from '../trino/statement.ts';
import { type TextOf, textOf } from '../trino/texts.ts';
import { typeOfText } from '../trino/types.ts';
import type { QueryRunner, RunningQuery, RunOptions } from './query-runner.ts';

export interface TrinoSettings extends TrinoServer {
  /** The schemas that can be chosen; all of the catalog's, if not set. */
  readonly schemas?: readonly string[] | undefined;
  readonly timeoutMs: number;
}

const NEVER = new AbortController().signal;
/** Whoever waits for these is a person. */
const QUICK_MS = 20_000;

/** What can be sent as a schema's name. */
const IN_A_HEADER = /^[\x21-\x7e]+$/;

/** Queries on a Trino or Presto: its tables, its types and functions, what its user may see. */
export class TrinoEngine implements QueryRunner {
  readonly #connection: TrinoConnection;
  readonly #settings: TrinoSettings;

  constructor(settings: TrinoSettings, clock: ConstructorParameters<typeof TrinoConnection>[1]) {
    this.#settings = settings;
    this.#connection = new TrinoConnection(settings, clock);
  }

  async columns(asked: AskedQuery, signal = NEVER): Promise<readonly QueryColumn[]> {
    const sql = withoutRecords(forTrino(asked.sql, asked.plannedAt));
    return this.#with(sql, asked.database, { signal }, async (statement) => plain(await statement.columns()));
  }

  async records(asked: AskedQuery, limit: number, signal = NEVER): Promise<SomeRecords> {
    return this.#some(forTrino(asked.sql, asked.plannedAt), asked.database, { limit, signal });
  }

  async run<T>(
    { database, sql, plannedAt }: AskedQuery,
    take: (result: RunningQuery) => Promise<T>,
    { signal = NEVER, uniqueNames = false }: RunOptions = {},
  ): Promise<T> {
    return this.#with(forTrino(sql, plannedAt), database, { signal }, async (statement) => {
      const given = await statement.columns();
      const columns = uniqueNames ? toldApart(plain(given)) : plain(given);
      let records = 0;
      async function* csv(): AsyncGenerator<Uint8Array> {
        yield Buffer.from(`${headerLine(columns)}\n`);
        const lineOf = linesOf(given);
        for await (const page of statement.pages()) {
          records += page.length;
          yield Buffer.from(page.map(lineOf).join(''));
        }
      }
      return take({ columns, csv: csv(), records: () => records });
    });
  }

  /** The schemas of its catalog, by name. */
  async schemas(signal = NEVER): Promise<readonly string[]> {
    const { schemas } = this.#settings;
    if (schemas) return schemas;
    return this.#names('SELECT schema_name FROM information_schema.schemata ORDER BY 1', signal);
  }

  async tables(schema: string, signal = NEVER): Promise<readonly string[]> {
    const where = `table_schema = ${text(schema)}`;
    return this.#names(`SELECT table_name FROM information_schema.tables WHERE ${where} ORDER BY 1`, signal);
  }

  async tableColumns(schema: string, table: string, signal = NEVER): Promise<readonly QueryColumn[]> {
    const where = `table_schema = ${text(schema)} AND table_name = ${text(table)}`;
    const sql = `SELECT column_name, data_type FROM information_schema.columns WHERE ${where} ORDER BY ordinal_position`;
    const { records } = await this.#catalogRecords(sql, signal);
    return records.map(([name, type]) => ({ name: name ?? '', type: type ?? '' }));
  }

  /** Answers where the server can be reached and lets its user in. Throws the UserError that says why it does not. */
  async ping(timeoutMs: number): Promise<void> {
    await this.#some(asItIs('SELECT 1'), undefined, { limit: 1, signal: NEVER, timeoutMs });
  }

  close(): Promise<void> {
    return this.#connection.close();
  }

  async #names(sql: string, signal: AbortSignal): Promise<readonly string[]> {
    const { records } = await this.#catalogRecords(sql, signal);
    return records.flatMap(([name]) => name ?? []).filter((name) => name !== 'information_schema');
  }

  #catalogRecords(sql: string, signal: AbortSignal): Promise<SomeRecords> {
    return this.#some(asItIs(sql), undefined, { limit: Number.POSITIVE_INFINITY, signal, timeoutMs: QUICK_MS });
  }

  #some(
    sql: TrinoSql,
    schema: string | undefined,
    { limit, ...within }: Within & { readonly limit: number },
  ): Promise<SomeRecords> {
    return this.#with(sql, schema, within, async (statement) => {
      const columns = await statement.columns();
      const texts = columns.map(textsOf);
      const records: (string | null)[][] = [];
      for await (const page of statement.pages()) {
        for (const record of page.slice(0, limit - records.length)) records.push(cellsOf(record, texts));
        if (records.length >= limit) break;
      }
      return { columns: plain(columns), records };
    });
  }

  /** Has the query stopped when its time is over, when the signal aborts, and when the work is done with it before its end. */
  async #with<T>(
    sql: TrinoSql,
    schema: string | undefined,
    { signal, timeoutMs = this.#settings.timeoutMs }: Within,
    work: (statement: TrinoStatement) => Promise<T>,
  ): Promise<T> {
    if (schema !== undefined && !IN_A_HEADER.test(schema))
      throw new UserError('trino_schema_unknown', { name: schema, line: 0, column: 0 });
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const either = AbortSignal.any([signal, timeout]);
      await using statement = await TrinoStatement.begin(this.#connection, { sql, schema, signal: either });
      return await work(statement);
    } catch (error) {
      signal.throwIfAborted();
      if (timeout.aborted) throw new UserError('query_timeout', { seconds: timeoutMs / 1000 });
      throw error;
    }
  }
}

interface Within {
  readonly signal: AbortSignal;
  readonly timeoutMs?: number;
}

/** SQL of ours: no place in it is of interest to anybody. */
function asItIs(sql: string): TrinoSql {
  return { text: sql, placeOf: () => ({ line: 0, column: 0 }) };
}

function plain(columns: readonly TrinoColumn[]): readonly QueryColumn[] {
  return columns.map(({ name, type }) => ({ name, type }));
}

function textsOf({ typeSignature, type }: TrinoColumn): TextOf {
  return textOf(typeSignature ?? typeOfText(type));
}

function linesOf(columns: readonly TrinoColumn[]): (record: readonly unknown[]) => string {
  const texts = columns.map(textsOf);
  return (record) => `${cellsLine(cellsOf(record, texts))}\n`;
}

function cellsOf(record: readonly unknown[], texts: readonly TextOf[]): (string | null)[] {
  return texts.map((text, index) => {
    const value = record[index];
    return value === null || value === undefined ? null : text(value);
  });
}

/** A text in SQL. */
function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
