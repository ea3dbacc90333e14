import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database as Connection } from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { machineFaultOf } from '../../../core/machine-fault.ts';
import { applyMigrations } from '../migrations/migrations.ts';
import { databasePath, openConnection } from './connection.ts';
import { GroupCommit } from './group-commit.ts';
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
/** What another process sees. */
const committed = () => other.prepare('SELECT key FROM setting ORDER BY rowid').pluck().all();

test('takes values in order and by name, and returns rows and first columns', async () => {
  const { changes } = await database.run('INSERT INTO setting (key, value, updated_at) VALUES (:key, :value, :at)', {
    ...{ key: 'a', value: '1', at: 5 },
  });
  expect(changes).toBe(1);
  await put('b');
  const select = 'SELECT key, updated_at AS at FROM setting WHERE key >= ? ORDER BY key';
  expect(await database.all(select, ['a'])).toEqual([
    { key: 'a', at: 5 },
    { key: 'b', at: 1 },
  ]);
  expect(await database.get(select, ['b'])).toEqual({ key: 'b', at: 1 });
  expect(await database.values(select, ['a'])).toEqual(['a', 'b']);
  expect(await database.value(select, ['b'])).toBe('b');
  expect([await database.get(select, ['c']), await database.value(select, ['c'])]).toEqual([undefined, undefined]);
});

