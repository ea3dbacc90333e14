import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { databasePath } from '../lib/adapters/store/sqlite/connection.ts';
import { startApi } from '../lib/api/api.test-kit.ts';
import { runCommand } from '../lib/cli/command-line.test-kit.ts';
import { defineInternalCommand, noInput } from '../lib/commands/command.ts';
import { commands } from '../lib/commands/commands.ts';
import { createApiKey, revokeApiKey } from '../lib/commands/console/access/keys.ts';
import { createOwner, renameSelf, signIn } from '../lib/commands/console/access/people.ts';
import { showTableRecords } from '../lib/commands/console/databases.ts';
import { duplicateQuery } from '../lib/commands/console/queries.ts';
import { perform } from '../lib/commands/perform.ts';
import { createDatabase } from '../lib/commands/rows/databases.ts';
import { createQuery } from '../lib/commands/rows/queries.ts';
import { pushWorkflowProject } from '../lib/commands/rows/workflow/projects.ts';
import { type Actor, MINIMUM_ROLES } from '../lib/core/access/permission.ts';
import { OTHER_ACTIONS } from '../lib/core/audit/audit-entry.ts';
import { MachineError } from '../lib/core/machine-fault.ts';
import { messagesOf } from '../lib/messages/translate.ts';
import type { Runtime } from '../lib/runtime/runtime.ts';
import { tdRoutes } from '../lib/td-api/routes.ts';
import { GuardStores } from '../lib/web/guard/guard-stores.ts';
import { openOtherWriter } from './kit/other-process.ts';
import { startProduct } from './kit/product.ts';

const OWNER: Actor = { kind: 'person', id: 'loopback', role: 'owner', from: { address: '192.0.2.4', session: null } };
const SHELL: Actor = { kind: 'shell', id: '1000', role: 'owner' };
const ANONYMOUS: Actor = { kind: 'person', id: 'anonymous', role: 'anonymous', from: { address: '192.0.2.9' } };
const VIEWER: Actor = { kind: 'person', id: 'viewer', role: 'viewer' };

/** The entries of the audit log, newest first. */
const entriesOf = ({ auditList }: Runtime) => auditList.page({}, { limit: 1000 });
/** The actions with their outcomes, oldest first. */
async function actionsOf(runtime: Runtime): Promise<string[]> {
  const entries = await entriesOf(runtime);
  return entries
    .toReversed()
    .map(({ action, outcome, code }) => `${action} ${outcome}${code === null ? '' : ` ${code}`}`);
}

const allCommands = [...commands, ...tdRoutes.map(({ command }) => command)];

test('a change, and the entries around an action in steps, wait while another process writes', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const { whileLocked, waited } = openOtherWriter(product);
  const { commit, append } = runtime.auditLog;
  vi.spyOn(runtime.auditLog, 'commit').mockImplementationOnce((...args) =>
    whileLocked(() => commit.apply(runtime.auditLog, args)),
  );
  vi.spyOn(runtime.auditLog, 'append').mockImplementationOnce((...args) =>
    whileLocked(() => append.apply(runtime.auditLog, args)),
  );
  await perform(createApiKey, { name: 'nightly', role: 'viewer' }, SHELL, runtime);
  await perform(createDatabase, { name: 'shop' }, SHELL, runtime);
  expect(waited).toEqual([true, true]);
  expect(await actionsOf(runtime)).toEqual(['createApiKey done', 'createDatabase done']);
});

test('an action in steps succeeds even if its second entry cannot be written', async () => {
  const { runtime } = await startProduct();
  const append = runtime.auditLog.append.bind(runtime.auditLog);
  vi.spyOn(runtime.auditLog, 'append').mockImplementation((entry) =>
    entry.outcome === 'done'
      ? Promise.reject(new MachineError('database_busy', new Error('database is locked')))
      : append(entry),
  );
  expect(await perform(createDatabase, { name: 'shop' }, SHELL, runtime)).toMatchObject({ name: 'shop' });
  expect(await actionsOf(runtime)).toEqual(['createDatabase begun']);
});

