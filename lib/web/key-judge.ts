import { systemClock } from '../adapters/process/clock.ts';
import { SqliteApiKeys } from '../adapters/store/access/api-keys.ts';
import { databasePath, openDatabase } from '../adapters/store/database/database.ts';
import { apiKeyOfHeader } from '../core/access/api-key.ts';
import type { Guarded } from './server.ts';

/** The guard stands before Next, and before its runtime: for the one question it has it opens the database itself. */
export function keyJudge(dataDir: string): Guarded['judgeKey'] {
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
