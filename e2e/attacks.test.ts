import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { DuckDBInstance } from '@duckdb/node-api';
import { ROLES, type Role } from '../lib/core/access/permission.ts';
import { type Env, readEnv } from '../lib/env.ts';
import { SYSTEM_PLATFORM } from '../lib/runtime/platform.ts';
import { openRuntime, type Runtime } from '../lib/runtime/runtime.ts';
import { builtEntryPoints, type EntryPoint } from '../tests/kit/entry-points.ts';
import { expect, test } from './fixtures.ts';
import { pintd } from './people-kit.ts';
import { type Product, type StartProduct, withProducts } from './product.ts';

/**
 * Attacks that once succeeded, or are worth trying, on a console: without a session, as a person with few permissions,
 * and with a stolen session or key.
 */

const PASSWORD = 'orchard vinyl cobalt seven';

interface Target {
  readonly product: Product;
  readonly runtime: Runtime;
  readonly entryPoints: readonly EntryPoint[];
  readonly keys: Readonly<Record<'viewer' | 'operator' | 'admin', string>>;
  /** Begins a session of the person with this role; returns the headers that its pages send. */
  signInAs(role: Role): Promise<Headers>;
}

type Headers = Readonly<Record<string, string>>;

interface RequestOptions {
  readonly method?: string;
  readonly headers?: Headers;
  readonly body?: BodyInit;
}

/** Starts a product with a person of each role, and a key of each role but the owner's. */
async function withTarget(
  use: (target: Target, start: StartProduct) => Promise<void>,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  const entryPoints = await builtEntryPoints(resolve(import.meta.dirname, '..'));
  await withProducts(async (start, dataDir) => {
    const product = await start(undefined, { PINTD_LOG_LEVEL: 'info', ...settings });
    await product.waitUntilReady();
    const env: Env = readEnv({ ...product.env, PINTD_LOG_LEVEL: 'silent' });
    expect(env.dataDir).toBe(dataDir);
    const runtime = await openRuntime(env, 'test', SYSTEM_PLATFORM);
    const password = await runtime.passwords.hash(PASSWORD);
    const people = new Map<Role, number>();
    for (const role of ROLES.toReversed()) {
      const email = `${role}@shop.example`;
      if (role === 'owner') people.set(role, (await runtime.people.createOwner({ name: role, email, password })).id);
      else {
        const { token } = await runtime.invitations.create({ email, role, invitedBy: 'owner' });
        people.set(role, await runtime.invitations.accept(token, { name: role, password }));
      }
    }
    const keyOf = async (role: 'viewer' | 'operator' | 'admin') =>
      (await runtime.apiKeys.create({ name: role, role })).key;
    const target: Target = {
      product,
      runtime,
      entryPoints,
      keys: { viewer: await keyOf('viewer'), operator: await keyOf('operator'), admin: await keyOf('admin') },
      signInAs: async (role) => {
        const session = { method: 'password', address: '127.0.0.1', browser: 'test' } as const;
        const token = await runtime.sessions.begin(people.get(role) ?? 0, session);
        return { ...headersOfOwnPage(product), cookie: `__Host-session-${product.port}=${token}` };
      },
    };
    await use(target, start);
    await runtime.close();
  });
}

const headersOfOwnPage = ({ url }: Product) => ({
  origin: url,
  'sec-fetch-site': 'same-origin',
  'accept-language': 'en',
});

