import { type FileHandle, open } from 'node:fs/promises';
import Database from 'better-sqlite3';
import type { RowBlock } from '#lib/core/record/row-block.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';
import type { Platform } from '../kit/platform.ts';
import type { FaultPlan } from './fault-plan.ts';

/** A platform with a database whose writes and commits fail as planned. */
export function faultyPlatform(platform: Platform, plan: FaultPlan): Platform {
  return { ...platform, openConnection: (...args) => faultyDatabase(platform.openConnection(...args), plan) };
}

function faultyDatabase(database: Database.Database, plan: FaultPlan): Database.Database {
  const fault = () => new Database.SqliteError('injected fault', plan.code);
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    if (sql === 'COMMIT') return faultyStatement(statement, (execute) => plan.wrap('commit', execute, fault));
    const isWrite = !statement.readonly && !sql.startsWith('BEGIN');
    return isWrite ? faultyStatement(statement, (execute) => plan.wrap('write', execute, fault)) : statement;
  };
  return new Proxy(database, {
    get(target, name) {
      if (name === 'prepare') return prepare;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function faultyStatement(statement: Database.Statement, wrap: (execute: () => unknown) => unknown): Database.Statement {
  return new Proxy(statement, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name === 'pluck') return () => faultyStatement(target.pluck(), wrap);
      return (...args: unknown[]) => wrap(() => value.apply(target, args) as unknown);
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

async function* faultyRows(blocks: AsyncIterable<RowBlock>, plan: FaultPlan): AsyncGenerator<RowBlock> {
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
