import { AsyncLocalStorage } from 'node:async_hooks';
import { Pool, type PoolClient, type QueryResult } from 'pg';
import type { Database, Params } from '../database/database.ts';
import { MAX_BUSY_MS, retryWhileBusy } from '../database/retry-while-busy.ts';
import { together } from '../database/together.ts';
import { AWAITED_MORE, TransactionScope } from '../database/transaction-scope.ts';
import { type BoundStatement, query, release, watch } from './client.ts';
import { SUBJECT_LOCK, WRITE_LOCK } from './locks.ts';
import { toConnectError, toMachineError } from './postgresql-fault.ts';
import { Statements } from './statement.ts';
import { TransactionConnection } from './transaction-connection.ts';
import { TransactionTurns } from './transaction-turns.ts';
import { TYPE_PARSERS } from './type-parsers.ts';

/** The application name of the product's connections. */
export const APPLICATION_NAME = 'conversion-console';
/** The maximum number of connections in one pool. */
const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
/** How long a process that is suspended inside a transaction can hold the write lock. */
const IDLE_IN_TRANSACTION_MS = 2000;
/**
 * How many statements form a slice, which is sent without waiting for results. Between two slices, the database must
 * not wait longer than IDLE_IN_TRANSACTION_MS.
 */
const MAX_PIPELINED = 500;

/**
 * Makes commits wait for the disk, whatever the server's setting. If a crash lost a commit, a call could be repeated
 * without being counted.
 */
export const DURABLE = '-c synchronous_commit=on';

export interface PostgresqlOptions {
  /** How long an unreachable or busy database is retried; a minute by default. */
  readonly maxBusyMs?: number;
  /** Whether commits wait for the disk. */
  readonly isDurable?: boolean;
  /** Whether writers exclude each other. If not, only the rows that a statement changes are locked. */
  readonly isExclusive?: boolean;
}

/** An open transaction, or a nested one. */
interface OpenTransaction {
  readonly connection: TransactionConnection;
  readonly scope: TransactionScope;
}

/**
 * The port on PostgreSQL. Writers exclude each other by advisory locks of the database, which end with their
 * transaction. Readers do not wait.
 */
export class PostgresqlDatabase implements Database {
  readonly canOverlap = true;
  readonly #pool: Pool;
  readonly #maxBusyMs: number | undefined;
  /** The statements that begin a transaction without a subject, such as the one around a single writing statement. */
  readonly #begin: readonly BoundStatement[];
  readonly #statements = new Statements();
  readonly #root = new TransactionScope();
  readonly #turns = new TransactionTurns();
  readonly #current = new AsyncLocalStorage<OpenTransaction | undefined>();

