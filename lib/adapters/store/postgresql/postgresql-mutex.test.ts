import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startHolder } from '../../../../tests/kit/mutex-holder.ts';
import { createPostgresqlDatabase } from '../../../../tests/kit/postgresql.ts';
import { query } from '../../../../tests/kit/postgresql-server.ts';
import { PostgresqlMutex } from './postgresql-mutex.ts';

test('work with the same key is serialized across processes; work with other keys runs meanwhile', async () => {
  const created = await createPostgresqlDatabase();
  const [first, second] = [new PostgresqlMutex(created?.url ?? ''), new PostgresqlMutex(created?.url ?? '')];
  onTestFinished(async () => created?.drop());
  let running = 0;
  let maxRunning = 0;
  const work = async () => {
    maxRunning = Math.max(maxRunning, ++running);
    await nextTurn();
    running--;
  };
  await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? first : second).run('a', work)));
  expect([maxRunning, running]).toEqual([1, 0]);

  const entered = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const holding = first.run('a', () => {
    entered.resolve();
    return held.promise;
  });
  await entered.promise;
  expect(await second.run('b', async () => 'other key')).toBe('other key');
  const failing = second.run('a', () => Promise.reject(new Error('no')));
  held.resolve();
  await holding;
  await expect(failing).rejects.toThrow('no');
  expect(await first.run('a', async () => 'after a failure')).toBe('after a failure');
});

test('work waits as long as the holder needs, even if the server limits the time of locks and transactions', async () => {
  const created = await createPostgresqlDatabase();
  onTestFinished(async () => created?.drop());
  const url = created?.url ?? '';
  const name = new URL(url).pathname.slice(1);
  await query(url, `ALTER DATABASE ${name} SET lock_timeout = '1ms'`);
  await query(url, `ALTER DATABASE ${name} SET transaction_timeout = '300ms'`);
  const entered = Promise.withResolvers<void>();
  const held = Promise.withResolvers<void>();
  const holding = new PostgresqlMutex(url).run('a', () => {
    entered.resolve();
    return held.promise;
  });
  await entered.promise;
  const waiting = new PostgresqlMutex(url).run('a', async () => 'entered').catch((error: unknown) => error);
  const longWaits = `SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database
    WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
      AND clock_timestamp() > waitstart + INTERVAL '500 ms'`;
  await expect.poll(() => query(url, longWaits)).toHaveLength(1);
  held.resolve();
  await holding;
  expect(await waiting).toBe('entered');
});

test('work fails before it writes if the connection that holds its lock has ended', async () => {
  const created = await createPostgresqlDatabase();
  onTestFinished(async () => created?.drop());
  const url = created?.url ?? '';
  const mutex = new PostgresqlMutex(url);
  const working = mutex.run('a', async (assertHeld) => {
    await assertHeld();
    // Only in this database, because other test files use other databases of the same server.
    await query(
      url,
      `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = database
      WHERE locktype = 'advisory' AND datname = current_database()`,
    );
    expect(await new PostgresqlMutex(url).run('a', async () => 'entered')).toBe('entered');
    await assertHeld();
  });
  await expect(working).rejects.toMatchObject({ fault: 'database_lost' });
});

test('a process that is suspended loses its keys', async () => {
  const created = await createPostgresqlDatabase();
  onTestFinished(async () => created?.drop());
  const url = created?.url ?? '';
  const { holder } = await startHolder(
    `
    const { PostgresqlMutex } = await import(${JSON.stringify(new URL('./postgresql-mutex.ts', import.meta.url).href)});
    const mutex = new PostgresqlMutex(${JSON.stringify(url)}, { maxSilentMs: 500 });`,
  );
  holder.kill('SIGSTOP');
  expect(await new PostgresqlMutex(url).run('a', async () => 'entered')).toBe('entered');
});
