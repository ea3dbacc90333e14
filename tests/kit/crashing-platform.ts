import type { Database as Connection, Statement } from 'better-sqlite3';
import { type Platform, SYSTEM_PLATFORM } from '../../lib/runtime/platform.ts';

/** A simulated crash at a commit: before it is on disk, or after that but before the caller gets the result. */
export interface Crash {
  readonly atCommit: number;
  readonly moment: 'before' | 'after';
}

/** Thrown by every access after the crash. */
export class MachineCrashed extends Error {}

/** A platform that crashes: afterwards nothing can be read or written through it, but commits are on disk. */
export function crashingPlatform(clock: Platform['clock'], crash: Crash | undefined): Platform {
  const openConnection: Platform['openConnection'] = (...args) =>
    crashingConnection(SYSTEM_PLATFORM.openConnection(...args), crash);
  return { ...SYSTEM_PLATFORM, clock, openConnection };
}

function crashingConnection(connection: Connection, crash: Crash | undefined): Connection {
  let commits = 0;
  let hasCrashed = false;
  const assertRunning = () => {
    if (hasCrashed) throw new MachineCrashed('the machine has crashed');
  };
  const crashNow = () => {
    hasCrashed = true;
    assertRunning();
  };
  const commit = (execute: () => unknown) => {
    commits += 1;
    const crashesHere = commits === crash?.atCommit;
    if (crashesHere && crash.moment === 'before') {
      connection.exec('ROLLBACK'); // what is not committed is lost
      crashNow();
    }
    const result = execute();
    if (crashesHere) crashNow();
    return result;
  };
  return withStatementsExecutedBy(connection, (sql, execute) => {
    assertRunning();
    return sql === 'COMMIT' ? commit(execute) : execute();
  });
}

/** A connection whose statements are executed by `around`. */
function withStatementsExecutedBy(
  connection: Connection,
  around: (sql: string, execute: () => unknown) => unknown,
): Connection {
  const watched = (sql: string, statement: Statement): Statement =>
    new Proxy(statement, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name === 'pluck') return () => watched(sql, target.pluck());
        return (...args: unknown[]) => around(sql, () => value.apply(target, args) as unknown);
      },
    });
  return new Proxy(connection, {
    get(target, name) {
      if (name === 'prepare') return (sql: string) => watched(sql, target.prepare(sql));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
