import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database as Connection } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { machineFaultOf } from '../../../core/machine-fault.ts';
import { GroupCommit } from '../database/group-commit.ts';
import { applyMigrations } from '../migrations/migrations.ts';
import { databasePath, openConnection } from './connection.ts';
import { SqliteDatabase } from './sqlite-database.ts';

let folder: string;
let mine: Connection;
let other: Connection;
let database: SqliteDatabase;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pintd-sqlite-'));
  const path = databasePath(folder);
  await applyMigrations(path);
  [mine, other] = [openConnection(path, { busyTimeoutMs: 10 }), openConnection(path, { busyTimeoutMs: 10 })];
  database = new SqliteDatabase(mine);
});
afterEach(() => {
  mine.close();
  other.close();
  rmSync(folder, { recursive: true });
});

const put = (key: string) => database.run('INSERT INTO setting (key, value, updated_at) VALUES (?, 1, 1)', [key]);
const keys = () => database.values<string>('SELECT key FROM setting ORDER BY rowid');
/** The keys that another process sees. */
const committed = () => other.prepare('SELECT key FROM setting ORDER BY rowid').pluck().all();

test('other callers wait for the end of a transaction, and a nested transaction for that of the one before', async () => {
  const seen: unknown[] = [];
  const outer = database.transaction(async () => {
    await put('a');
    await Promise.all([
      database.transaction(() => put('b')),
      database.transaction(() => put('c')),
      put('d'), // a statement of the transaction itself, after its nested transactions
    ]);
    seen.push(await keys());
  });
  const reading = keys().then((found) => seen.push(found));
  const next = database.transaction(() => put('e'));
  await Promise.all([outer, reading, next]);
  expect(seen[0]).toEqual(['a', 'b', 'c', 'd']);
  expect(seen[1]).toEqual(expect.arrayContaining(['a', 'b', 'c', 'd']));
  expect(committed()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('an error on which SQLite rolls back ends the transaction; later statements are refused', async () => {
  const outer = database.transaction(async () => {
    await put('a');
    mine.exec('ROLLBACK');
    await put('b');
  });
  await expect(outer).rejects.toThrow('rolled back');
  expect([committed(), await keys()]).toEqual([[], []]);
});

test('on a full disk, all writes of a transaction fail', async () => {
  mine.pragma(`max_page_count = ${mine.pragma('page_count', { simple: true })}`);
  const commits = new GroupCommit(database);
  const large = 'x'.repeat(1_000_000);
  const writes = ['a', large, 'b'].map((key) => commits.add(() => put(key)));
  const faults = (await Promise.allSettled(writes)).map((write) => 'reason' in write && machineFaultOf(write.reason));
  expect([faults, committed()]).toEqual([['disk_full', 'disk_full', 'disk_full'], []]);
});

test('closes once the open transaction has ended', async () => {
  const outer = database.transaction(async () => {
    await put('a');
    await put('b');
  });
  await database.close();
  await outer;
  expect(committed()).toEqual(['a', 'b']);
});
