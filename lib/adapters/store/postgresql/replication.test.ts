import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { type PostgresqlPair, startPostgresql, startPostgresqlPair } from '../../../../tests/kit/postgresql-server.ts';
import { applyPostgresqlMigrations } from '../migrations/postgresql-migrations.ts';
import { PostgresqlDatabase } from './postgresql-database.ts';
import { readReplication } from './replication.ts';

async function startPair(): Promise<PostgresqlPair> {
  const pair = await startPostgresqlPair();
  onTestFinished(() => pair.close());
  return pair;
}

function open(url: string): PostgresqlDatabase {
  const database = new PostgresqlDatabase(url);
  onTestFinished(() => database.close());
  return database;
}

const replicationOf = (database: PostgresqlDatabase) => readReplication((sql) => database.all(sql));
const ASYNCHRONOUS = { code: 'postgresql_asynchronous', params: { names: 'ANY 1 ("standby")' } };

test('a synchronous pair is accepted; an asynchronous one is refused, with the setting to change', async () => {
  const pair = await startPair();
  const url = pair.urlOf('postgres');
  const database = open(url);
  // A standby that has just connected, or names that have just changed, take effect a moment later.
  await expect
    .poll(() => replicationOf(database))
    .toEqual({
      standbys: [{ name: 'standby', sync: 'sync', lagBytes: 0, lagMs: expect.toBeOneOf([null, expect.any(Number)]) }],
      fault: null,
    });
  await pair.setSynchronousStandbys('');
  await expect
    .poll(() => replicationOf(database))
    .toMatchObject({ standbys: [{ sync: 'async' }], fault: ASYNCHRONOUS });
  await expect(applyPostgresqlMigrations(url)).rejects.toMatchObject(ASYNCHRONOUS);
  expect(await database.values(`SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);

  await pair.setSynchronousStandbys(ASYNCHRONOUS.params.names); // as the error says
  await expect.poll(() => replicationOf(database)).toMatchObject({ standbys: [{ sync: 'quorum' }], fault: null });
  expect(await applyPostgresqlMigrations(url)).not.toEqual([]);
});

test('a database user without privileges also finds an asynchronous standby', async () => {
  const pair = await startPair();
  await open(pair.urlOf('postgres')).run('CREATE ROLE plain LOGIN');
  const database = open(pair.urlOf('postgres').replace('postgres@', 'plain@'));
  const standbys = [{ name: 'standby', sync: null, lagBytes: null, lagMs: null }];
  await expect.poll(() => replicationOf(database)).toEqual({ standbys, fault: null });
  await pair.setSynchronousStandbys('');
  await expect.poll(() => replicationOf(database)).toEqual({ standbys, fault: ASYNCHRONOUS });
});

test('a standby is refused; after its promotion, it is accepted without another standby', async () => {
  const pair = await startPair();
  await applyPostgresqlMigrations(pair.urlOf('postgres'));
  const url = pair.standby().urlOf('postgres');
  await expect(applyPostgresqlMigrations(url)).rejects.toMatchObject({ code: 'postgresql_standby' });
  const database = open(url);
  expect(await replicationOf(database)).toMatchObject({ fault: { code: 'postgresql_standby' } });
  // The migrations' commits waited until the standby had received them, not until it had applied them.
  await expect.poll(() => database.value(`SELECT COUNT(*) FROM pg_class WHERE relname = 'sweep'`)).toBe(1);
  // A write waits for the promotion.
  const writing = database.run(`INSERT INTO sweep (name, ran_at) VALUES ('one', 1)`);
  await pair.promote();
  expect(await writing).toEqual({ changes: 1 });
  expect(await replicationOf(database)).toEqual({ standbys: [], fault: null });
});

test('a primary without its standby is refused until a standby is attached, because its commits wait', async () => {
  const pair = await startPair();
  const url = pair.urlOf('postgres');
  const database = open(url);
  await pair.standby().close();
  const waiting = { code: 'postgresql_waiting', params: { names: 'standby' } };
  await expect.poll(() => replicationOf(database)).toEqual({ standbys: [], fault: waiting });
  await expect(applyPostgresqlMigrations(url)).rejects.toMatchObject(waiting);
  await pair.attachStandby();
  await applyPostgresqlMigrations(url);
});

test('a commit whose wait for the standby is canceled does not count as successful', async () => {
  const pair = await startPair();
  const url = pair.urlOf('postgres');
  await applyPostgresqlMigrations(url);
  const [database, other] = [open(url), open(url)];
  await pair.standby().close();
  const writing = database.run(`INSERT INTO sweep (name, ran_at) VALUES ('one', 1)`);
  const rejected = expect(writing).rejects.toMatchObject({ fault: 'database_lost' });
  const waiting = `FROM pg_stat_activity WHERE wait_event = 'SyncRep'`;
  await expect.poll(() => other.value(`SELECT COUNT(*) ${waiting}`)).toBe(1);
  await other.all(`SELECT pg_cancel_backend(pid) ${waiting}`);
  await rejected;
});

test('clients that cannot take over are no standbys: subscribers, and programs that fetch a backup or WAL', async () => {
  const server = await startPostgresql(['fsync=off', 'listen_addresses=', 'wal_level=logical']);
  onTestFinished(() => server.close());
  const url = server.urlOf('postgres');
  const database = open(url);
  await database.run('CREATE DATABASE subscriber');
  await database.run('CREATE PUBLICATION everything FOR ALL TABLES');
  await database.all(`SELECT pg_create_logical_replication_slot('subscription', 'pgoutput')`);
  const from = `user=postgres dbname=postgres host=${new URL(url).searchParams.get('host')}`;
  const subscribe = `CREATE SUBSCRIPTION subscription CONNECTION '${from}' PUBLICATION everything WITH (create_slot = false)`;
  const subscriber = new Client({ connectionString: server.urlOf('subscriber') });
  await subscriber.connect();
  await subscriber.query(subscribe);
  await subscriber.end();
  await expect.poll(() => database.values('SELECT state FROM pg_stat_replication')).toEqual(['streaming']);
  await connectAsReplica(url, 'pg_basebackup');
  await connectAsReplica(url, 'pg_receivewal');
  expect(await database.value('SELECT COUNT(*) FROM pg_stat_replication')).toBe(3);
  expect(await replicationOf(database)).toEqual({ standbys: [], fault: null });
  await connectAsReplica(url, 'another');
  expect((await replicationOf(database)).fault?.code).toBe('postgresql_asynchronous');
});

async function connectAsReplica(url: string, name: string): Promise<void> {
  const options = { connectionString: url, application_name: name, replication: 'true' };
  const client = new Client(options);
  client.on('error', () => {}); // expected, because the server is closed first
  await client.connect();
}

test('sessions whose commits do not wait for the standby are refused', async () => {
  const pair = await startPair();
  const client = new Client({ connectionString: pair.urlOf('postgres'), options: '-c synchronous_commit=local' });
  await client.connect();
  onTestFinished(() => client.end());
  const { fault } = await readReplication(async (sql) => (await client.query(sql)).rows);
  expect(fault).toEqual({ code: 'postgresql_commit', params: { setting: 'local' } });
});

test('a column added by another version does not break the statements of this version', async () => {
  const pair = await startPair();
  const url = pair.urlOf('postgres');
  await applyPostgresqlMigrations(url);
  const database = open(url);
  const read = () => database.all('SELECT * FROM sweep');
  for (let times = 0; times < 3; times++) await read(); // prepared from the second time on
  await open(url).run('ALTER TABLE sweep ADD COLUMN later TEXT');
  expect(await read()).toEqual([]);
});