describe('each command', () => {
  test('has a title in every language, and every title belongs to a command or another logged action', () => {
    const actions = [...new Set([...allCommands.map(({ action, id }) => action ?? id), ...OTHER_ACTIONS])].sort();
    for (const locale of ['en', 'ja'] as const)
      expect(Object.keys(messagesOf('audit-actions', locale)).sort()).toEqual(actions);
  });

  test('that shows customer values needs a permission for it, and no other command does', () => {
    const showing = allCommands.filter(({ effect }) => effect === 'shows' || effect === 'downloads');
    expect(showing.filter(({ permission }) => !['values.show', 'audit.read'].includes(permission))).toEqual([]);
    const others = allCommands.filter(({ effect }) => !['shows', 'downloads'].includes(effect));
    expect(others.filter(({ permission }) => permission === 'values.show')).toEqual([]);
  });

  test('that changes something needs more than a permission to read', () => {
    const changing = allCommands.filter(({ effect }) => effect.startsWith('changes') || effect === 'drafts');
    expect(changing.filter(({ permission }) => permission.endsWith('.read'))).toEqual([]);
    expect(changing.length).toBeGreaterThan(110);
  });

  test('leaves an entry when its permission is missing, and none for someone without a session', async () => {
    const { runtime } = await startProduct();
    const refusedToViewer = allCommands.filter(
      ({ permission }) => MINIMUM_ROLES[permission] !== 'viewer' && permission !== 'sessions.begin',
    );
    for (const command of allCommands.filter(({ id }) => id !== 'viewPasskeyOrigin' && id !== 'viewSso')) {
      await expect(perform(command, {}, { ...ANONYMOUS, id: 'x' }, runtime)).rejects.toThrow();
      if (refusedToViewer.includes(command))
        await expect(perform(command, {}, VIEWER, runtime)).rejects.toThrow('permission_missing');
    }
    const logged = (await entriesOf(runtime)).filter(({ code }) => code === 'permission_missing');
    const actions = new Set(refusedToViewer.map(({ action, id }) => action ?? id));
    expect(logged.map(({ action }) => action).sort()).toEqual([...actions].sort());
    expect(new Set(logged.map(({ actor, role, outcome }) => `${actor.id} ${role} ${outcome}`))).toEqual(
      new Set(['viewer viewer refused']),
    );
  });

  test('that does more than read leaves an entry when its input is refused', async () => {
    const { runtime } = await startProduct();
    for (const command of commands)
      await perform(command, { no_such_member: 1 }, SHELL, runtime).catch((error: unknown) => error);
    const loggedActions = new Set((await entriesOf(runtime)).map(({ action }) => action));
    const notOnlyReading = commands.filter(({ effect }) => effect !== 'reads');
    expect(loggedActions).toEqual(new Set(notOnlyReading.map(({ action, id }) => action ?? id)));
  });
});

test('the entry of a change has who, what, on what, from where, and how it ended', async () => {
  const { runtime } = await startProduct();
  const { id } = await perform(createApiKey, { name: 'nightly', role: 'viewer' }, OWNER, runtime);
  await perform(revokeApiKey, { id }, SHELL, runtime);
  await expect(perform(revokeApiKey, { id: 99 }, SHELL, runtime)).rejects.toThrow('api_key_unknown');
  const object = { kind: 'key', id: String(id), name: 'nightly' };
  expect(await entriesOf(runtime)).toMatchObject([
    { action: 'revokeApiKey', outcome: 'failed', code: 'api_key_unknown', object: { id: '99', name: null } },
    { action: 'revokeApiKey', outcome: 'done', object, actor: { kind: 'shell', id: '1000' }, address: null },
    { action: 'createApiKey', outcome: 'done', object, role: 'owner', address: '192.0.2.4' },
  ]);
});

test('the entry of a command that copies an object is about the copy', async () => {
  const { runtime } = await startProduct();
  await perform(createDatabase, { name: 'shop' }, SHELL, runtime);
  const query = { name: 'Orders', database: 'shop', sql: 'SELECT 1 AS a' };
  const { id } = await perform(createQuery, query, OWNER, runtime);
  const copy = await perform(duplicateQuery, { query: id, name: 'Copy' }, OWNER, runtime);
  await expect(perform(duplicateQuery, { query: id, name: 'Copy' }, OWNER, runtime)).rejects.toThrow();
  expect((await entriesOf(runtime)).slice(0, 2)).toMatchObject([
    { action: 'duplicateQuery', outcome: 'failed', object: { kind: 'query', id: String(id), name: 'Orders' } },
    { action: 'duplicateQuery', outcome: 'done', object: { kind: 'query', id: String(copy), name: 'Copy' } },
  ]);
});

