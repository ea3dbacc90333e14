import type { Database } from 'better-sqlite3';
import { type Platform, SYSTEM_PLATFORM } from '../../lib/runtime/platform.ts';

/** A machine that dies at a commit: before it is on disk, or after, before anybody hears of it. */
export interface Death {
  readonly atCommit: number;
  readonly moment: 'before' | 'after';
}

/** What a dead machine answers to everything. */
export class DeadMachine extends Error {}

/** Nothing can be read or written through it once it is dead; what had been committed is on disk. */
export function mortalMachine(clock: Platform['clock'], death: Death | undefined): Platform {
  const openDatabase: Platform['openDatabase'] = (...how) => mortal(SYSTEM_PLATFORM.openDatabase(...how), death);
  return { ...SYSTEM_PLATFORM, clock, openDatabase };
}

function mortal(database: Database, death: Death | undefined): Database {
  let commits = 0;
  let dead = false;
  const alive = () => {
    if (dead) throw new DeadMachine('the machine is dead');
  };
  const die = () => {
    dead = true;
    alive();
  };
  const commit = (work: () => unknown) => {
    alive();
    commits += 1;
    const last = commits === death?.atCommit;
    if (last && death.moment === 'before') die();
    const result = work();
    if (last) die();
    return result;
  };
  const transaction = (work: () => unknown) => {
    const real = database.transaction(work);
    return Object.assign(() => real(), { immediate: () => commit(() => real.immediate()) });
  };
  const prepare = (sql: string) => {
    alive();
    return database.prepare(sql);
  };
  return new Proxy(database, {
    get(target, name) {
      if (name === 'transaction') return transaction;
      if (name === 'prepare') return prepare;
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
