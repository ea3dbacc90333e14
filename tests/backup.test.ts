import { existsSync, globSync, rmSync, statSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../lib/connectors/pinterest/sandbox/server.ts';
import type { Job } from '../lib/core/job/job.ts';
import type { Env } from '../lib/env.ts';
import { PAUSED_BY_INTERRUPT } from '../lib/operations/delivery/stops.ts';
import { importTable } from '../lib/operations/workbench/import-table.ts';
import { claimAndExecute } from '../lib/runtime/execute.ts';
import { SYSTEM_PLATFORM } from '../lib/runtime/platform.ts';
import { importOptions } from '../lib/runtime/queries/workbench.ts';
import { restore } from '../lib/runtime/restore.ts';
import { openRuntime } from '../lib/runtime/runtime.ts';
import { sweepsOf } from '../lib/runtime/sweeps.ts';
import { GuardStores } from '../lib/web/guard/guard-stores.ts';
import { startProduct, type TestProduct, validLines } from './kit/product.ts';

const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '10', PINTD_CALLS_IN_FLIGHT: '2' };
const RECORDS = 250;
const ALL_ACCEPTED = { read: RECORDS, accepted: RECORDS, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 };
const DAY_MS = 24 * 60 * 60 * 1000;

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pintd-backup-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Runs a job to its end and makes backups meanwhile, each before the result of a call is recorded. */
async function runWithBackups(product: TestProduct, job: Job, backupCount: number): Promise<string[]> {
  const folder = await newFolder();
  const files: string[] = [];
  const backUp = async () => {
    const file = join(folder, `${files.length}.tar${files.length % 2 === 0 ? '' : '.gz'}`);
    files.push(file);
    await product.runtime.backUp(file);
  };
  let settled = 0;
  const ended = await product.run(job, {
    ledger: (ledger) => ({
      settle: async (...outcome) => {
        settled += 1;
        if (settled % 3 === 0 && files.length < backupCount) await backUp();
        return ledger.settle(...outcome);
      },
    }),
  });
  expect(ended.records).toEqual(ALL_ACCEPTED);
  expect(files).toHaveLength(backupCount);
  return files;
}

/** Restores a backup into a new folder with the same key, and continues the job there, `later` milliseconds later. */
async function continueFrom(
  file: string,
  { runtime }: TestProduct,
  { id }: Job,
  later = 0,
  settings: Partial<Env> = {},
): Promise<Job & { codes: string[] }> {
  const env = { ...runtime.env, dataDir: await newFolder(), ...settings };
  await restore(env, file);
  const clock = { ...runtime.clock, now: () => runtime.clock.now() + later };
  const restored = await openRuntime(env, 'test', { ...SYSTEM_PLATFORM, clock });
  try {
    await claimAndExecute(restored, id, ['queued'], {
      signal: new AbortController().signal,
      stop: PAUSED_BY_INTERRUPT,
    });
    const codes = (await restored.records.issueCounts(id)).map((count) => count.code);
    return { ...((await restored.jobs.find(id)) as Job), codes };
  } finally {
    await restored.close();
  }
}

test('a job continues from a backup made at any time: nothing is lost, and batches that were possibly sent are sent again unchanged', async () => {
  const product = await startProduct(SETTINGS);
  const job = await product.export(validLines(RECORDS), {}, { alreadyAccepted: 'send' });
  const files = await runWithBackups(product, job, 6);
  const bodies = new Set((await product.sandbox.received()).map(({ body_sha256 }) => body_sha256));
  expect(bodies.size).toBe(RECORDS / 10);
  for (const file of files) {
    const done = await continueFrom(file, product, job);
    expect(done).toMatchObject({ state: 'success', records: ALL_ACCEPTED });
    expect(done.resentAfterUnknown).toBeGreaterThan(0);
  }
  const after = (await product.sandbox.received()).map(({ body_sha256 }) => body_sha256);
  expect(after.filter((body) => !bodies.has(body))).toEqual([]);
  expect(await product.sandbox.unique()).toHaveLength(RECORDS);
});

