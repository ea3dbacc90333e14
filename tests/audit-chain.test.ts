import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { databasePath } from '../lib/adapters/store/sqlite/connection.ts';
import { runCommand } from '../lib/cli/command-line.test-kit.ts';
import { removeUnusedEncryptionKeys, rotateEncryptionKeys } from '../lib/commands/console/access/encryption.ts';
import { perform } from '../lib/commands/perform.ts';
import type { Actor } from '../lib/core/access/permission.ts';
import { SYSTEM_PLATFORM } from '../lib/runtime/platform.ts';
import { restore } from '../lib/runtime/restore.ts';
import { openRuntime, type Runtime } from '../lib/runtime/runtime.ts';
import { startProduct } from './kit/product.ts';

const SHELL: Actor = { kind: 'shell', id: '1000', role: 'owner' };

/** Starts a product whose log has this number of entries. */
async function startLog(count: number): Promise<Runtime> {
  const { runtime } = await startProduct();
  await addEntries(runtime, count);
  return runtime;
}

async function addEntries({ auditLog }: Runtime, count: number): Promise<void> {
  for (let i = 0; i < count; i++)
    await auditLog.append({
      actor: { ...SHELL, from: { address: '192.0.2.1' } },
      action: i % 2 ? 'killJob' : 'signIn',
      outcome: 'done',
      object: { kind: 'job', id: String(i + 1) },
    });
}

/** Drops the triggers and changes the database, as anyone with write access to its file could. */
function tamper(runtime: Runtime, sql: string, ...params: unknown[]): void {
  const database = new Database(databasePath(runtime.env.dataDir));
  for (const trigger of ['unchanged', 'kept', 'appended'])
    database.exec(`DROP TRIGGER IF EXISTS audit_entry_${trigger}`);
  database.prepare(sql).run(...params);
  database.close();
}

/** Appends the next entry, which has this id; its HMAC was computed with another product's key. */
async function forgeEntry(runtime: Runtime, id: number): Promise<void> {
  const forger = await startLog(0);
  const theirs = new Database(databasePath(forger.env.dataDir));
  theirs.exec(`ATTACH '${databasePath(runtime.env.dataDir)}' AS original`);
  theirs.exec('INSERT INTO main.audit_entry SELECT * FROM original.audit_entry ORDER BY id');
  theirs.close();
  await addEntries(forger, 1);
  const ours = new Database(databasePath(runtime.env.dataDir));
  ours.exec(`ATTACH '${databasePath(forger.env.dataDir)}' AS forged`);
  ours.exec(`INSERT INTO main.audit_entry SELECT * FROM forged.audit_entry WHERE id = ${id}`);
  ours.close();
}

const COLUMNS = [
  'at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'role',
  'action',
  'object_kind',
  'object_id',
  'object_name',
  'address',
  'session',
  'outcome',
  'code',
  'begun_id',
  'key_id',
  'hash',
  'mac',
];

test('the database refuses to change or delete an entry, and to insert an entry that is not the next', async () => {
  const runtime = await startLog(3);
  const database = new Database(databasePath(runtime.env.dataDir));
  const copied = COLUMNS.filter((name) => name !== 'begun_id').join();
  for (const sql of [
    'UPDATE audit_entry SET outcome = 1',
    'DELETE FROM audit_entry WHERE id = 3',
    'INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE id = 2',
    `INSERT INTO audit_entry (id, ${copied}) SELECT 9, ${copied} FROM audit_entry WHERE id = 3`,
  ])
    expect(() => database.exec(sql), sql).toThrow('entries of the audit log are');
  database.close();
  expect(await runtime.auditChain.checkAll()).toMatchObject({ entries: 3, checked: 3, fault: null });
});