test('the entry of a created database or a pushed project names it', async () => {
  const { runtime } = await startProduct();
  await perform(createDatabase, { name: 'shop' }, SHELL, runtime);
  const files = [{ path: 'daily.dig', text: '+say:\n  echo>: hello\n' }];
  await perform(pushWorkflowProject, { name: 'birds', files }, SHELL, runtime);
  expect(await entriesOf(runtime)).toMatchObject([
    { action: 'pushWorkflowProject', outcome: 'done', object: { kind: 'workflow_project', id: '1', name: 'birds' } },
    { action: 'createDatabase', outcome: 'done', object: { kind: 'database', id: 'shop' } },
  ]);
});

test('a command whose entry cannot be written changes and shows nothing', async () => {
  const { runtime } = await startProduct();
  await perform(createDatabase, { name: 'shop' }, SHELL, runtime);
  const database = new Database(databasePath(runtime.env.dataDir));
  database.exec(`CREATE TRIGGER full BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'no room'); END`);
  database.close();
  await expect(perform(createApiKey, { name: 'x' }, OWNER, runtime)).rejects.toThrow('no room');
  expect(await runtime.apiKeys.list()).toEqual([]);
  await expect(perform(createDatabase, { name: 'other' }, SHELL, runtime)).rejects.toThrow('no room');
  expect(await runtime.workbench.databases()).toEqual(['shop']);
  await expect(perform(showValues, { database: 'shop' }, OWNER, runtime)).rejects.toThrow('no room');
});

const showValues = defineInternalCommand({
  id: 'showTableRecords',
  permission: 'values.show',
  effect: 'shows',
  input: z.object({ database: z.string() }),
  run: () => 'values',
});

test('a change in steps is logged before it begins, and again when it has ended', async () => {
  const { runtime } = await startProduct();
  const { promise, resolve: finish } = Promise.withResolvers<void>();
  const started = Promise.withResolvers<void>();
  const slow = defineInternalCommand({
    id: 'backUp',
    permission: 'jobs.read',
    effect: 'changesInSteps',
    input: noInput,
    run() {
      started.resolve();
      return promise;
    },
  });
  const running = perform(slow, {}, SHELL, runtime);
  await started.promise;
  expect(await actionsOf(runtime)).toEqual(['backUp begun']);
  finish();
  await running;
  const [entry, ...more] = await entriesOf(runtime);
  expect(entry).toMatchObject({ id: 2, action: 'backUp', outcome: 'done', begunAt: expect.any(Number) });
  expect(more).toEqual([]);
});

test('the entry of an action whose process was killed remains "begun"', async () => {
  const { runtime } = await startProduct();
  const script = `
    const { backUp } = await import('#lib/commands/rows/product.ts');
    const { LocalProduct } = await import('#lib/cli/product/local-product.ts');
    const { openRuntime } = await import('#lib/runtime/runtime.ts');
    const { readEnv } = await import('#lib/env.ts');
    const runtime = await openRuntime(readEnv(process.env), 'cli');
    const killing = { ...runtime, backUp: () => process.kill(process.pid, 'SIGKILL') };
    await new LocalProduct(killing).call(backUp, { file: '/nowhere', withTables: false });
  `;
  const { dataDir } = runtime.env;
  const env = { ...process.env, PINTD_DATA_DIR: dataDir, PINTD_LOG_LEVEL: 'silent' };
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: resolve('.'), env });
  expect(ended.signal).toBe('SIGKILL');
  expect(await actionsOf(runtime)).toEqual(['backUp begun']);
  expect(await runtime.auditChain.checkAll()).toMatchObject({ entries: 1, fault: null });
});

test('a change that awaits something other than the database fails, and changes nothing', async () => {
  const { runtime } = await startProduct();
  const run = async () => {
    const created = await runtime.apiKeys.create({ name: 'x', role: 'viewer' });
    await nextTurn();
    return created;
  };
  const refused = perform({ ...createApiKey, run }, { name: 'x' }, OWNER, runtime);
  await expect(refused).rejects.toThrow('awaited something other than the database');
  expect(await runtime.apiKeys.list()).toEqual([]);
});

test('showing values again in the same hour leaves no second entry; another object or person does', async () => {
  const { runtime } = await startProduct();
  const signal = new AbortController().signal;
  const minute = 60 * 1000;
  await runtime.clock.sleep(60 * minute - (runtime.clock.now() % (60 * minute)), signal);
  const showTable = (table: string, actor = OWNER) =>
    perform(showTableRecords, { database: 'shop', table, signal }, actor, runtime).catch(() => undefined);
  for (let page = 0; page < 20; page++) await showTable('orders');
  await showTable('customers');
  await showTable('orders', SHELL);
  await runtime.clock.sleep(58 * minute, signal);
  await showTable('orders');
  const entries = (await entriesOf(runtime)).map(({ object, actor }) => `${actor.id} ${object?.kind} ${object?.id}`);
  expect(entries).toEqual(['1000 table shop.orders', 'loopback table shop.customers', 'loopback table shop.orders']);
  await runtime.clock.sleep(2 * minute, signal);
  await showTable('orders');
  expect(await entriesOf(runtime)).toHaveLength(4);
});

