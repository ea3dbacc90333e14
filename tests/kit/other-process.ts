import { setImmediate as nextTurn } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { databasePath, openConnection } from '../../lib/adapters/store/sqlite/connection.ts';
import type { TestProduct } from './product.ts';

/** A connection to the product's SQLite database, as another process would open it. */
export function openOtherConnection({ runtime }: TestProduct) {
  const other = openConnection(databasePath(runtime.env.dataDir), { busyTimeoutMs: 1000 });
  onTestFinished(() => {
    other.close();
  });
  return other;
}

/**
 * Opens a second connection to the product's database, as another process would. `whileLocked` begins work while that
 * connection is writing; `waited` has a member for each call: whether its work waited for the other connection.
 */
export function openOtherWriter(product: TestProduct) {
  const other = openOtherConnection(product);
  const waited: boolean[] = [];
  const whileLocked = async <T>(work: () => Promise<T>): Promise<T> => {
    other.exec('BEGIN IMMEDIATE');
    const working = work();
    const hasEnded = working.then(
      () => true,
      () => true,
    );
    waited.push(!(await Promise.race([hasEnded, nextTurn(false)])));
    other.exec('COMMIT');
    return working;
  };
  return { whileLocked, waited };
}