describe('a verification finds', () => {
  test('any change of any column of any entry', async () => {
    const runtime = await startLog(12);
    const change = fc.record({
      id: fc.integer({ min: 1, max: 12 }),
      column: fc.constantFrom(...COLUMNS),
      to: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ id, column, to }) => {
        const before = new Database(databasePath(runtime.env.dataDir));
        const value = before.prepare(`SELECT ${column} FROM audit_entry WHERE id = ?`).pluck().get(id);
        before.close();
        const isBlob = value instanceof Buffer;
        tamper(
          runtime,
          `UPDATE audit_entry SET ${column} = ? WHERE id = ?`,
          isBlob ? Buffer.alloc(32, to) : `x${to}`,
          id,
        );
        expect((await runtime.auditChain.checkAll()).fault).toMatchObject({ id });
        tamper(runtime, `UPDATE audit_entry SET ${column} = ? WHERE id = ?`, value, id);
        expect((await runtime.auditChain.checkAll()).fault).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  test.each<[string, readonly string[], object]>([
    ['a deleted entry', ['DELETE FROM audit_entry WHERE id = 5'], { kind: 'missing', id: 5 }],
    ['a deleted first entry', ['DELETE FROM audit_entry WHERE id = 1'], { kind: 'missing', id: 1 }],
    [
      'a deleted entry, with the later ones renumbered',
      ['DELETE FROM audit_entry WHERE id = 5', 'UPDATE audit_entry SET id = id - 1 WHERE id > 5'],
      { kind: 'changed', id: 5 },
    ],
    [
      'swapped entries',
      [
        'UPDATE audit_entry SET id = 100 + 9 - id WHERE id IN (4, 5)',
        'UPDATE audit_entry SET id = id - 100 WHERE id > 100',
      ],
      { kind: 'changed', id: 4 },
    ],
    ['deleted entries at the end', ['DELETE FROM audit_entry WHERE id > 6'], { kind: 'cut', id: 7 }],
    ['an emptied log', ['DELETE FROM audit_entry'], { kind: 'cut', id: 1 }],
  ])('%s', async (_, statements, fault) => {
    const runtime = await startLog(8);
    for (const sql of statements) tamper(runtime, sql);
    expect((await runtime.auditChain.checkAll()).fault).toMatchObject(fault);
  });

  test('an inserted entry: anyone can compute its hash, but its HMAC needs the key', async () => {
    const runtime = await startLog(4);
    await forgeEntry(runtime, 5);
    expect((await runtime.auditChain.checkAll()).fault).toMatchObject({ kind: 'forged', id: 5 });
    await addEntries(runtime, 3);
    expect((await runtime.auditChain.checkAll()).fault).toMatchObject({ kind: 'forged', id: 5 });
  });

  test('from the file beside the database, that the newest entries and the record of the last one were removed', async () => {
    const runtime = await startLog(8);
    await runtime.auditChain.checkNew();
    tamper(runtime, 'DELETE FROM audit_entry WHERE id > 6');
    tamper(runtime, 'UPDATE audit_reach SET last = 6');
    expect((await runtime.auditChain.checkAll()).fault).toEqual({ kind: 'cut', id: 7, at: null });
    await addEntries(runtime, 4);
    expect((await runtime.auditChain.checkAll()).fault).toMatchObject({ kind: 'changed', id: 8 });
  });

  test('from a head entry kept elsewhere, that the newest entries and the file beside the database were removed', async () => {
    const runtime = await startLog(8);
    const { head } = await runtime.auditChain.checkAll();
    expect(head).toMatchObject({ id: 8 });
    tamper(runtime, 'DELETE FROM audit_entry WHERE id > 6');
    tamper(runtime, 'UPDATE audit_reach SET last = 6');
    rmSync(join(runtime.env.dataDir, 'audit-head.json'));
    expect((await runtime.auditChain.checkAll()).fault).toBeNull();
    expect((await runtime.auditChain.checkAll(head ?? undefined)).fault).toMatchObject({ kind: 'cut', id: 7 });
  });
});

describe('a check', () => {
  test('of new entries checks those since the last check, or all if the file beside the database was edited', async () => {
    const runtime = await startLog(5);
    expect(await runtime.auditChain.checkNew()).toMatchObject({ checked: 5 });
    await addEntries(runtime, 2);
    expect(await runtime.auditChain.checkNew()).toMatchObject({ checked: 2, entries: 7 });
    expect(await runtime.auditChain.checkNew()).toMatchObject({ checked: 0, entries: 7 });
    const path = join(runtime.env.dataDir, 'audit-head.json');
    const record = readFileSync(path, 'utf8');
    writeFileSync(path, record.replace('"id":7', '"id":6'));
    expect(await runtime.auditChain.checkNew()).toMatchObject({ checked: 7 });
  });

  test('still reports what a full verification found, even in another process', async () => {
    const runtime = await startLog(6);
    await runtime.auditChain.checkNew();
    tamper(runtime, `UPDATE audit_entry SET action = 'x' WHERE id = 3`);
    expect(await runtime.auditChain.checkNew()).toMatchObject({ checked: 0, fault: null });
    expect((await runtime.auditChain.checkAll()).fault).toMatchObject({ id: 3 });
    const other = await openRuntime(runtime.env, 'test', SYSTEM_PLATFORM);
    onTestFinished(() => other.close());
    expect((await other.auditChain.checkNew()).fault).toMatchObject({ kind: 'changed', id: 3 });
  });

  test('keeps reporting a forged entry that an earlier check found, even after later entries', async () => {
    const runtime = await startLog(4);
    await runtime.auditChain.checkNew();
    await forgeEntry(runtime, 5);
    for (let checks = 0; checks < 3; checks++)
      expect((await runtime.auditChain.checkNew()).fault).toMatchObject({ kind: 'forged', id: 5 });
    await addEntries(runtime, 2);
    for (let checks = 0; checks < 3; checks++)
      expect((await runtime.auditChain.checkNew()).fault).toMatchObject({ kind: 'forged', id: 5 });
  });

  test('does not report entries added while it runs', async () => {
    const runtime = await startLog(3);
    const reports = Array.from({ length: 20 }, async () => {
      const [report] = await Promise.all([runtime.auditChain.checkAll(), addEntries(runtime, 2)]);
      return report.fault;
    });
    expect(new Set(await Promise.all(reports))).toEqual(new Set([null]));
  });

  test('knows the last entry of a process that has closed, even after an action that was rolled back', async () => {
    const runtime = await startLog(3);
    const failing = runtime.inOneTransaction(async () => {
      await addEntries(runtime, 1);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await addEntries(runtime, 2);
    await runtime.close();
    tamper(runtime, 'DELETE FROM audit_entry WHERE id > 3');
    tamper(runtime, `DELETE FROM sqlite_sequence WHERE name = 'audit_entry'`);
    const again = await openRuntime(runtime.env, 'test');
    onTestFinished(() => again.close());
    expect(await again.auditChain.checkAll()).toMatchObject({ fault: { kind: 'cut', id: 4 } });
  });

  test('knows the last entry of another process that has closed', async () => {
    const { runtime } = await startProduct();
    const other = await openRuntime(runtime.env, 'test', SYSTEM_PLATFORM);
    await addEntries(other, 2);
    await other.close();
    expect(existsSync(join(runtime.env.dataDir, 'audit-head.json'))).toBe(true);
    tamper(runtime, 'DELETE FROM audit_entry WHERE id = 2');
    tamper(runtime, `UPDATE sqlite_sequence SET seq = 1 WHERE name = 'audit_entry'`);
    expect((await runtime.auditChain.checkNew()).fault).toMatchObject({ kind: 'cut', id: 2 });
  });
});

test('a process closes even if the file beside the database cannot be written', async () => {
  const runtime = await startLog(1);
  const path = join(runtime.env.dataDir, 'audit-head.json');
  rmSync(path, { force: true });
  mkdirSync(path);
  await expect(runtime.close()).resolves.toBeUndefined();
});

describe('with a new encryption key', () => {
  test('all entries stay verifiable, even once the old key is removed', async () => {
    const runtime = await startLog(4);
    await perform(rotateEncryptionKeys, {}, SHELL, runtime);
    const [newest] = await runtime.auditList.page({ action: 'changeAuditKey' }, { limit: 1 });
    expect(newest).toMatchObject({ id: 6, actor: { kind: 'system' } });
    expect(await runtime.auditChain.checkAll()).toMatchObject({ entries: 7, fault: null, missingKeys: [] });
    const [old] = await perform(removeUnusedEncryptionKeys, {}, SHELL, runtime);
    expect(await runtime.auditChain.checkAll()).toMatchObject({ entries: 9, fault: null, missingKeys: [old] });
    tamper(runtime, `UPDATE audit_entry SET actor_name = 'somebody' WHERE id = 2`);
    expect((await runtime.auditChain.checkAll()).fault).toMatchObject({ kind: 'changed', id: 2 });
  });

  test('the product does not start with only the old key, and an entry written with it counts as forged', async () => {
    const runtime = await startLog(4);
    const { keyFile } = runtime.env;
    const stolen = readFileSync(keyFile, 'utf8');
    await perform(rotateEncryptionKeys, {}, SHELL, runtime);
    const rotated = readFileSync(keyFile, 'utf8');
    const stolenFile = `${keyFile}.stolen`;
    writeFileSync(stolenFile, stolen, { mode: 0o600 });
    const opening = openRuntime({ ...runtime.env, keyFile: stolenFile }, 'test', SYSTEM_PLATFORM);
    await expect(opening).rejects.toMatchObject({ code: 'key_wrong' });
    await runtime.auditChain.checkNew();
    writeFileSync(keyFile, stolen);
    await addEntries(runtime, 1);
    writeFileSync(keyFile, rotated);
    expect((await runtime.auditChain.checkNew()).fault).toMatchObject({ kind: 'forged', id: 8 });
    expect((await runtime.auditChain.checkAll()).fault).toMatchObject({ kind: 'forged', id: 8 });
  });
});

test('a backup contains the log; a restore keeps it verifiable and adds an entry', async () => {
  const runtime = await startLog(5);
  await runtime.auditChain.checkNew();
  const folder = await mkdtemp(join(tmpdir(), 'pintd-audit-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'backup.tar');
  await runtime.backUp(file);
  await addEntries(runtime, 3);
  const env = { ...runtime.env, dataDir: join(folder, 'data') };
  await restore(env, file);
  for (let opened = 0; opened < 2; opened++) {
    const restored = await openRuntime(env, 'test', SYSTEM_PLATFORM);
    expect(await restored.auditChain.checkAll()).toMatchObject({ entries: 6, fault: null });
    expect(await restored.auditLog.find(6)).toMatchObject({ action: 'restoreBackup', actor: { kind: 'shell' } });
    await restored.close();
  }
});

test('pintd audit:verify reports that the log is intact, or the first entry that was changed', async () => {
  const runtime = await startLog(5);
  const options = { env: { ...process.env, PINTD_DATA_DIR: runtime.env.dataDir, PINTD_LOG_LEVEL: 'silent' } };
  const intact = await runCommand(['audit:verify'], options);
  expect(intact).toMatchObject({ status: 0, out: expect.stringContaining('5 entries') });
  const [, head = ''] = /--head: (5:[0-9a-f]{64})/.exec(intact.out) ?? [];
  expect(await runCommand(['audit:verify', '--head', head], options)).toMatchObject({ status: 0 });
  expect((await runCommand(['audit:verify', '--head', `5:${'0'.repeat(64)}`], options)).status).toBe(1);
  expect((await runCommand(['audit:verify', '--head', 'x'], options)).status).toBe(1);
  tamper(runtime, `UPDATE audit_entry SET action = 'x' WHERE id = 3`);
  const broken = await runCommand(['audit:verify'], options);
  expect(broken).toMatchObject({ status: 1, err: expect.stringMatching(/entry 3 of 20\d\d-.*was changed/) });
  const { status, out } = await runCommand(['audit:verify', '--json'], options);
  expect({ status, ...JSON.parse(out) }).toMatchObject({ status: 1, intact: false, fault: { kind: 'changed', id: 3 } });
});