test('input that could be a customer value is not logged', async () => {
  const { runtime } = await startProduct();
  const signal = new AbortController().signal;
  const input = { database: 'taro@mail.example', table: 'orders', signal };
  await perform(showTableRecords, input, OWNER, runtime).catch(() => undefined);
  expect(await entriesOf(runtime)).toMatchObject([{ action: 'showTableRecords', object: null }]);
});

describe('signing in', () => {
  const PASSWORD = 'orchard vinyl cobalt seven';
  const email = 'aiko@shop.example';
  const client = (address: string) => ({ address, browser: 'Firefox' });
  async function startWithOwner() {
    const { runtime } = await startProduct();
    await perform(
      createOwner,
      { name: 'Aiko Tanaka', email, password: PASSWORD, client: client('::1') },
      OWNER,
      runtime,
    );
    const tryToSignIn = (password: string, address: string, as = email) =>
      perform(signIn, { email: as, password, client: client(address) }, { ...ANONYMOUS, from: { address } }, runtime)
        .then(() => 'done')
        .catch(({ code }) => code);
    return { runtime, tryToSignIn };
  }

  test('leaves an entry with the person and the address, and so does each refusal', async () => {
    const { runtime, tryToSignIn } = await startWithOwner();
    await tryToSignIn(PASSWORD, '192.0.2.1');
    for (const guess of ['one', 'two']) await tryToSignIn(guess, '192.0.2.2');
    await tryToSignIn(PASSWORD, '192.0.2.3', 'my-secret@password.example');
    const aiko = { kind: 'person', id: '1', name: 'Aiko Tanaka' };
    const refused = { action: 'signIn', outcome: 'refused', code: 'sign_in_refused', role: 'anonymous' };
    expect(await entriesOf(runtime)).toMatchObject([
      { ...refused, object: null, address: '192.0.2.3' },
      { ...refused, object: aiko, address: '192.0.2.2' },
      { ...refused, object: aiko, address: '192.0.2.2' },
      { action: 'signIn', outcome: 'done', actor: aiko, role: 'owner', object: aiko, address: '192.0.2.1' },
      { action: 'createOwner', outcome: 'done', object: aiko },
    ]);
    expect(JSON.stringify(await entriesOf(runtime))).not.toContain('my-secret');
  });

  test('with many guesses from many addresses does not fill the log', async () => {
    const { runtime, tryToSignIn } = await startWithOwner();
    const answers: string[] = [];
    for (let guess = 0; guess < 60; guess++) answers.push(await tryToSignIn(`guess ${guess}`, `198.51.100.${guess}`));
    expect(answers.filter((code) => code === 'sign_in_limited')).toHaveLength(50);
    const actions = await actionsOf(runtime);
    expect(actions.filter((action) => action === 'signIn refused sign_in_refused')).toHaveLength(10);
    expect(actions.filter((action) => action === 'signIn refused sign_in_limited')).toHaveLength(1);
  });

  test('leaves an entry with the name that the person had at the time', async () => {
    const { runtime, tryToSignIn } = await startWithOwner();
    await tryToSignIn(PASSWORD, '192.0.2.1');
    await perform(renameSelf, { name: 'Aiko Sato' }, { kind: 'person', id: '1', role: 'owner' }, runtime);
    const names = (await entriesOf(runtime)).map(({ actor }) => actor.name);
    expect(names).toEqual(['Aiko Sato', 'Aiko Tanaka', null]);
    expect(await runtime.auditList.actors()).toContainEqual({ kind: 'person', id: '1', name: 'Aiko Sato' });
  });
});

