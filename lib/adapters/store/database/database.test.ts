// Tests the port on each database.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createDatabase, type TestDatabases } from '../../../../tests/kit/databases.ts';
import { testOfPostgresql } from '../../../../tests/kit/postgresql.ts';
import type { Database } from './database.ts';
import { isLike, patternOf } from './portable-sql.ts';

let databases: TestDatabases;
let database: Database;
let other: Database;
let putCount: number;

beforeEach(async () => {
  databases = await createDatabase();
  onTestFinished(databases.close);
  database = await databases.open();
  other = await databases.open();
  putCount = 0;
});

const INSERT = 'INSERT INTO setting (key, value, updated_at) VALUES (?, 1, ?)';
const KEYS = 'SELECT key FROM setting ORDER BY updated_at';
const put = (key: string, on = database) => on.run(INSERT, [key, ++putCount]);
const keys = () => database.values<string>(KEYS);
/** The keys that another process sees. */
const committed = () => database.withoutTransaction(() => other.values<string>(KEYS));

test('takes values in order and by name, and returns rows and first columns', async () => {
  const { changes } = await database.run('INSERT INTO setting (key, value, updated_at) VALUES (:key, :value, :at)', {
    key: 'a',
    value: '1',
    at: 5,
  });
  expect(changes).toBe(1);
  await put('b');
  const select = 'SELECT key, updated_at AS updatedAt FROM setting WHERE key >= ? ORDER BY key';
  expect(await database.all(select, ['a'])).toEqual([
    { key: 'a', updatedAt: 5 },
    { key: 'b', updatedAt: 1 },
  ]);
  expect(await database.get(select, ['b'])).toEqual({ key: 'b', updatedAt: 1 });
  expect(await database.values(select, ['a'])).toEqual(['a', 'b']);
  expect(await database.value(select, ['b'])).toBe('b');
  expect([await database.get(select, ['c']), await database.value(select, ['c'])]).toEqual([undefined, undefined]);
});

test('a named parameter can occur several times, is not looked for in literals, and is NULL if its value is undefined', async () => {
  const sql = `SELECT ':key''s ?' AS text, CAST(:key AS TEXT) || CAST(:key AS TEXT) AS twice, CAST(:none AS TEXT) AS none`;
  expect(await database.get(sql, { key: 'a', none: undefined })).toEqual({ text: ":key's ?", twice: 'aa', none: null });
  await expect(database.get(sql, { key: 'a' })).rejects.toThrow('Missing named parameter "none"');
});

test('JSON is read even if it contains a NUL, half of a surrogate pair, or an escaped NUL as text', async () => {
  const task = { fullName: '+a', isGroup: false, text: '\\u0000', stored: { '\0': '\0\0', cut: '😀'.slice(0, 1) } };
  const members = ['fullName', 'isGroup', 'text'].map((name) => `json_extract(value, '$.${name}') AS ${name}`);
  const sql = `SELECT ${members.join(', ')} FROM json_each(?)`;
  const { fullName, text } = task;
  expect(await database.get(sql, [JSON.stringify([task])])).toMatchObject({ fullName, text });
  const isGroup = `SELECT CAST(json_extract(?, '$.isGroup') AS INTEGER)`;
  expect(await database.value(isGroup, [JSON.stringify(task)])).toBe(0);
});

test('values have the same types on each database', async () => {
  await database.run(
    `INSERT INTO upload (name, folder, bytes, sha256, encoding, delimiter, compressed, spool_bytes, header, data_byte,
      data_line, created_at) VALUES (?, 'f', ?, '', '', '', ?, 0, '', 0, 0, 0)`,
    ['é😀', Number.MAX_SAFE_INTEGER, 1],
  );
  await database.run('INSERT INTO account_slowdown (account, quiet_until, share) VALUES (?, 1, ?)', ['a', 0.1]);
  await database.run(`INSERT INTO sent_page (id, entries) VALUES (1, ?)`, [Buffer.from([0, 255])]);
  expect(await database.get('SELECT name, bytes, compressed, workbook FROM upload')).toEqual({
    name: 'é😀',
    bytes: Number.MAX_SAFE_INTEGER,
    compressed: 1,
    workbook: null,
  });
  expect(
    await database.get('SELECT SUM(bytes) AS sum, COUNT(*) AS count, MAX(bytes) > 1 AS large FROM upload'),
  ).toEqual({ sum: Number.MAX_SAFE_INTEGER, count: 1, large: 1 });
  expect(await database.value('SELECT share FROM account_slowdown')).toBe(0.1);
  expect(await database.value('SELECT entries FROM sent_page')).toEqual(Buffer.from([0, 255]));
});

test('a NUL in a text is not an error; PostgreSQL stores another character in its place', async () => {
  await put('a\0b');
  expect(['a\0b', 'a\ufffdb']).toContain((await keys())[0]);
});

test('texts are ordered by their bytes', async () => {
  for (const key of ['b', 'B', 'ä', '_', 'a', 'Z']) await put(key);
  expect(await database.values('SELECT key FROM setting ORDER BY key')).toEqual(['B', 'Z', '_', 'a', 'b', 'ä']);
});