async function send({ product }: Target, path: string, { headers = {}, ...init }: RequestOptions = {}) {
  const response = await fetch(product.url + path, { redirect: 'manual', ...init, headers: { ...headers } });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

function asJson(body: unknown, headers: Headers): RequestOptions {
  return { method: 'POST', body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } };
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** Calls a server action as a page does, with these additional headers. */
function callAction(target: Target, name: string, input: unknown, headers: Headers) {
  const { route, action = '' } = actionOf(target, name);
  const actionHeaders = { 'next-action': action, 'content-type': 'text/plain;charset=UTF-8' };
  const path = route.replaceAll(/\[+(?:\.\.\.)?\w+\]+/g, '1');
  return send(target, path, {
    method: 'POST',
    body: JSON.stringify([input]),
    headers: { ...actionHeaders, ...headers },
  });
}

function actionOf({ entryPoints }: Target, name: string): EntryPoint {
  const entryPoint = entryPoints.find((each) => each.kind === 'action' && each.name.endsWith(` ${name}`));
  if (!entryPoint) throw new Error(`no action ${name}`);
  return entryPoint;
}

/** The number of the console's descendant processes. */
function countProcesses({ product }: Target): number {
  const children = (pid: number): readonly number[] =>
    globSync(`/proc/${pid}/task/*/children`).flatMap((path) =>
      (readFileSync(path, 'utf8').match(/\d+/g) ?? []).map(Number),
    );
  const descendants = (pid: number): number => children(pid).reduce((sum, child) => sum + 1 + descendants(child), 0);
  return descendants(product.pid);
}

/** Deeply nested calls, which once exhausted the worker's memory. */
async function tryNestedCalls(target: Target): Promise<void> {
  const { keys } = target;
  for (const engine of ['duckdb', 'trino'])
    for (const sql of [`SELECT ${'if('.repeat(80_000)}`, `SELECT ${'[('.repeat(900)}${')]'.repeat(900)}`]) {
      const check = asJson({ database: 'shop', engine, sql, type: 'pinterest_conversion' }, bearer(keys.operator));
      expect((await send(target, '/api/v1/queries/check', check)).text).toContain('query_too_nested');
      const run = asJson({ database: 'shop', engine, sql }, bearer(keys.operator));
      const { job_id: job } = JSON.parse((await send(target, '/api/v1/queries/run', run)).text);
      const stateOf = async () => (await send(target, `/api/v1/jobs/${job}`, { headers: bearer(keys.operator) })).text;
      await expect.poll(stateOf, { timeout: 30_000 }).toContain('query_too_nested');
    }
}

/** Other sites that make a signed-in browser start engines. */
async function tryOtherSites(target: Target, operator: Headers): Promise<void> {
  await send(target, '/workbench', { headers: operator });
  const before = countProcesses(target);
  const image = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' };
  const records = '/api/workbench/databases/shop/birds/records';
  const responses = await Promise.all(
    Array.from({ length: 12 }, () => send(target, records, { headers: { ...operator, ...image } })),
  );
  expect(responses.map(({ status }) => status)).toEqual(Array(12).fill(403));
  expect(countProcesses(target)).toBe(before);
  for (const site of ['cross-site', 'same-site']) {
    const forged = await callAction(
      target,
      'invitePerson',
      {},
      { ...(await target.signInAs('owner')), 'sec-fetch-site': site },
    );
    expect(forged.status).toBe(403);
  }
}

/** Endless bodies, whose length is not declared. */
async function tryEndlessBodies(target: Target, operator: Headers): Promise<void> {
  const headers = { ...operator, 'content-type': 'application/json' };
  const endless = () =>
    new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(32)) });
  for (const path of ['/api/workbench/check', '/exports/new/1/review/rows', '/audience/1/rules/population']) {
    const streamed = { method: 'POST', headers, body: endless(), duplex: 'half' } as RequestOptions;
    // The console may close the connection before the response has been read.
    const { status } = await send(target, path, streamed).catch(() => ({ status: 413 }));
    expect([path, status]).toEqual([path, 413]);
  }
}

/** Keys that try to create keys, invite people or sign in. */
async function tryKeysAsPeople(target: Target): Promise<void> {
  const { product, runtime, keys } = target;
  for (const [action, input] of [
    ['createApiKey', { name: 'more', role: 'admin' }],
    ['invitePerson', { email: 'evil@shop.example', role: 'admin' }],
    ['signIn', { email: 'owner@shop.example', password: PASSWORD }],
  ] as const) {
    const { status, text } = await callAction(target, action, input, {
      ...headersOfOwnPage(product),
      ...bearer(keys.admin),
    });
    expect([action, status, text]).toEqual([action, 403, expect.stringContaining('API keys are valid')]);
  }
  expect(await runtime.apiKeys.list()).toHaveLength(3);
}

