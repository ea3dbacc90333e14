import { type FileHandle, open } from 'node:fs/promises';
import Database from 'better-sqlite3';
import type { Row } from '#lib/core/record/row.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';
import type { Platform } from '../kit/platform.ts';
import type { FaultPlan } from './fault-plan.ts';

/** A platform with a database whose writes and commits fail as planned. */
export function faultyPlatform(platform: Platform, plan: FaultPlan): Platform {
  return { ...platform, openDatabase: (...args) => faulty(platform.openDatabase(...args), plan) };
}

function faulty(database: Database.Database, plan: FaultPlan): Database.Database {
  const fault = () => new Database.SqliteError('injected fault', plan.code);
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    return statement.readonly ? statement : faultyStatement(statement, plan, fault);
  };
  // A savepoint within a transaction is not a commit.
  const committing =
    <A extends unknown[], R>(run: (...args: A) => R) =>
    (...args: A): R =>
      database.inTransaction ? run(...args) : plan.wrap('commit', () => run(...args), fault);
  const transaction: Database.Database['transaction'] = (work) => {
    const real = database.transaction(work);
    const immediate = committing((...args: Parameters<typeof real>) => real.immediate(...args));
    const { deferred } = real; // the product only reads in it
    return Object.assign(committing(real), { immediate, deferred }) as typeof real;
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
      return (...args: unknown[]) => plan.wrap('write', () => value.apply(target, args), fault);
    },
  });
}

/** A runtime whose calls and file reads fail as planned. */
export function faultyRuntime(runtime: Runtime, plan: FaultPlan): Runtime {
  return {
    ...runtime,
    senderFor: async (authentication) => {
      const send = await runtime.senderFor(authentication);
      return async (...call) => {
        if (plan.shouldFail('call before')) return { failure: 'unreachable', reason: 'ECONNREFUSED' };
        const answer = await send(...call);
        return plan.shouldFail('call after') ? { failure: 'broken', reason: 'ECONNRESET' } : answer;
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
    if (plan.shouldFail('read')) throw Object.assign(new Error('injected fault'), { code: 'EIO' });
    yield rows;
  }
}

/** Makes `sync` of files fail as planned in this process during `work`. */
export async function withFaultySync<T>(plan: FaultPlan, work: () => Promise<T>): Promise<T> {
  const file = await open(import.meta.filename);
  const handles = Object.getPrototypeOf(file) as FileHandle;
  await file.close();
  const { sync } = handles;
  handles.sync = async function (this: FileHandle) {
    if (plan.shouldFail('sync')) throw Object.assign(new Error('injected fault'), { code: 'EIO' });
    return sync.call(this);
  };
  try {
    return await work();
  } finally {
    handles.sync = sync;
  }
}
