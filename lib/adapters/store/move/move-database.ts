import { createHash, randomUUID } from 'node:crypto';
import { UserError } from '../../../core/errors.ts';
import { machineFaultOf } from '../../../core/machine-fault.ts';
import { type MoveRecord, movedError } from '../migrations/move-record.ts';
import { toMachineError as fromPostgresql } from '../postgresql/postgresql-fault.ts';
import { toMachineError as fromSqlite } from '../sqlite/sqlite-fault.ts';
import { PostgresqlTarget } from './postgresql-target.ts';
import { type AdjustedColumn, SqliteSource } from './sqlite-source.ts';
import type { Row, Table } from './table.ts';

export interface MoveOptions {
  /** The SQLite database. */
  readonly path: string;
  /** The URL of the PostgreSQL database. */
  readonly url: string;
  /** Who moves the database, as the id of a shell. */
  readonly by: string;
  readonly now: number;
  readonly onProgress: (progress: MoveProgress) => void;
}

export interface MoveProgress {
  readonly step: 'checking' | 'copying' | 'comparing';
  readonly table: string;
  /** The rows of the table that this step has completed, and the number of all its rows. Both are 0 for `checking`. */
  readonly done: number;
  readonly total: number;
}

/** A table whose rows are equal in both databases. */
interface MovedTable {
  readonly table: string;
  readonly rows: number;
  /** The SHA-256 of all rows in the order of their key. */
  readonly sha256: string;
}

interface MoveOutcome {
  readonly tables: readonly MovedTable[];
  readonly adjusted: readonly AdjustedColumn[];
}

export interface CompletedMove extends MoveOutcome {
  /** Server and name, without user and password. */
  readonly database: string;
}

/**
 * Copies all rows of an SQLite database to an empty PostgreSQL database and compares them. During the copy, no process
 * can use either database; afterwards, processes can use only PostgreSQL's. An interrupted move continues when it is
 * run again. Throws a UserError; before it copies rows, it may also throw the error of a database.
 */
export async function moveDatabase({ path, url, ...options }: MoveOptions): Promise<CompletedMove> {
  const source = await SqliteSource.openMigrated(path, options.now);
  try {
    if (source.move?.state === 'moved') throw movedError(source.move);
    const target = await PostgresqlTarget.connect(url);
    try {
      const outcome = (await finishedOutcome(source, target)) ?? (await runMove(source, target, { url, ...options }));
      return { database: target.name, ...outcome };
    } catch (error) {
      throw source.move ? failureOf(error, target.name) : fromPostgresql(error);
    } finally {
      await target.close().catch(() => {});
    }
  } finally {
    source.close();
  }
}

/** The outcome of a move whose process ended after PostgreSQL's last commit, before that was recorded in SQLite. */
async function finishedOutcome(source: SqliteSource, target: PostgresqlTarget): Promise<MoveOutcome | undefined> {
  const { move } = source;
  if (move?.state !== 'switching') return undefined;
  const recordedMove = await target.move();
  if (recordedMove?.id !== move.id) throw movedError(move); // the rows are, or soon will be, in another database
  if (recordedMove.isIncomplete) return undefined;
  source.saveMove({ ...move, state: 'moved' });
  return JSON.parse(recordedMove.outcome ?? '') as MoveOutcome;
}

type RunOptions = Omit<MoveOptions, 'path'>;

async function runMove(source: SqliteSource, target: PostgresqlTarget, options: RunOptions): Promise<MoveOutcome> {
  const { by, now, onProgress } = options;
  const recordedMove = await target.move();
  await prepare(source, target, recordedMove, options.url);
  const tables = await target.tables();
  const { rows, adjusted } = source.check(tables, (table) =>
    onProgress({ step: 'checking', table, done: 0, total: 0 }),
  );
  const move = await begin({ source, target, recordedMove, tables, now });
  const progressOf = (step: MoveProgress['step'], table: string) => (done: number) =>
    onProgress({ step, table, done, total: rows.get(table) ?? 0 });
  for (const table of tables) await copyTable(source, target, table, progressOf('copying', table.name));
  const comparedTables: MovedTable[] = [];
  for (const table of tables)
    comparedTables.push(await compareTable(source, target, table, progressOf('comparing', table.name)));
  const outcome = { tables: comparedTables, adjusted };
  const lastNumbers = lastNumbersOf(source, tables);
  source.saveMove({ ...move, state: 'switching' });
  await target.complete({ tables, lastNumbers, by, at: move.at, outcome: JSON.stringify(outcome) });
  source.saveMove({ ...move, state: 'moved' });
  return outcome;
}

