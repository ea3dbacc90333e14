import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { databasePath } from '../lib/adapters/store/sqlite/connection.ts';
import { runCommand } from '../lib/cli/command-line.test-kit.ts';
import type { Env } from '../lib/env.ts';
import { openRuntime, type Runtime } from '../lib/runtime/runtime.ts';
import { ACCOUNT, startProduct, type TestProduct, validLines } from './kit/product.ts';
import { pushFiles } from './kit/workflows.ts';

const TYPE = 'pinterest_conversion';
const TOKEN_COUNT = 120;

/** A product with a secret of each kind, and more tokens than one transaction re-encrypts. */
async function startWithSecrets(): Promise<TestProduct> {
  const product = await startProduct();
  const { authentications, secrets, workflowSecrets } = product.runtime;
  for (let number = 2; number <= TOKEN_COUNT; number++) {
    await authentications.create({ name: `Shop ${number}`, connector: TYPE, target: 'live', token: `pina_${number}` });
  }
  await secrets.keep('smtp_password', 'smtp');
  await pushFiles(product, { 'daily.dig': '+a: {echo>: x}\n' });
  await workflowSecrets.keep(1, 'token', 'of a workflow');
  return product;
}

/** The current secrets, as an export, an email and a task would get them. */
async function secretsOf({ authentications, secrets, workflowSecrets }: Runtime) {
  return {
    tokens: (await Promise.all((await authentications.list()).map(({ id }) => authentications.token(id)))).sort(),
    ids: await Promise.all(
      Array.from({ length: TOKEN_COUNT - 1 }, (_, index) => `pina_${index + 2}`).map(
        async (token) => (await authentications.findByToken(TYPE, token))?.id,
      ),
    ),
    smtp: await secrets.open('smtp_password'),
    workflow: await workflowSecrets.open(1, 'token'),
  };
}

function pintd(product: TestProduct, ...args: readonly string[]) {
  return pintdWith('', product, ...args);
}

function pintdWith(input: string, { runtime, sandbox }: TestProduct, ...args: readonly string[]) {
  const { dataDir, keyFile } = runtime.env;
  const folder = { PINTD_DATA_DIR: dataDir, PINTD_KEY_FILE: keyFile };
  const settings = { ...folder, PINTD_LOG_LEVEL: 'silent', PINTEREST_API_BASE_URL: sandbox.url };
  return runCommand(args, { input, env: { ...process.env, ...settings } });
}

interface ListedKey {
  readonly id: string;
  readonly secrets: number;
}

async function keysOf(product: TestProduct): Promise<readonly ListedKey[]> {
  return JSON.parse((await pintd(product, 'keys:list', '--json')).out);
}

async function reopen(env: Env): Promise<Runtime> {
  const runtime = await openRuntime(env, 'test');
  onTestFinished(() => runtime.close());
  return runtime;
}

function linesOf({ keyFile }: Env): readonly string[] {
  return readFileSync(keyFile, 'utf8').trim().split('\n');
}

/** Changes the database directly, without the product. */
function changeDatabase({ runtime }: TestProduct, sql: string): void {
  new Database(databasePath(runtime.env.dataDir)).exec(sql).close();
}

test('a rotation encrypts every secret with a new key, which running processes use immediately', async () => {
  const product = await startWithSecrets();
  const before = await secretsOf(product.runtime);
  const [old] = await keysOf(product);
  expect(old).toMatchObject({ encrypts: true, secrets: TOKEN_COUNT + 2 });

  expect(await pintd(product, 'keys:rotate')).toMatchObject({ status: 0, out: '' });
  const [first, second] = await keysOf(product);
  expect([first?.secrets, second]).toEqual([TOKEN_COUNT + 2, { id: old?.id, encrypts: false, secrets: 0 }]);
  expect(await secretsOf(product.runtime)).toEqual(before);
  await product.runtime.secrets.keep('webhook_secret', 'later');
  expect((await keysOf(product)).map(({ secrets }) => secrets)).toEqual([TOKEN_COUNT + 3, 0]);

  expect((await pintd(product, 'keys:remove-unused')).err).toContain(old?.id);
  expect(linesOf(product.runtime.env)).toHaveLength(1);
  expect(await secretsOf(product.runtime)).toEqual(before);
  expect(await secretsOf(await reopen(product.runtime.env))).toEqual(before);
  expect((await pintd(product, 'keys:remove-unused')).err).toContain('Nothing to remove');
});

