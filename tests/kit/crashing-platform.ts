import type { Database } from 'better-sqlite3';
import { type Platform, SYSTEM_PLATFORM } from '../../lib/runtime/platform.ts';

/** A simulated crash at a commit: before it is on disk, or after, before the caller gets the result. */
export interface Crash {
  readonly atCommit: number;
  readonly moment: 'before' | 'after';
}

/** Thrown by every access after the crash. */
export class MachineCrashed extends Error {}

/** A platform that crashes: afterwards nothing can be read or written through it, but commits are on disk. */
export function crashingPlatform(clock: Platform['clock'], crash: Crash | undefined): Platform {
  const openDatabase: Platform['openDatabase'] = (...args) => crashing(SYSTEM_PLATFORM.openDatabase(...args), crash);
  return { ...SYSTEM_PLATFORM, clock, openDatabase };
}

function crashing(database: Database, crash: Crash | undefined): Database {
  let commits = 0;
  let hasCrashed = false;
  const assertRunning = () => {
    if (hasCrashed) throw new MachineCrashed('the machine has crashed');
  };
  const crashNow = () => {
    hasCrashed = true;
    assertRunning();
  };
  const commit = (work: () => unknown) => {
    assertRunning();
    commits += 1;
    const last = commits === crash?.atCommit;
    if (last && crash.moment === 'before') crashNow();
    const result = work();
    if (last) crashNow();
    return result;
  };
  const transaction = (work: () => unknown) => {
    const real = database.transaction(work);
    // Within another one, a transaction commits nothing.
    const immediate = () => (database.inTransaction ? real.immediate() : commit(() => real.immediate()));
    return Object.assign(() => real(), { immediate, deferred: real.deferred });
  };
  const prepare = (sql: string) => {
    assertRunning();
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