test('a key is logged with its name and address, and a shell with its user', async () => {
  const api = await startApi();
  await api.request('POST', '/api/v1/databases', { body: { name: 'shop' } });
  const viewer = await api.runtime.apiKeys.create({ name: 'loader', role: 'viewer' });
  await api.request('POST', '/api/v1/databases', { body: { name: 'x' }, key: viewer.key });
  await api.request('POST', '/v3/database/create/y', { key: viewer.key });
  const { dataDir } = api.runtime.env;
  await runCommand(['notify:renew-secret'], {
    env: { ...process.env, PINTD_DATA_DIR: dataDir, PINTD_LOG_LEVEL: 'silent' },
  });
  const loader = { kind: 'key', id: '2', name: 'loader' };
  expect(await entriesOf(api.runtime)).toMatchObject([
    { action: 'renewSecret', actor: { kind: 'shell', id: String(process.getuid?.()) }, address: null },
    { action: 'createDatabase', actor: loader, role: 'viewer', outcome: 'refused', code: 'permission_missing' },
    { action: 'createDatabase', actor: { kind: 'key', id: '1', name: 'test' }, outcome: 'done', address: '192.0.2.7' },
  ]);
});

describe('a refused API key', () => {
  /** Starts a product, and returns functions that report refused keys to it as the guard does, and list them. */
  async function startRefusing() {
    const { runtime } = await startProduct();
    const stores = new GuardStores({ ...runtime.env, clock: runtime.clock });
    const refuse = (key: string, address: string, code = 'api_key_wrong') =>
      stores.noteRefusedKey(`Bearer ${key}`, code, address);
    const refusals = async () =>
      (await entriesOf(runtime))
        .filter(({ action }) => action === 'useApiKey')
        .toReversed()
        .map(({ actor, address, code, times }) => `${actor.name ?? actor.id} ${address} ${code} ${times ?? 1}`);
    const passMinutes = async (minutes: number) => {
      await runtime.clock.sleep(minutes * 60_000, new AbortController().signal);
      await stores.writeRefusals();
    };
    return { runtime, stores, refuse, refusals, passMinutes };
  }

  test('is logged with the reason, and with the holder if known', async () => {
    const api = await startApi();
    const { apiKeys } = api.runtime;
    const revoked = await apiKeys.create({ name: 'old', role: 'viewer' });
    const expired = await apiKeys.create({ name: 'late', role: 'viewer', termMs: 0 });
    await apiKeys.revoke(revoked.id);
    const wrong = `${api.key.slice(0, -1)}${api.key.endsWith('A') ? 'B' : 'A'}`;
    for (const key of [wrong, revoked.key, expired.key])
      expect((await api.request('GET', '/api/v1/jobs', { key })).status).toBe(401);
    expect((await api.request('GET', '/jobs')).status).toBe(403);
    expect(await entriesOf(api.runtime)).toMatchObject([
      { code: 'api_key_elsewhere', actor: { kind: 'key', name: 'test' }, role: 'admin' },
      { code: 'api_key_expired', actor: { kind: 'key', name: 'late' }, role: 'viewer' },
      { code: 'api_key_revoked', actor: { kind: 'key', name: 'old' } },
      {
        code: 'api_key_wrong',
        actor: { kind: 'person', id: 'anonymous' },
        role: 'anonymous',
        address: '127.0.0.1',
        object: null,
      },
    ]);
    const text = JSON.stringify(await entriesOf(api.runtime));
    for (const key of [wrong, revoked.key, expired.key]) expect(text).not.toContain(key.slice(6));
    expect(await api.runtime.auditChain.checkAll()).toMatchObject({ fault: null });
  });

  test('that is tried repeatedly leaves two entries per 15 minutes; the second counts the further attempts', async () => {
    const { refuse, refusals, passMinutes, runtime } = await startRefusing();
    for (let attempt = 0; attempt < 500; attempt++) await refuse('x', `2001:db8:1:2::${attempt.toString(16)}`);
    expect(await refusals()).toEqual(['anonymous 2001:db8:1:2::0 api_key_wrong 1']);
    await passMinutes(15);
    await passMinutes(15);
    expect(await refusals()).toEqual([
      'anonymous 2001:db8:1:2::0 api_key_wrong 1',
      'anonymous 2001:db8:1:2::0 api_key_wrong 499',
    ]);
    expect(await runtime.auditChain.checkAll()).toMatchObject({ fault: null });
  });

  test('from any number of networks does not fill the log', async () => {
    const { refuse, refusals, stores } = await startRefusing();
    for (let network = 0; network < 2000; network++) await refuse('x', `2001:db8:${network.toString(16)}::1`);
    await stores.writeRefusals('all');
    const logged = await refusals();
    expect(logged).toHaveLength(52);
    expect(logged.slice(-2)).toEqual(['anonymous * api_key_wrong 1', 'anonymous * api_key_wrong 1949']);
  });
});