/** Malformed JSON, which must not appear in the log. */
async function tryMalformedJson(target: Target, operator: Headers): Promise<void> {
  const { keys } = target;
  const headers = { ...operator, 'content-type': 'application/json' };
  for (const body of ['{"sql": "CANARY', '[CANARY]', '\u0000CANARY']) {
    const broken = { ...asJson('', bearer(keys.operator)), body };
    expect((await send(target, '/api/v1/queries/check', broken)).status).toBeGreaterThanOrEqual(400);
    expect((await send(target, '/api/workbench/check', { ...broken, headers })).status).toBe(400);
  }
}

/** Characters that move a terminal's cursor or reorder text. */
async function tryControlCharacters(target: Target): Promise<void> {
  const { keys } = target;
  for (const name of ['\u001b]0;evil\u0007', 'a\rb', 'abc\u202Etxt', '\u0000'])
    for (const [path, body] of [
      ['/api/v1/queries', { name, database: 'shop', sql: 'SELECT 1' }],
      ['/api/v1/authentications', { name, type: 'pinterest_conversion', access_token: 'pina_x' }],
    ] as const)
      expect([name, (await send(target, path, asJson(body, bearer(keys.admin)))).status]).toEqual([name, 422]);
}

/** Files that other users of the machine could access. */
function accessibleFiles({ runtime }: Target): readonly string[] {
  return globSync('**/*', { cwd: runtime.env.dataDir })
    .map((path) => join(runtime.env.dataDir, path))
    .filter((path) => (statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077);
}

/** Queries that would show paths or files of the machine. */
async function tryPathsOfMachine(target: Target): Promise<void> {
  const { runtime, keys } = target;
  for (const sql of [
    'SELECT * FROM duckdb_settings()',
    "SELECT current_setting('temp_directory')",
    "FROM '/etc/passwd'",
  ]) {
    const check = asJson({ database: 'shop', sql, type: 'pinterest_conversion' }, bearer(keys.operator));
    const { status, text } = await send(target, '/api/v1/queries/check', check);
    expect([sql, status]).toEqual([sql, 422]);
    expect(text).not.toContain(runtime.env.dataDir);
    expect(text).not.toContain('root:');
  }
}

/** Webhooks and mail servers in the machine's private network. */
async function tryPrivateAddresses(target: Target): Promise<void> {
  const { keys } = target;
  const patch = (body: object) => ({ ...asJson(body, bearer(keys.admin)), method: 'PATCH' });
  for (const [url, code] of [
    ['https://[::1]/hook', 'connection_refused'],
    ['https://[fd00::1]/hook', 'private_address'],
    ['https://169.254.169.254/latest', 'private_address'],
  ]) {
    await send(target, '/api/v1/settings', patch({ webhook_url: url }));
    const hook = await send(target, '/api/v1/notifications/test-webhook', asJson({}, bearer(keys.admin)));
    expect([url, hook.text]).toEqual([url, expect.stringContaining(`"code":"${code}"`)]);
    expect(hook.text).not.toMatch(/\\n\s+at /);
  }
  await send(target, '/api/v1/settings', patch({ smtp_host: '10.0.0.5', mail_from: 'a@shop.example' }));
  const mail = await send(
    target,
    '/api/v1/notifications/test-mail',
    asJson({ to: 'b@shop.example' }, bearer(keys.admin)),
  );
  expect(mail.text).toContain('private_mail_server');
}

test('attacks that once succeeded are refused: queries, foreign pages, bodies, keys, names and files', async () => {
  const settings = { PINTD_TRINO_URL: 'http://127.0.0.1:9', PINTD_TRINO_USER: 'attacker', PINTD_TRINO_CATALOG: 'hive' };
  await withTarget(async (target) => {
    const { product, runtime, signInAs } = target;
    await runtime.workbench.createDatabase('shop');
    const operator = await signInAs('operator');
    await tryNestedCalls(target);
    await tryOtherSites(target, operator);
    await tryEndlessBodies(target, operator);
    await tryKeysAsPeople(target);
    await tryMalformedJson(target, operator);
    await tryControlCharacters(target);
    expect(accessibleFiles(target)).toEqual([]);
    await tryPathsOfMachine(target);
    await tryPrivateAddresses(target);
    expect((await send(target, '/healthz')).status).toBe(200);
    product.kill('SIGTERM');
    await product.exitCode();
    expect(product.output).not.toMatch(/CANARY|SyntaxError|RangeError|\n\s+at .*request-filtering/);
  }, settings);
});

test('a restored backup revives neither sessions nor a key that was revoked after the backup @whole', async () => {
  await withTarget(async (target) => {
    const { product, runtime, keys, signInAs } = target;
    const folder = mkdtempSync(join(tmpdir(), 'pintd-restored-'));
    const [file, restored] = [join(folder, 'backup.tar.gz'), join(folder, 'data')];
    const session = await signInAs('owner');
    await pintd(product, ['backup', file]);
    await runtime.apiKeys.revoke(1);
    product.kill('SIGTERM');
    await product.exitCode();
    const env = { ...product.env, PINTD_DATA_DIR: restored, PINTD_KEY_FILE: runtime.env.keyFile };
    await pintd({ env }, ['restore', file]);
    const child = spawn('node', ['lib/start.ts'], { env, stdio: 'ignore' });
    try {
      await expect.poll(() => product.isHealthy()).toBe(true);
      for (const key of Object.values(keys))
        expect((await send(target, '/api/v1/jobs', { headers: bearer(key) })).text).toContain('api_key_suspended');
      expect((await send(target, '/jobs', { headers: session })).headers.get('location')).toContain('/sign-in');
    } finally {
      child.kill('SIGTERM');
      await once(child, 'close');
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

test("a person with few permissions gains nothing from other people's IDs, or from a page loaded earlier", async () => {
  await withTarget(async (target) => {
    const { product, runtime, signInAs } = target;
    const idOf = async (role: Role) => (await runtime.people.findByEmail(`${role}@shop.example`))?.person.id ?? 0;
    const owners = await signInAs('owner');
    const [ownersSession] = await runtime.sessions.list(await idOf('owner'));

    // Other people's IDs in actions that everyone may perform.
    const viewer = await signInAs('viewer');
    await callAction(target, 'endSession', { id: ownersSession?.id }, viewer);
    await callAction(target, 'endOtherSessions', { except: ownersSession?.id }, await signInAs('operator'));
    expect((await send(target, '/account', { headers: owners })).status).toBe(200);

    // An admin against an owner.
    const admin = await signInAs('admin');
    for (const [action, input] of [
      ['resetPassword', { id: await idOf('owner') }],
      ['changeRole', { id: await idOf('owner'), role: 'viewer' }],
      ['changeRole', { id: await idOf('admin'), role: 'owner' }],
      ['changeRole', { id: await idOf('viewer'), role: 'owner' }],
      ['disablePerson', { id: await idOf('owner') }],
      ['removeFactors', { id: await idOf('owner') }],
      ['invitePerson', { email: 'evil@shop.example', role: 'owner' }],
    ] as const) {
      const { text } = await callAction(target, action, input, admin);
      expect([action, text]).toEqual([action, expect.stringMatching(/"ok":false/)]);
    }
    expect((await runtime.people.list()).map(({ role }) => role).sort()).toEqual([...ROLES].sort());
    expect(await runtime.invitations.list()).toEqual([]);

    // A download and an action that a loaded page offers, after the role was lowered.
    const operator = await signInAs('operator');
    await runtime.people.setRole(await idOf('operator'), 'viewer');
    expect((await send(target, '/jobs/1/rejected.csv', { headers: operator })).status).toBe(401);
    expect((await callAction(target, 'invitePerson', {}, operator)).status).toBe(401);

    // Session fixation: sign-in does not adopt a token from the request.
    const headersWithToken = {
      ...headersOfOwnPage(product),
      cookie: `__Host-session-${product.port}=${'A'.repeat(43)}`,
    };
    const signedIn = await callAction(
      target,
      'signIn',
      { email: 'viewer@shop.example', password: PASSWORD },
      headersWithToken,
    );
    const sessionCookie = signedIn.headers.getSetCookie().find((each) => each.startsWith('__Host-session'));
    expect(sessionCookie).toMatch(/^__Host-session-\d+=[\w-]{43}; .*Secure; HttpOnly; SameSite=lax/i);
    expect(sessionCookie).not.toContain('A'.repeat(43));
    expect((await send(target, '/account', { headers: headersWithToken })).status).toBe(303);

    // Sign-in responds in the same way for people who exist, do not exist, or are disabled.
    await runtime.people.disable(await idOf('admin'));
    const wrong = await Promise.all(
      ['owner@shop.example', 'stranger@shop.example', 'admin@shop.example'].map((email) =>
        callAction(target, 'signIn', { email, password: 'not the password' }, headersOfOwnPage(product)),
      ),
    );
    expect(new Set(wrong.map(({ status, text }) => `${status} ${text.replaceAll(/"b":"[^"]*"/g, '')}`)).size).toBe(1);
  });
});

test('an invitation works once, even for many people at once, and not after it is replaced or withdrawn', {
  tag: '@whole',
}, async () => {
  await withTarget(async (target) => {
    const { product, runtime } = target;
    const invite = (email: string) => runtime.invitations.create({ email, role: 'viewer', invitedBy: 'owner' });
    const accept = (token: string, name: string) =>
      callAction(target, 'acceptInvitation', { token, name, password: PASSWORD }, headersOfOwnPage(product));
    const raced = await invite('race@shop.example');
    const names = Array.from({ length: 20 }, (_, index) => `racer ${index}`);
    const results = await Promise.all(names.map((name) => accept(raced.token, name)));
    expect(results.filter(({ headers }) => headers.getSetCookie().length > 0)).toHaveLength(1);
    expect((await runtime.people.list()).filter(({ email }) => email === 'race@shop.example')).toHaveLength(1);
    const first = await invite('twice@shop.example');
    const second = await invite('twice@shop.example');
    expect((await accept(first.token, 'early')).headers.getSetCookie()).toEqual([]);
    await runtime.invitations.withdraw(second.id);
    expect((await accept(second.token, 'late')).headers.getSetCookie()).toEqual([]);
    expect((await send(target, `/invitations/${second.token}`)).status).toBe(404);
  });
});

test('10,000 guesses from many addresses sign no one in and lock no one out @whole', async () => {
  test.setTimeout(400_000);
  await withTarget(async (target, start) => {
    const { product, runtime } = target;
    const email = 'owner@shop.example';
    const ownSignIn = await callAction(target, 'signIn', { email, password: PASSWORD }, headersOfOwnPage(product));
    const cookie = ownSignIn.headers
      .getSetCookie()
      .map((each) => each.split(';', 1)[0] ?? '')
      .find((each) => each.startsWith('__Host-browser'));
    product.kill('SIGTERM');
    await product.exitCode();
    // From now on, the product is behind a proxy, which passes on the attackers' addresses.
    const origin = 'https://console.example';
    const proxied = await start(product.port, { PINTD_PUBLIC_URL: origin, PINTD_TRUSTED_PROXIES: '127.0.0.1' });
    await proxied.waitUntilReady();
    const signIn = (password: string, address: string, more: Readonly<Record<string, string>> = {}) =>
      callThroughProxy(target, 'signIn', { email, password }, { origin, 'x-forwarded-for': address, ...more });
    const outcomes = new Map<string, number>();
    const numbers = Array.from({ length: 10_000 }, (_, number) => number).values();
    await repeatConcurrently(40, async () => {
      for (const number of numbers) {
        const address = `2001:db8:${(number % 4000).toString(16)}::${number.toString(16)}`;
        const { text } = await signIn(`guess number ${number}`, address);
        const code = /sign_in_\w+/.exec(text)?.[0] ?? text.slice(0, 80);
        outcomes.set(code, (outcomes.get(code) ?? 0) + 1);
      }
    });
    expect(Object.fromEntries(outcomes)).toEqual({ sign_in_refused: 10, sign_in_limited: 9990 });
    // The names of cookies contain the public port.
    const ownCookie = cookie?.replace(/^__Host-browser-\d+/, '__Host-browser-443') ?? '';
    const { cookies } = await signIn(PASSWORD, '203.0.113.9', { cookie: ownCookie });
    expect(cookies.join()).toContain('__Host-session');
    const entries = await runtime.auditList.page({ action: 'signIn', outcome: 'refused' }, { limit: 100 });
    expect(entries.length).toBeLessThan(15);
  });
});

test('of fifty simultaneous attempts to become the owner, one succeeds @whole', async () => {
  await withProducts(async (start) => {
    const product = await start();
    await product.waitUntilReady();
    const entryPoints = await builtEntryPoints(resolve(import.meta.dirname, '..'));
    const target = { product, entryPoints } as unknown as Target;
    const attempts = Array.from({ length: 50 }, (_, number) => {
      const input = { name: 'Owner', email: `owner${number}@shop.example`, password: PASSWORD };
      return callAction(target, 'createOwner', input, headersOfOwnPage(product));
    });
    const succeeded = (await Promise.all(attempts)).filter(({ headers }) => headers.getSetCookie().length > 0);
    expect(succeeded).toHaveLength(1);
    expect(JSON.parse(await pintd(product, ['people:list', '--json']))).toHaveLength(1);
  });
});

test('the console survives a small Parquet file of a large table, and clients whose bodies never end @whole', async () => {
  test.setTimeout(200_000);
  await withTarget(async (target) => {
    await expectParquetBounded(target, target.keys.operator);
    await expectSlowBodiesClosed(target);
    expect((await send(target, '/healthz')).status).toBe(200);
  });
});

function repeatConcurrently(times: number, work: () => Promise<void>): Promise<unknown> {
  return Promise.all(Array.from({ length: times }, work));
}

/** Like `callAction`, with the Host header of the public URL, which fetch does not send. */
async function callThroughProxy(
  target: Target,
  name: string,
  input: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly text: string; readonly cookies: readonly string[] }> {
  const { route, action = '' } = actionOf(target, name);
  const proxyHeaders = { host: new URL(headers['origin'] ?? '').host, 'x-forwarded-proto': 'https' };
  const pageHeaders = {
    'next-action': action,
    'content-type': 'text/plain;charset=UTF-8',
    'sec-fetch-site': 'same-origin',
  };
  const outgoing = request({
    host: '127.0.0.1',
    port: target.product.port,
    path: route,
    method: 'POST',
    headers: { ...proxyHeaders, ...pageHeaders, ...headers },
  });
  outgoing.end(JSON.stringify([input]));
  const [response] = await once(outgoing, 'response');
  return { text: await textOf(response), cookies: response.headers['set-cookie'] ?? [] };
}

/** Imports a file of a few kilobytes whose table has 290 MB; expects no server error, and a short response. */
async function expectParquetBounded(target: Target, key: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-parquet-'));
  const file = join(folder, 'bomb.parquet');
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT repeat('x', 10000000) AS a FROM range(29)) TO '${file}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  connection.closeSync();
  instance.closeSync();
  await target.runtime.workbench.createDatabase('shop');
  const body = readFileSync(file);
  rmSync(folder, { recursive: true });
  const path = '/api/v1/databases/shop/tables/bomb';
  const upload = { method: 'POST', headers: bearer(key), body };
  expect((await send(target, `${path}?name=bomb.parquet`, upload)).status).toBeLessThan(500);
  const shown = await send(target, `${path}/records?personal=true`, { headers: bearer(key) });
  expect(shown.text.length).toBeLessThan(1_000_000);
}

/** Clients that are not signed in have ten seconds to send a body. */
async function expectSlowBodiesClosed({ product }: Target): Promise<void> {
  const head = [
    'POST /sign-in HTTP/1.1',
    `Host: localhost:${product.port}`,
    `Origin: ${product.url}`,
    'Content-Type: text/plain',
    'Content-Length: 1000',
  ].join('\r\n');
  const sockets = Array.from({ length: 400 }, () =>
    connect({ host: '127.0.0.1', port: product.port }).on('error', () => {}),
  );
  for (const socket of sockets) socket.resume().write(`${head}\r\n\r\n`);
  const drip = setInterval(() => {
    for (const socket of sockets) if (!socket.destroyed) socket.write('x');
  }, 1000);
  await expect.poll(() => sockets.filter(({ closed }) => closed).length, { timeout: 30_000 }).toBe(400);
  clearInterval(drip);
}
