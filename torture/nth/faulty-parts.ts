import { type FileHandle, open } from 'node:fs/promises';
import Database from 'better-sqlite3';
import type { Row } from '#lib/core/record/row.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';
import type { Machine } from '../kit/machine.ts';
import type { FaultPlan } from './fault-plan.ts';

/** The machine's database, whose writes and commits fail as planned. */
export function faultyMachine(machine: Machine, plan: FaultPlan): Machine {
  return { ...machine, openDatabase: (...how) => faulty(machine.openDatabase(...how), plan) };
}

function faulty(database: Database.Database, plan: FaultPlan): Database.Database {
  const fault = () => new Database.SqliteError('a fault of the harness', plan.code);
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    return statement.readonly ? statement : faultyStatement(statement, plan, fault);
  };
  // A savepoint within a transaction is no commit.
  const committing =
    <A extends unknown[], R>(run: (...args: A) => R) =>
    (...args: A): R =>
      database.inTransaction ? run(...args) : plan.around('commit', () => run(...args), fault);
  const transaction: Database.Database['transaction'] = (work) => {
    const real = database.transaction(work);
    const immediate = committing((...args: Parameters<typeof real>) => real.immediate(...args));
    return Object.assign(committing(real), { immediate }) as typeof real;
  };
  return new Proxy(database, {
    get(target, name) {
      if (name === 'prepare') return prepare;
      if (name === 'transaction') return transaction;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function faultyStatement<S extends Database.Statement>(statement: S, plan: FaultPlan, fault: () => Error): S {
  return new Proxy(statement, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name !== 'run' && name !== 'get' && name !== 'all') return value.bind(target);
      return (...args: unknown[]) => plan.around('write', () => value.apply(target, args), fault);
    },
  });
}

/** The product's ways to the other side and to its files, which fail as planned. */
export function faultyRuntime(runtime: Runtime, plan: FaultPlan): Runtime {
  return {
    ...runtime,
    senderFor: async (authentication) => {
      const send = await runtime.senderFor(authentication);
      return async (...call) => {
        if (plan.strikes('call before')) return { failure: 'unreachable', reason: 'ECONNREFUSED' };
        const answer = await send(...call);
        return plan.strikes('call after') ? { failure: 'broken', reason: 'ECONNRESET' } : answer;
      };
    },
    rowsOf: (upload) => {
      const source = runtime.rowsOf(upload);
      return { ...source, rows: (...range) => faultyRows(source.rows(...range), plan) };
    },
  };
}

async function* faultyRows(blocks: AsyncIterable<readonly Row[]>, plan: FaultPlan): AsyncGenerator<readonly Row[]> {
  for await (const rows of blocks) {
    if (plan.strikes('read')) throw Object.assign(new Error('a fault of the harness'), { code: 'EIO' });
    yield rows;
  }
}

/** Lets `sync` of files fail in this process for as long as `work` takes. */
export async function withFaultySync<T>(plan: FaultPlan, work: () => Promise<T>): Promise<T> {
  const file = await open(import.meta.filename);
  const handles = Object.getPrototypeOf(file) as FileHandle;
  await file.close();
  const { sync } = handles;
  handles.sync = async function (this: FileHandle) {
    if (plan.strikes('sync')) throw Object.assign(new Error('a fault of the harness'), { code: 'EIO' });
    return sync.call(this);
  };
  try {
    return await work();
  } finally {
    handles.sync = sync;
  }
}
