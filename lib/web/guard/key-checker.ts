import { SqliteApiKeys } from '../../adapters/store/access/api-keys.ts';
import { databasePath, openDatabase } from '../../adapters/store/database/database.ts';
import { systemClock } from '../../adapters/system/clock.ts';
import { apiKeyOfHeader } from '../../core/access/api-key.ts';
import type { GuardedServerOptions } from '../server.ts';

/** The guard runs before Next and its runtime, so it opens the database itself to check keys. */
export function createKeyChecker(dataDir: string): GuardedServerOptions['checkKey'] {
  let keys: SqliteApiKeys | undefined;
  return (authorization) => {
    const key = apiKeyOfHeader(authorization);
    if (key === undefined) return 'none';
    keys ??= new SqliteApiKeys(openDatabase(databasePath(dataDir), { busyTimeoutMs: 1000 }), systemClock);
    const found = keys.find(key);
    if (!found) return 'wrong';
    return found.suspendedAt === null ? 'valid' : 'suspended';
  };
}