test('an interrupted rotation is completed without another key', async () => {
  const product = await startWithSecrets();
  const { keyFile, sealedSecrets } = product.runtime;
  const before = await secretsOf(product.runtime);
  keyFile.add();
  await sealedSecrets.reseal((await sealedSecrets.exceptKey(keyFile.keys[0]?.id ?? '')).slice(0, 100));
  expect((await keysOf(product)).map(({ secrets }) => secrets)).toEqual([100, TOKEN_COUNT - 98]);
  expect((await pintd(product, 'keys:remove-unused')).err).toContain('Nothing to remove');
  expect(await secretsOf(await reopen(product.runtime.env))).toEqual(before);

  expect((await pintd(product, 'keys:rotate')).err).toContain('complete');
  expect((await keysOf(product)).map(({ secrets }) => secrets)).toEqual([TOKEN_COUNT + 2, 0]);
  expect(await secretsOf(product.runtime)).toEqual(before);
});

test('refuses to start without a key that still encrypts something', async () => {
  const product = await startWithSecrets();
  const { env } = product.runtime;
  await pintd(product, 'keys:rotate');
  product.runtime.keyFile.add();
  await product.runtime.secrets.keep('smtp_password', 'newest');
  const [newest = '', used = '', unused = ''] = linesOf(env);
  const startWithKeys = (...keys: readonly string[]) => {
    writeFileSync(env.keyFile, `${keys.join('\n')}\n`);
    return reopen(env);
  };
  await expect(startWithKeys(newest, unused)).rejects.toMatchObject({ code: 'key_wrong' });
  await expect(startWithKeys(used)).rejects.toMatchObject({ code: 'key_wrong' });
  await expect(startWithKeys(newest, randomBytes(16).toString('base64'))).rejects.toMatchObject({
    code: 'key_malformed',
  });
  await expect(startWithKeys('')).rejects.toMatchObject({ code: 'key_malformed' });
  expect(await secretsOf(await startWithKeys(used, newest))).toMatchObject({
    smtp: 'newest',
    workflow: 'of a workflow',
  });
});

test('secrets encrypted before keys had IDs can be read, and a rotation encrypts them with the new key', async () => {
  const product = await startWithSecrets();
  const before = await secretsOf(product.runtime);
  // The older form is `v1.BYTES` instead of `v2.KEY.BYTES`.
  changeDatabase(product, `UPDATE secret SET sealed = 'v1.' || substr(sealed, 13)`);
  changeDatabase(
    product,
    `UPDATE authentication SET sealed_token = 'v1.' || substr(sealed_token, 13) WHERE id % 2 = 0`,
  );
  expect(await secretsOf(await reopen(product.runtime.env))).toEqual(before);
  expect(await pintd(product, 'keys:remove-unused')).toMatchObject({ status: 1 });
  await pintd(product, 'keys:rotate');
  expect((await keysOf(product)).map(({ secrets }) => secrets)).toEqual([TOKEN_COUNT + 2, 0]);
  expect(await secretsOf(product.runtime)).toEqual(before);
});

