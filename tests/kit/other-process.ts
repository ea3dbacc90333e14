import { onTestFinished } from 'vitest';
import { databasePath, openDatabase } from '../../lib/adapters/store/database/database.ts';
import type { TestProduct } from './product.ts';

/** A connection to the product's database, as of another process. */
export function openOther({ runtime }: TestProduct) {
  const other = openDatabase(databasePath(runtime.env.dataDir), { busyTimeoutMs: 1000 });
  onTestFinished(() => {
    other.close();
  });
  return other;
}

/** Runs work while another process writes to the product's database. */
export function whileLocked(product: TestProduct): <T>(work: () => T) => T {
  const other = openOther(product);
  return (work) => {
    other.exec('BEGIN IMMEDIATE');
    try {
      return work();
    } finally {
      other.exec('COMMIT');
    }
  };
}