  constructor(url: string, { maxBusyMs, isDurable = true, isExclusive = true }: PostgresqlOptions = {}) {
    this.#maxBusyMs = maxBusyMs;
    this.#begin = isExclusive ? ['BEGIN', WRITE_LOCK] : ['BEGIN'];
    this.#pool = new Pool({
      connectionString: url,
      max: MAX_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      pipeline: true,
      types: TYPE_PARSERS,
      application_name: APPLICATION_NAME,
      options: isDurable ? DURABLE : '-c synchronous_commit=off',
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
      lock_timeout: maxBusyMs ?? MAX_BUSY_MS,
    });
    // A connection that breaks while it is idle is replaced. Without a listener, its error would end the process.
    this.#pool.on('error', () => {});
    this.#pool.on('connect', watch);
  }

  get isInTransaction(): boolean {
    return this.#openTransaction !== undefined;
  }

  async all<T = unknown>(sql: string, params: Params = []): Promise<T[]> {
    return (await this.#execute(sql, params)).rows as T[];
  }

  async get<T = unknown>(sql: string, params: Params = []): Promise<T | undefined> {
    return (await this.#execute(sql, params)).rows[0] as T | undefined;
  }

  async value<T = unknown>(sql: string, params: Params = []): Promise<T | undefined> {
    return firstColumn(await this.#execute(sql, params))[0] as T | undefined;
  }

  async values<T = unknown>(sql: string, params: Params = []): Promise<T[]> {
    return firstColumn(await this.#execute(sql, params)) as T[];
  }

  async run(sql: string, params: Params = []): Promise<{ readonly changes: number }> {
    return { changes: (await this.#execute(sql, params)).rowCount ?? 0 };
  }

  async runEach(sql: string, rows: readonly Params[]): Promise<void> {
    if (!this.isInTransaction) throw new Error('runEach needs a transaction');
    // The statements of a slice are sent without waiting for their results; the database executes them in order.
    for (let start = 0; start < rows.length; start += MAX_PIPELINED)
      await together(...rows.slice(start, start + MAX_PIPELINED).map((params) => this.#execute(sql, params)));
  }

  transaction<T>(work: () => Promise<T>, subject?: string): Promise<T> {
    const parent = this.#openTransaction;
    if (parent) return this.#runNested(parent, work, subject);
    const begin = subject === undefined ? this.#begin : beginOf(subject);
    return this.#turns.run(subject, () => this.#runOutermost(begin, work, subject));
  }

  async snapshot<T>(work: () => Promise<T>): Promise<T> {
    // A transaction excludes other writers of what it reads, so it already sees one state of it.
    return this.isInTransaction
      ? work()
      : this.#runOutermost(['BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'], work);
  }

  withoutTransaction<T>(work: () => T): T {
    return this.#current.run(undefined, work);
  }

  /** Closes the connections after the open transactions have ended. */
  async close(): Promise<void> {
    await this.#pool.end();
  }

  /** The open transaction of the caller; undefined outside a transaction. */
  get #openTransaction(): OpenTransaction | undefined {
    const transaction = this.#current.getStore();
    if (!transaction) return undefined;
    const scope = transaction.scope.current;
    // Depth 0 means that the outermost transaction has ended, but a callback of its work is still running.
    return scope.depth === 0 ? undefined : { connection: transaction.connection, scope };
  }

  async #execute(sql: string, params: Params): Promise<QueryResult> {
    const transaction = this.#openTransaction;
    const statement = this.#statements.get(sql);
    const bound = { text: statement.text, name: statement.name, values: statement.valuesOf(params) };
    if (transaction) return this.#executeIn(transaction, bound);
    const execute = () => (statement.isWrite ? this.#writeAlone(bound) : this.#readAlone(bound));
    return retryWhileBusy(execute, this.#maxBusyMs);
  }

  async #executeIn({ connection, scope }: OpenTransaction, statement: BoundStatement): Promise<QueryResult> {
    while (scope.nested) await scope.nested.whenEnded;
    scope.assertLive();
    try {
      return await connection.query(statement);
    } catch (error) {
      scope.assertLive(); // throws the error that ended the transaction, of which this one may be a consequence
      throw error;
    }
  }

  async #readAlone(statement: BoundStatement): Promise<QueryResult> {
    const client = await this.#connect();
    try {
      return await query(client, statement);
    } finally {
      release(client);
    }
  }

  /**
   * Sends a single writing statement between BEGIN and COMMIT, in one round trip. If one of these statements fails, the
   * following ones fail, too, and the commit rolls back.
   */
  async #writeAlone(statement: BoundStatement): Promise<QueryResult> {
    const client = await this.#connect();
    try {
      const begun = this.#begin.map((sql) => query(client, sql));
      const executing = query(client, statement);
      await together(...begun, executing, query(client, 'COMMIT'));
      return await executing;
    } finally {
      release(client);
    }
  }

  async #runOutermost<T>(begin: readonly BoundStatement[], work: () => Promise<T>, subject?: string): Promise<T> {
    const client = await retryWhileBusy(() => this.#connect(), this.#maxBusyMs);
    const scope = new TransactionScope(this.#root, subject);
    const onIdle = () => {
      if (!scope.isLive) return;
      scope.end(new Error(AWAITED_MORE));
      connection.end('ROLLBACK').catch(() => {}); // immediately, because other writers wait
    };
    const connection = new TransactionConnection(client, onIdle);
    const onLost = (error: Error) => scope.end(toMachineError(error));
    client.on('error', onLost);
    // The first statements of the work are sent without waiting for the lock. If it cannot be taken, they fail.
    const begun = together(...begin.map((sql) => connection.query(sql)));
    begun.catch((error: unknown) => scope.end(error));
    try {
      const result = await this.#current.run({ connection, scope }, work);
      scope.assertCommittable();
      const { command } = await connection.end('COMMIT');
      if (command !== 'COMMIT') throw new Error('the transaction could not be committed, because a statement failed');
      scope.end();
      return result;
    } catch (error) {
      scope.end(error);
      await connection.end('ROLLBACK').catch(() => {});
      throw scope.rollbackCause;
    } finally {
      client.off('error', onLost);
      release(client);
    }
  }

  async #runNested<T>(
    { connection, scope: parent }: OpenTransaction,
    work: () => Promise<T>,
    subject: string | undefined,
  ): Promise<T> {
    while (parent.nested) await parent.nested.whenEnded;
    parent.assertLive();
    parent.assertCovers(subject);
    const savepoint = `nested_${parent.depth}`;
    const scope = parent.beginNested(subject);
    try {
      connection.queryAhead(`SAVEPOINT ${savepoint}`);
      const result = await this.#current.run({ connection, scope }, work);
      scope.assertCommittable();
      connection.queryAhead(`RELEASE ${savepoint}`);
      scope.end();
      return result;
    } catch (error) {
      // Sent before the scope ends, so that statements that wait for its end are executed after the rollback.
      const rollback = scope.isLive ? connection.query(`ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`) : undefined;
      scope.end(error);
      await rollback?.catch(() => {});
      throw scope.rollbackCause;
    }
  }

  async #connect(): Promise<PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw toConnectError(error);
    }
  }
}

function firstColumn({ rows, fields }: QueryResult): unknown[] {
  const name = fields[0]?.name ?? '';
  return (rows as Record<string, unknown>[]).map((row) => row[name]);
}

/**
 * The statements that begin a transaction with a subject. It may overlap with transactions of other subjects, but not
 * with one without a subject.
 */
function beginOf(subject: string): readonly BoundStatement[] {
  return ['BEGIN', { ...SUBJECT_LOCK, values: [subject] }];
}
