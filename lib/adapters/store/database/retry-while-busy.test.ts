import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { applyMigrations } from '../migrations/migrations.ts';
import { databasePath, openConnection } from '../sqlite/connection.ts';
import { SqliteDatabase } from '../sqlite/sqlite-database.ts';
import { GroupCommit } from './group-commit.ts';

test('writes blocked by another process run in order once it releases the lock', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-locked-'));
  const path = databasePath(folder);
  await applyMigrations(path);
  const [mine, other] = [openConnection(path, { busyTimeoutMs: 10 }), openConnection(path, { busyTimeoutMs: 10 })];
  onTestFinished(() => {
    mine.close();
    other.close();
    rmSync(folder, { recursive: true });
  });
  const database = new SqliteDatabase(mine);
  const commits = new GroupCommit(database);
  const put = 'INSERT INTO setting (key, value, updated_at) VALUES (?, ?, 1)';
  other.exec('BEGIN IMMEDIATE');
  const writes = [1, 2, 3].map((n) => commits.add(() => database.run(put, [`key-${n}`, String(n)])));
  await expect(Promise.race([...writes, takeLock(mine)])).rejects.toThrow('locked');
  other.exec('COMMIT');
  await Promise.all(writes);
  expect(other.prepare('SELECT key FROM setting ORDER BY rowid').pluck().all()).toEqual(['key-1', 'key-2', 'key-3']);
});

/** Rejects once this connection has failed to get the lock. */
async function takeLock(connection: ReturnType<typeof openConnection>): Promise<void> {
  connection.exec('BEGIN IMMEDIATE');
}