type RecordedMove = Awaited<ReturnType<PostgresqlTarget['move']>>;

/**
 * Creates or migrates the tables of the target. If an interrupted move has already begun to fill them, makes sure
 * instead that it was a move of the same data folder, and that the tables are those of this version.
 */
async function prepare(
  source: SqliteSource,
  target: PostgresqlTarget,
  recordedMove: RecordedMove,
  url: string,
): Promise<void> {
  if (!recordedMove?.isIncomplete) return target.migrate(url);
  if (!source.moveIds.includes(recordedMove.id)) throw new UserError('move_of_other_folder', { database: target.name });
  if (await target.isOutdated()) throw new UserError('move_target_outdated', { database: target.name });
}

interface BeginOptions {
  readonly source: SqliteSource;
  readonly target: PostgresqlTarget;
  readonly recordedMove: RecordedMove;
  readonly tables: readonly Table[];
  readonly now: number;
}

/** Marks SQLite's database first, then PostgreSQL's, so that neither is used while rows are copied. */
async function begin({ source, target, recordedMove, tables, now }: BeginOptions): Promise<MoveRecord> {
  const earlierMove = source.move;
  const move: MoveRecord = { id: earlierMove?.id ?? randomUUID(), state: 'copying', target: target.name, at: now };
  source.saveMove(move);
  try {
    if (!recordedMove?.isIncomplete) await target.begin(move.id, tables);
    else if (recordedMove.id !== move.id) await target.beginAgain(move.id, tables);
  } catch (error) {
    if (error instanceof UserError && !earlierMove) source.endMove(now); // refused, so nothing has begun
    throw error;
  }
  return move;
}

/**
 * Copies the rows of a table after the last copied one. The next rows are read while PostgreSQL inserts the previous
 * ones.
 */
async function copyTable(
  source: SqliteSource,
  target: PostgresqlTarget,
  table: Table,
  onRows: (done: number) => void,
): Promise<void> {
  let inserting: Promise<void> = Promise.resolve();
  const position = await target.position(table);
  let done = position ? source.countUpTo(table, position) : 0;
  for (const rows of source.batches(table, position)) {
    await inserting;
    inserting = target.insert(table, rows);
    inserting.catch(() => {}); // its error is thrown where it is awaited, with the next batch
    done += rows.length;
    onRows(done);
  }
  await inserting;
}

/**
 * Reads the rows of a table from both databases again and compares them. Throws UserError `move_mismatch`, after which
 * the next run copies the table again.
 */
async function compareTable(
  source: SqliteSource,
  target: PostgresqlTarget,
  table: Table,
  onRows: (done: number) => void,
): Promise<MovedTable> {
  const sourceDigest = new RowsDigest();
  const targetDigest = new RowsDigest();
  for (const rows of source.batches(table, undefined)) sourceDigest.add(rows);
  for await (const rows of target.rows(table)) {
    targetDigest.add(rows);
    onRows(targetDigest.rowCount);
  }
  const result = { table: table.name, rows: sourceDigest.rowCount, sha256: sourceDigest.end() };
  if (targetDigest.rowCount === result.rows && targetDigest.end() === result.sha256) return result;
  await target.empty(table);
  throw new UserError('move_mismatch', { database: target.name, table: table.name });
}

class RowsDigest {
  readonly #hash = createHash('sha256');
  rowCount = 0;

  add(rows: readonly Row[]): void {
    this.rowCount += rows.length;
    this.#hash.update(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  }

  end(): string {
    return this.#hash.digest('hex');
  }
}

/** The last number of each sequence, by its name. */
function lastNumbersOf(source: SqliteSource, tables: readonly Table[]): ReadonlyMap<string, bigint> {
  const numbers = new Map<string, bigint>();
  for (const { name, sequence } of tables) {
    const number = sequence && source.lastNumber(name, sequence.column);
    if (sequence && number !== undefined) numbers.set(sequence.name, number);
  }
  return numbers;
}

/**
 * UserError `move_interrupted` if the move only has to be run again, `move_failed` otherwise. Contains no value of a
 * row.
 */
function failureOf(error: unknown, database: string): UserError {
  if (error instanceof UserError) return error;
  const fault = machineFaultOf(fromPostgresql(fromSqlite(error)));
  if (fault) return new UserError('move_interrupted', { database, reason: fault }, { cause: error });
  const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return new UserError('move_failed', { database, reason }, { cause: error });
}