test.each([
  ['with at-most-once delivery', { delivery: 'at_most_once' }, 0, 'not_sent_again'],
  ['more than a day later', {}, DAY_MS + 1000, 'unknown_too_long'],
] as const)(
  '%s, events possibly sent since the backup are uncertain and not sent again',
  async (_, parameters, later, code) => {
    const product = await startProduct(SETTINGS);
    const job = await product.export(validLines(RECORDS), {}, { ...parameters, alreadyAccepted: 'send' });
    const [, file = ''] = await runWithBackups(product, job, 2);
    const calls = (await product.sandbox.received()).length;
    const done = await continueFrom(file, product, job, later);
    expect(done).toMatchObject({ state: 'error', error: { code: 'uncertain' }, resentAfterUnknown: 0, codes: [code] });
    expect(done.records.accepted + done.records.uncertain).toBe(RECORDS);
    expect(done.records.uncertain).toBeGreaterThan(0);
    expect((await product.sandbox.received()).length).toBe(calls);
  },
);

test('a restored job is refused by a process with another base URL, and sent by one with the base URL of the job', async () => {
  const product = await startProduct(SETTINGS);
  const job = await product.export(validLines(RECORDS), {}, { alreadyAccepted: 'send' });
  const [file = ''] = await runWithBackups(product, job, 1);
  const other = await startSandbox({});
  onTestFinished(() => other.close());
  const otherUrls = { pinterest_conversion: other.url };
  const calls = (await product.sandbox.received()).length;
  const params = { kind: 'events', destination: product.sandbox.url, executor: other.url };
  const error = { code: 'other_destination', params };
  expect(await continueFrom(file, product, job, 0, { apiBaseUrls: otherUrls })).toMatchObject({
    state: 'queued',
    error,
  });
  expect([(await product.sandbox.received()).length, (await other.received()).length]).toEqual([calls, 0]);
  expect(await continueFrom(file, product, job)).toMatchObject({ state: 'success', records: ALL_ACCEPTED });
});

test('a backup is private to its owner, contains no key, and never overwrites a file', async () => {
  const product = await startProduct();
  const file = join(await newFolder(), 'backup.tar');
  await product.export(validLines(3));
  expect(await product.runtime.backUp(file)).toMatchObject({ uploads: 1 });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const key = await readFile(product.runtime.env.keyFile);
  expect((await readFile(file)).includes(key)).toBe(false);
  await expect(product.runtime.backUp(file)).rejects.toMatchObject({ code: 'backup_exists' });
  expect(await readdir(product.runtime.env.dataDir)).not.toContainEqual(expect.stringMatching(/backup-/));
});

test('the files of an interrupted backup are deleted a day later, and no other files', async () => {
  const { runtime } = await startProduct();
  const { dataDir } = runtime.env;
  const sweep = async () => {
    for (const { name, run } of sweepsOf(runtime)) if (name === 'uploads') await run();
    return (await readdir(dataDir)).filter((name) => name.includes('backup'));
  };
  await mkdir(join(dataDir, '.backup-abcdef', 'uploads'), { recursive: true });
  await writeFile(join(dataDir, 'backup-abcdef'), 'a file of a person');
  expect(await sweep()).toHaveLength(2);
  await runtime.clock.sleep(DAY_MS + 1000, new AbortController().signal);
  expect(await sweep()).toEqual(['backup-abcdef']);
});

test('restores the tables of the workbench as backed up, unless they are excluded', async () => {
  const { runtime } = await startProduct();
  const folder = await newFolder();
  const table = { database: 'shop', table: 'orders', fileName: 'orders.csv' };
  const importOrders = (csv: string) => importTable(Readable.from([Buffer.from(csv)]), table, importOptions(runtime));
  for (const name of ['shop', 'empty']) await runtime.workbench.createDatabase(name);
  await importOrders('id\n1\n2\n');
  expect(await runtime.backUp(join(folder, 'all.tar'))).toMatchObject({ tables: 1 });
  expect(await runtime.backUp(join(folder, 'some.tar'), { withTables: false })).toMatchObject({ tables: 0 });
  await importOrders('id\n3\n');

  const openRestored = async (file: string) => {
    const env = { ...runtime.env, dataDir: join(folder, `from ${file}`) };
    await restore(env, join(folder, file));
    const restored = await openRuntime(env, 'test', SYSTEM_PLATFORM);
    onTestFinished(() => restored.close());
    return restored;
  };
  const all = await openRestored('all.tar');
  expect(await all.workbench.databases()).toEqual(['empty', 'shop']);
  const { records } = await all.engine.records({ database: 'shop', sql: 'SELECT id FROM orders', plannedAt: 0 }, 9);
  expect(records).toEqual([['1'], ['2']]);
  expect(await (await openRestored('some.tar')).workbench.databases()).toEqual([]);
});