test('a search ignores case in every alphabet, and takes its text literally', async () => {
  for (const name of ['Kunden MÜNCHEN', 'ЗАКАЗЫ', '100%', '100 of', 'a_b', 'aXb']) await put(name);
  const find = (text: string) =>
    database.values(`SELECT key FROM setting WHERE ${isLike('key', ':like')} ORDER BY updated_at`, {
      like: patternOf(text),
    });
  expect(await find('münchen')).toEqual(['Kunden MÜNCHEN']);
  expect(await find('заказы')).toEqual(['ЗАКАЗЫ']);
  expect(await find('0%')).toEqual(['100%']);
  expect(await find('A_B')).toEqual(['a_b']);
});

test('a transaction is committed as a whole or not at all', async () => {
  const result = await database.transaction(async () => {
    await put('a');
    expect([await keys(), database.isInTransaction]).toEqual([['a'], true]);
    return 7;
  });
  expect([result, await committed(), database.isInTransaction]).toEqual([7, ['a'], false]);
  const failing = database.transaction(async () => {
    await put('b');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect([await keys(), await committed()]).toEqual([['a'], ['a']]);
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
  expect(await committed()).toEqual(['a', 'd']);
});

test('a statement that fails in a nested transaction fails only the nested transaction', async () => {
  await database.transaction(async () => {
    await put('a');
    await expect(database.transaction(() => put('a'))).rejects.toThrow(/unique/i);
    await put('b');
  });
  expect(await committed()).toEqual(['a', 'b']);
});

test('nested transactions run one after the other, before later statements of the outer one', async () => {
  const seen: string[] = [];
  const nested = (key: string) =>
    database.transaction(async () => {
      seen.push(`${key} begins`);
      await put(key);
      seen.push(`${key} ends`);
    });
  await database.transaction(async () => {
    await put('a');
    await Promise.all([nested('b'), nested('c'), put('d').then(() => seen.push('d'))]);
  });
  expect(seen).toEqual(['b begins', 'b ends', 'c begins', 'c ends', 'd']);
  expect((await committed()).toSorted()).toEqual(['a', 'b', 'c', 'd']);
});

test('transactions of several processes write one at a time, and see what the others wrote', async () => {
  const takeNumber = (on: Database) =>
    on.transaction(async () => {
      const last = (await on.value<number>('SELECT COALESCE(MAX(updated_at), 0) FROM setting')) ?? 0;
      await on.run(INSERT, [`number ${last + 1}`, last + 1]);
    });
  await Promise.all(Array.from({ length: 20 }, (_, n) => takeNumber(n % 2 === 0 ? database : other)));
  expect(await committed()).toEqual(Array.from({ length: 20 }, (_, n) => `number ${n + 1}`));
});

test('transactions of one subject run one after the other; a transaction without a subject overlaps with no other', async () => {
  await database.run(INSERT, ['one', 0]);
  await database.run(INSERT, ['two', 0]);
  const count = (on: Database, changed: readonly string[], subject?: string) =>
    on.transaction(async () => {
      for (const key of changed) {
        const before = await on.value<number>('SELECT updated_at FROM setting WHERE key = ?', [key]);
        await on.values(KEYS); // gives others time to interfere
        await on.run('UPDATE setting SET updated_at = ? WHERE key = ?', [(before ?? 0) + 1, key]);
      }
    }, subject);
  const counting = Array.from({ length: 30 }, (_, n) => {
    const on = n % 2 === 0 ? database : other;
    const subject = [undefined, 'one', 'two'][n % 3];
    return count(on, subject === undefined ? ['one', 'two'] : [subject], subject);
  });
  await Promise.all(counting);
  expect(await database.values('SELECT updated_at FROM setting')).toEqual([20, 20]);
});

testOfPostgresql('transactions of different subjects overlap', async () => {
  let hasWritten = false;
  const second = async () => {
    await put('b', other);
    hasWritten = true;
  };
  const overlapping: Promise<void>[] = [];
  await database.transaction(async () => {
    overlapping.push(other.withoutTransaction(() => other.transaction(second, 'two')));
    await put('a');
    while (!hasWritten) await keys();
  }, 'one');
  await Promise.all(overlapping);
  expect((await committed()).toSorted()).toEqual(['a', 'b']);
});

testOfPostgresql(
  'only one transaction of a process waits for a lock, because a suspended process would keep each lock it is granted',
  async () => {
    const release = await databases.holdWriteLock();
    const subjects = [['a', 'one'], ['b', 'one'], ['c'], ['d', 'two'], ['e'], ['f']] as const;
    const waiting = subjects.map(([key, subject]) => database.transaction(() => put(key), subject));
    const waits = `SELECT COUNT(*) FROM pg_locks WHERE NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;
    await expect.poll(() => other.value(waits)).toBe(1);
    await nextTurn();
    expect(await other.value(waits)).toBe(1);
    await release();
    await Promise.all(waiting);
    expect(await committed()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  },
);

testOfPostgresql('a statement that exceeds a time limit of the server means a busy database', async () => {
  const waiting = database.transaction(async () => {
    await put('a');
    await database.run('SET LOCAL statement_timeout = 1');
    await database.value('SELECT pg_sleep(1)');
  });
  await expect(waiting).rejects.toMatchObject({ fault: 'database_busy' });
  expect(await committed()).toEqual([]);
});

test('a transaction with a subject refuses nested ones of another subject or without a subject', async () => {
  for (const nested of [undefined, 'two']) {
    const nesting = database.transaction(() => database.transaction(() => put('a'), nested), 'one');
    await expect(nesting).rejects.toThrow('nested in one of another subject');
  }
  await database.transaction(() => database.transaction(() => database.transaction(() => put('b'), 'one'), 'one'));
  expect(await committed()).toEqual(['b']);
});

test('if several processes execute an INSERT that requires an empty table, only one inserts a row', async () => {
  const insertFirst = (on: Database, key: string) =>
    on.run(`INSERT INTO setting (key, value, updated_at) SELECT ?, '1', 1 WHERE NOT EXISTS (SELECT 1 FROM setting)`, [
      key,
    ]);
  const inserts = Array.from({ length: 20 }, (_, n) => insertFirst(n % 2 === 0 ? database : other, `key ${n}`));
  const changes = (await Promise.all(inserts)).map((result) => result.changes);
  expect(changes.filter((count) => count === 1)).toHaveLength(1);
  expect(await committed()).toHaveLength(1);
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
  expect(await committed()).toEqual([]);
});

test('a callback that outlives its transaction belongs to no transaction', async () => {
  const late = Promise.withResolvers<void>();
  const straggler: Promise<unknown>[] = [];
  await database.transaction(async () => {
    straggler.push(late.promise.then(() => put('b')));
    await put('a');
  });
  late.resolve();
  await Promise.all(straggler);
  expect(await committed()).toEqual(['a', 'b']);
});

test('work that waits for something other than the database is refused and rolled back', async () => {
  const waiting = database.transaction(async () => {
    await put('a');
    await nextTurn();
    await nextTurn();
  });
  await expect(waiting).rejects.toThrow('awaited something other than the database');
  expect(await committed()).toEqual([]);
});

test('work that awaits a call that waits for this transaction is rolled back, and blocks nothing', async () => {
  const otherPut = Promise.withResolvers<void>();
  const whole = database.transaction(async () => {
    await put('a');
    void other.withoutTransaction(() => put('b', other)).then(() => otherPut.resolve());
    await otherPut.promise;
  });
  await expect(whole).rejects.toThrow('awaited something other than the database');
  await otherPut.promise;
  expect(await committed()).toEqual(['b']);
});

test('writes and transactions wait while another process writes; reads do not', async () => {
  const release = await databases.holdWriteLock();
  const single = put('a');
  const whole = database.transaction(() => put('b'));
  const reading = await keys();
  const first = await Promise.race([single, whole, nextTurn('still waiting')]);
  await release();
  await Promise.all([single, whole]);
  expect([reading, first]).toEqual([[], 'still waiting']);
  expect((await committed()).toSorted()).toEqual(['a', 'b']);
});

test('a snapshot sees one state of the database', async () => {
  await put('a');
  const seen = await database.snapshot(async () => {
    const before = await keys();
    // The write of the other process must not be awaited here. The reads give it time to commit.
    const written = other.withoutTransaction(() => put('b', other));
    for (let reads = 0; reads < 50; reads++) await keys();
    return { before, after: await keys(), written };
  });
  await seen.written;
  expect([seen.before, seen.after]).toEqual([['a'], ['a']]);
  expect(await keys()).toEqual(['a', 'b']);
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
  expect(await committed()).toEqual(Array.from({ length: 20 }, (_, n) => `next ${n}`));
});

test('a transaction with an open nested one is not committed', async () => {
  const parts: Promise<unknown>[] = [];
  const early = database.transaction(async () => {
    parts.push(database.transaction(() => put('a')).catch((error: unknown) => error));
  });
  await expect(early).rejects.toThrow('a nested transaction is still open');
  await Promise.all(parts);
  expect(await committed()).toEqual([]);
});

test('runEach is refused outside a transaction', async () => {
  await expect(database.runEach(INSERT, [['a', 1]])).rejects.toThrow('needs a transaction');
  await database.transaction(() =>
    database.runEach(INSERT, [
      ['a', 1],
      ['b', 2],
    ]),
  );
  expect(await committed()).toEqual(['a', 'b']);
});

test('work outside the transaction of its caller is not rolled back with it', async () => {
  const late = Promise.withResolvers<void>();
  const outside: Promise<unknown>[] = [];
  const failing = database.transaction(async () => {
    outside.push(database.withoutTransaction(() => late.promise.then(() => put('a'))));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  late.resolve();
  await Promise.all(outside);
  expect(await committed()).toEqual(['a']);
});