test('a transaction happens as a whole or not at all', async () => {
  const result = await database.transaction(async () => {
    await put('a');
    expect([await keys(), committed(), database.isInTransaction]).toEqual([['a'], [], true]);
    return 7;
  });
  expect([result, committed(), database.isInTransaction]).toEqual([7, ['a'], false]);
  const failing = database.transaction(async () => {
    await put('b');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect([await keys(), committed()]).toEqual([['a'], ['a']]);
});

test('a failed nested transaction is rolled back alone', async () => {
  await database.transaction(async () => {
    await put('a');
    const part = database.transaction(async () => {
      await put('b');
      await database.transaction(() => put('c'));
      throw new Error('no');
    });
    await expect(part).rejects.toThrow('no');
    await database.transaction(() => put('d'));
  });
  expect(committed()).toEqual(['a', 'd']);
});

test('other callers wait for the end of a transaction, nested ones for the one before', async () => {
  const seen: unknown[] = [];
  const whole = database.transaction(async () => {
    await put('a');
    await Promise.all([
      database.transaction(() => put('b')),
      database.transaction(() => put('c')),
      put('d'), // of the transaction itself: behind its parts
    ]);
    seen.push(await keys());
  });
  const foreign = keys().then((found) => seen.push(found));
  const next = database.transaction(() => put('e'));
  await Promise.all([whole, foreign, next]);
  expect(seen[0]).toEqual(['a', 'b', 'c', 'd']);
  expect(seen[1]).toEqual(expect.arrayContaining(['a', 'b', 'c', 'd']));
  expect(committed()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test('statements after a rollback are refused', async () => {
  const late = Promise.withResolvers<void>();
  let straggler: Promise<unknown> | undefined;
  const failing = database.transaction(async () => {
    straggler = late.promise.then(() => put('a'));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  late.resolve();
  await expect(straggler).rejects.toThrow('rolled back');
  expect(committed()).toEqual([]);
});

test('a callback that outlives its transaction belongs to none', async () => {
  const late = Promise.withResolvers<void>();
  const straggler: Promise<unknown>[] = [];
  await database.transaction(async () => {
    straggler.push(late.promise.then(() => put('b')));
    await put('a');
  });
  late.resolve();
  await Promise.all(straggler);
  expect(committed()).toEqual(['a', 'b']);
});

test('work that waits for something other than the database is refused and rolled back', async () => {
  const waiting = database.transaction(async () => {
    await put('a');
    await nextTurn();
  });
  await expect(waiting).rejects.toThrow('awaited something other than the database');
  expect(committed()).toEqual([]);
});

test('statements and transactions wait while another process writes', async () => {
  other.exec('BEGIN IMMEDIATE');
  const single = put('a');
  const whole = database.transaction(() => put('b'));
  const reading = await keys();
  const first = await Promise.race([single, whole, nextTurn('still waiting')]);
  other.exec('COMMIT');
  await Promise.all([single, whole]);
  expect([reading, first]).toEqual([[], 'still waiting']);
  expect(committed().toSorted()).toEqual(['a', 'b']);
});

test('a snapshot sees one state of the database', async () => {
  await put('a');
  const seen = await database.snapshot(async () => {
    const before = await keys();
    other.exec(`INSERT INTO setting (key, value, updated_at) VALUES ('b', 1, 1)`);
    return [before, await keys()];
  });
  expect(seen).toEqual([['a'], ['a']]);
  expect(await keys()).toEqual(['a', 'b']);
});

test('an error on which SQLite rolls back ends the transaction; later statements are refused', async () => {
  const whole = database.transaction(async () => {
    await put('a');
    mine.exec('ROLLBACK');
    await put('b');
  });
  await expect(whole).rejects.toThrow('rolled back');
  expect([committed(), await keys()]).toEqual([[], []]);
});

test('an open nested transaction is rolled back with a transaction that fails', async () => {
  const many = async () => {
    for (let n = 0; n < 20; n++) await put(`part ${n}`);
  };
  const failing = database.transaction(() =>
    Promise.all([
      database.transaction(async () => {
        throw new Error('no');
      }),
      database.transaction(many),
    ]),
  );
  const next = database.transaction(async () => {
    for (let n = 0; n < 20; n++) await put(`next ${n}`);
  });
  await expect(failing).rejects.toThrow('no');
  await next;
  expect(committed()).toEqual(Array.from({ length: 20 }, (_, n) => `next ${n}`));
});

test('a transaction with an open nested one is not committed', async () => {
  const parts: Promise<unknown>[] = [];
  const early = database.transaction(async () => {
    parts.push(database.transaction(() => put('a')));
  });
  await expect(early).rejects.toThrow('a nested transaction is still open');
  await Promise.allSettled(parts);
  expect(committed()).toEqual([]);
});

test('work that waits for a call that waits for its transaction is rolled back, and blocks nothing', async () => {
  const foreign = Promise.withResolvers<void>();
  const whole = database.transaction(async () => {
    await put('a');
    await foreign.promise;
  });
  const other = put('b').then(() => foreign.resolve());
  await expect(whole).rejects.toThrow('awaited something other than the database');
  await other;
  expect(committed()).toEqual(['b']);
});

test('a full disk fails everything in its transaction', async () => {
  mine.pragma(`max_page_count = ${mine.pragma('page_count', { simple: true })}`);
  const commits = new GroupCommit(database);
  const large = 'x'.repeat(1_000_000);
  const writes = ['a', large, 'b'].map((key) => commits.add(() => put(key)));
  const faults = (await Promise.allSettled(writes)).map((write) => 'reason' in write && machineFaultOf(write.reason));
  expect([faults, committed()]).toEqual([['disk_full', 'disk_full', 'disk_full'], []]);
});

test('runEach is refused outside a transaction', async () => {
  const insert = 'INSERT INTO setting (key, value, updated_at) VALUES (?, 1, 1)';
  await expect(database.runEach(insert, [['a']])).rejects.toThrow('needs a transaction');
  await database.transaction(() => database.runEach(insert, [['a'], ['b']]));
  expect(committed()).toEqual(['a', 'b']);
});

test('work without the transaction of its caller does not end with it', async () => {
  const late = Promise.withResolvers<void>();
  const outside: Promise<unknown>[] = [];
  const failing = database.transaction(async () => {
    outside.push(database.withoutTransaction(() => late.promise.then(() => put('a'))));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  late.resolve();
  await Promise.all(outside);
  expect(committed()).toEqual(['a']);
});

test('closes once the transaction that is open has ended', async () => {
  const whole = database.transaction(async () => {
    await put('a');
    await put('b');
  });
  await database.close();
  await whole;
  expect(committed()).toEqual(['a', 'b']);
});