test('leaves out a database that is deleted during the backup', async () => {
  const { runtime } = await startProduct();
  const folder = await newFolder();
  await runtime.workbench.createDatabase('shop');
  // This database is listed, but its folder is gone.
  await symlink('gone', join(runtime.env.dataDir, 'workbench', 'cdp_audience_9'));
  await runtime.backUp(join(folder, 'all.tar'));
  const env = { ...runtime.env, dataDir: join(folder, 'restored') };
  await restore(env, join(folder, 'all.tar'));
  expect(await readdir(join(env.dataDir, 'workbench'))).toEqual(['shop']);
});

/** A folder on another disk than the data folders of tests; undefined if there is none. */
const OTHER_DISK = ['/dev/shm', '/var/tmp', process.cwd()].find(
  (path) => existsSync(path) && statSync(path).dev !== statSync(tmpdir()).dev,
);

/** Moves the folders of uploads and tables to another disk, as if mounted; what they contained is deleted. */
async function moveToOtherDisk(dataDir: string): Promise<string> {
  const disk = await mkdtemp(join(OTHER_DISK ?? '', 'pintd-backup-'));
  onTestFinished(() => rm(disk, { recursive: true, force: true }));
  for (const folder of ['uploads', 'workbench']) {
    await rm(join(dataDir, folder), { recursive: true, force: true });
    await mkdir(join(disk, folder));
    await symlink(join(disk, folder), join(dataDir, folder));
  }
  return disk;
}

test.skipIf(!OTHER_DISK)(
  'backs up and restores uploads and tables on another disk, to which files can be neither linked nor renamed',
  async () => {
    const product = await startProduct(SETTINGS);
    const { runtime } = product;
    const disk = await moveToOtherDisk(runtime.env.dataDir);
    await runtime.workbench.createDatabase('shop');
    await writeFile(join(disk, 'workbench', 'shop', 'orders.duckdb'), 'a table');
    const job = await product.export(validLines(RECORDS), {}, { alreadyAccepted: 'send' });
    const file = join(await newFolder(), 'backup.tar');
    expect(await runtime.backUp(file)).toMatchObject({ uploads: 1, tables: 1 });

    const dataDir = await newFolder();
    const target = await moveToOtherDisk(dataDir);
    expect(await continueFrom(file, product, job, 0, { dataDir })).toMatchObject({
      state: 'success',
      records: ALL_ACCEPTED,
    });
    expect(await readdir(join(target, 'workbench', 'shop'))).toEqual(['orders.duckdb']);
    expect(await readFile(join(target, 'workbench', 'shop', 'orders.duckdb'), 'utf8')).toBe('a table');
    expect(await readdir(join(target, 'uploads'))).toHaveLength(1);
  },
);

test('leaves out files that are deleted during the backup', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const { env } = runtime;
  for (let n = 0; n < 40; n++) await product.export(validLines(1));
  const file = join(await newFolder(), 'backup.tar');
  const backup = runtime.backUp(file);
  const gatheredUploads = () => globSync('.backup-*/uploads/*', { cwd: env.dataDir });
  while (gatheredUploads().length === 0) await nextTurn();
  rmSync(join(env.dataDir, 'uploads'), { recursive: true });
  const { uploads } = await backup;
  expect(uploads).toBeLessThan(40);
  expect(await restore({ ...env, dataDir: await newFolder() }, file)).toMatchObject({ uploads });
});