test('each rotation names the secrets that cannot be decrypted, until a person replaces them, and encrypts the others', async () => {
  const product = await startWithSecrets();
  changeDatabase(product, 'UPDATE authentication SET sealed_token = (SELECT sealed FROM secret) WHERE id = 7');
  changeDatabase(product, 'UPDATE workflow_secret SET sealed = (SELECT sealed FROM secret)');
  for (const keyCount of [2, 3]) {
    const { status, err } = await pintd(product, 'keys:rotate');
    expect(status).toBe(1);
    expect(err).toContain('access token of authentication 7 (pintd auth:replace)');
    expect(err).toContain('secret token of workflow project 1 (pintd workflow:secrets PROJECT --set token)');
    expect(err).not.toContain('complete');
    const counts = [TOKEN_COUNT, ...Array(keyCount - 2).fill(0), 2];
    expect((await keysOf(product)).map(({ secrets }) => secrets)).toEqual(counts);
  }
  await product.runtime.authentications.replaceToken(7, 'pina_7');
  await product.runtime.workflowSecrets.keep(1, 'token', 'of a workflow');
  expect((await keysOf(product)).map(({ secrets }) => secrets)).toEqual([TOKEN_COUNT + 2, 0, 0]);
});

test('a secret of a project cannot be decrypted under another name or in another project', async () => {
  const product = await startWithSecrets();
  const { workflowSecrets } = product.runtime;
  await workflowSecrets.keep(1, 'other', 'moved');
  changeDatabase(product, `UPDATE workflow_secret SET key = 'renamed' WHERE key = 'other'`);
  changeDatabase(product, `PRAGMA foreign_keys = OFF; UPDATE workflow_secret SET project_id = 2 WHERE key = 'token'`);
  await expect(workflowSecrets.open(1, 'renamed')).rejects.toMatchObject({ code: 'key_wrong' });
  await expect(workflowSecrets.open(2, 'token')).rejects.toMatchObject({ code: 'key_wrong' });
});

test('a rotation adds no key if a person has added one; a key file that others can read is refused', async () => {
  const product = await startWithSecrets();
  const { keyFile } = product.runtime.env;
  const [old] = linesOf(product.runtime.env);
  writeFileSync(keyFile, `${randomBytes(32).toString('base64')}\n${old}\n`);
  expect((await pintd(product, 'keys:rotate')).err).toContain('complete');
  expect((await keysOf(product)).map(({ secrets }) => secrets)).toEqual([TOKEN_COUNT + 2, 0]);
  chmodSync(keyFile, 0o644);
  expect((await pintd(product, 'keys:list')).err).toContain('chmod 600');
});

test('secrets whose key is lost are given up on request: the product starts, and jobs wait for new tokens', async () => {
  const product = await startWithSecrets();
  const { dataDir, keyFile } = product.runtime.env;
  const file = join(dataDir, 'events.csv');
  writeFileSync(file, `${validLines(2).join('\n')}\n`);
  const result = JSON.stringify({ ad_account_id: ACCOUNT, td_authentication_id: 7 });
  await pintd(product, 'export', file, '--result', result, '--no-wait');
  expect((await pintd(product, 'keys:give-up-lost', '--force')).err).toContain('Nothing to give up');
  await product.runtime.close();
  rmSync(keyFile);
  for (const args of [['keys:list'], ['auth:list'], ['keys:rotate']])
    expect(await pintd(product, ...args)).toMatchObject({ status: 1, err: expect.stringContaining('is missing') });
  expect(await pintd(product, 'keys:give-up-lost')).toMatchObject({ status: 1 });

  const { status, err } = await pintd(product, 'keys:give-up-lost', '--force');
  expect({ status, err }).toMatchObject({ status: 0, err: expect.stringContaining(`${TOKEN_COUNT + 2} secrets`) });
  expect(err).toContain('the access token of authentication 7 (pintd auth:replace)');
  const paused = await pintd(product, 'job:resume', '1');
  expect({ status: paused.status, job: JSON.parse(paused.out) }).toMatchObject({
    status: 5,
    job: { status: 'paused', records: { accepted: 0 }, error: { code: 'token_unreadable' } },
  });
  expect(await pintdWith('pina_new', product, 'auth:replace', '7')).toMatchObject({ status: 0 });
  const sent = await pintd(product, 'job:resume', '1');
  expect(JSON.parse(sent.out)).toMatchObject({ status: 'success', records: { accepted: 2 } });
  expect((await pintd(product, 'audit:verify')).out).toContain('is intact');
});