test('two simultaneous backups to one file succeed, and remove the partial file of a killed backup', async () => {
  const { runtime } = await startProduct();
  const folder = await newFolder();
  const file = join(folder, 'backup.tar');
  const killed = join(folder, 'backup.tar.partial');
  await writeFile(killed, '');
  await utimes(killed, 0, 0);
  await Promise.all([runtime.backUp(file), runtime.backUp(file)]);
  expect(await readdir(folder)).toEqual(['backup.tar']);
  const env = { ...runtime.env, dataDir: await newFolder() };
  expect(await restore(env, file)).toMatchObject({ tables: 0 });
});

test('suspends API keys after a restore until a person confirms them; revoked keys stay revoked', async () => {
  const { runtime } = await startProduct();
  const [used, leaked, old] = await Promise.all(
    ['used', 'leaked', 'old'].map((name) => runtime.apiKeys.create({ name, role: 'admin' })),
  );
  if (!used || !leaked || !old) throw new Error('a key is missing');
  await runtime.apiKeys.revoke(old.id);
  const file = join(await newFolder(), 'backup.tar');
  await runtime.backUp(file);
  await runtime.apiKeys.revoke(leaked.id); // after the backup
  const env = { ...runtime.env, dataDir: await newFolder() };
  expect(await restore(env, file)).toMatchObject({ suspendedKeys: 2 });

  const stores = new GuardStores(env);
  const checkAll = () => Promise.all([used, leaked, old].map(({ key }) => stores.checkKey(`Bearer ${key}`)));
  expect(await checkAll()).toEqual(['suspended', 'suspended', 'wrong']);
  const restored = await openRuntime(env, 'test', SYSTEM_PLATFORM);
  onTestFinished(() => restored.close());
  await expect(() => restored.apiKeys.authenticate(used.key)).rejects.toThrow(
    expect.objectContaining({ code: 'api_key_suspended' }),
  );
  await restored.apiKeys.confirm(used.id);
  await restored.apiKeys.revoke(leaked.id);
  expect(await restored.apiKeys.authenticate(used.key)).toMatchObject({ name: 'used' });
  for (const [id, code] of [
    [leaked.id, 'api_key_revoked'],
    [old.id, 'api_key_revoked'],
    [99, 'api_key_unknown'],
  ] as const) {
    await expect(() => restored.apiKeys.confirm(id)).rejects.toThrow(expect.objectContaining({ code }));
  }
  expect(await checkAll()).toEqual(['valid', 'wrong', 'wrong']);
  expect(await stores.checkKey(`Bearer ${(await restored.apiKeys.create({ name: 'new', role: 'admin' })).key}`)).toBe(
    'valid',
  );
});

test('the write-ahead log of a removed database is not applied to the restored database', async () => {
  const { runtime } = await startProduct();
  const file = join(await newFolder(), 'backup.tar');
  await runtime.apiKeys.create({ name: 'before', role: 'admin' });
  await runtime.backUp(file);
  await runtime.apiKeys.create({ name: 'after', role: 'admin' });
  const env = { ...runtime.env, dataDir: await newFolder() };
  for (const log of ['console.db-wal', 'console.db-shm'])
    await copyFile(join(runtime.env.dataDir, log), join(env.dataDir, log));
  await restore(env, file);
  const restored = await openRuntime(env, 'test', SYSTEM_PLATFORM);
  onTestFinished(() => restored.close());
  expect((await restored.apiKeys.list()).map(({ name }) => name)).toEqual(['before']);
});

test('refuses to restore into a folder with a database, or from a malformed or missing file', async () => {
  const product = await startProduct();
  const folder = await newFolder();
  const file = join(folder, 'backup.tar');
  await writeFile(file, 'no archive');
  await expect(restore(product.runtime.env, file)).rejects.toMatchObject({ code: 'restore_not_empty' });
  const env = { ...product.runtime.env, dataDir: join(folder, 'data') };
  await expect(restore(env, file)).rejects.toMatchObject({ code: 'backup_malformed' });
  await expect(restore(env, join(folder, 'none'))).rejects.toMatchObject({ code: 'backup_missing' });
  expect(await readdir(env.dataDir)).toEqual([]);
});
