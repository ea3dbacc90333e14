import { resolve } from 'node:path';
import { routes } from '../lib/api/routes.ts';
import { KEY_ROLES } from '../lib/core/access/api-key.ts';
import { needsOfPage } from '../lib/core/access/page-permission.ts';
import { hasPermission, type Permission, ROLES, type Role } from '../lib/core/access/permission.ts';
import { readEnv } from '../lib/env.ts';
import { SYSTEM_PLATFORM } from '../lib/runtime/platform.ts';
import { openRuntime, type Runtime } from '../lib/runtime/runtime.ts';
import { tdRoutes } from '../lib/td-api/routes.ts';
import { builtEntryPoints, type EntryPoint, unguardedEntryPoints } from '../tests/kit/entry-points.ts';
import { IS_WHOLE } from '../tests/kit/whole.ts';
import { expect, test } from './fixtures.ts';
import { withProducts } from './product.ts';

/**
 * Tries every entry point of the build as every kind of visitor. The commands of an entry point come from the source,
 * the roles that may perform them from the table of permissions, and the results from a running console.
 */

/**
 * All entry points refuse a session or key that has ended, or that is not for them, in the same way, so a normal run
 * tries only every tenth of them.
 */
const REFUSED_ACCESS_STRIDE = IS_WHOLE ? 1 : 10;

const MAX_CONCURRENT_REQUESTS = 6;

type Headers = Readonly<Record<string, string>>;

interface Actor {
  readonly name: string;
  readonly headers: Headers;
  /** `anonymous` is not signed in or, at an API, has no valid key. */
  readonly role: Role | 'anonymous';
}

/** A request to an entry point, and the permissions that it needs. */
interface Attempt {
  readonly entryPoint: EntryPoint;
  readonly path: string;
  readonly needs: readonly Permission[];
  readonly headers: Headers;
  readonly body: string | undefined;
}

/**
 * `missing`: no such object exists. `not here`: the visitor, such as an API key at a page, is refused in every role.
 */
type AccessResult = 'passed' | 'missing' | 'refused' | 'sign-in required' | 'not here';

const TUS = { 'tus-resumable': '1.0.0', 'upload-length': '4', 'upload-offset': '0' };
const TUS_BODY = { 'content-type': 'application/offset+octet-stream' };

/** An entry point that can show values is tried with masking, too: masked values need no permission of their own. */
function attemptsAt(entryPoint: EntryPoint): Attempt[] {
  const permissions = [...new Set(entryPoint.commands.map(({ permission }) => permission))];
  const path = entryPoint.route.replaceAll(/\[+(?:\.\.\.)?\w+\]+/g, '999999');
  const isMaskable = permissions.length > 1 && permissions.includes('values.show');
  const gate = entryPoint.kind === 'page' ? needsOfPage(path) : undefined;
  const commandNeeds = permissions.filter((each) => !isMaskable || each !== 'values.show');
  const needs = gate === undefined ? commandNeeds : [...commandNeeds, gate];
  if (entryPoint.kind === 'action') {
    const headers = { 'next-action': entryPoint.action ?? '', 'content-type': 'text/plain;charset=UTF-8' };
    return [{ entryPoint, path, needs: permissions, headers, body: '[{}]' }];
  }
  if (entryPoint.route.startsWith('/api/uploads') && entryPoint.commands.length === 0)
    return [uploadAttempt(entryPoint, path)];
  // An entry point without a command shows nothing that a signed-in person may not know.
  if (needs.length === 0) return [{ entryPoint, path, needs: ['sessions.own'], headers: {}, body: undefined }];
  const headers: Headers = entryPoint.method === 'GET' ? {} : { 'content-type': 'application/json' };
  const body = entryPoint.method === 'GET' ? undefined : '{}';
  const masked = { entryPoint, path, needs, headers, body };
  // The log of an attempt has no masked form, and the sandbox page masks values for readers who may not see them.
  if (!isMaskable || entryPoint.name.endsWith('/log') || entryPoint.route === '/sandbox') return [masked];
  const unmasked = entryPoint.method === 'GET' ? { path: `${path}?personal=shown` } : { body: '{"personal":true}' };
  return [masked, { ...masked, ...unmasked, needs: ['values.show'] }];
}

function uploadAttempt(entryPoint: EntryPoint, path: string): Attempt {
  const hasBody = entryPoint.method === 'PATCH';
  const headers = { ...TUS, ...(hasBody && TUS_BODY) };
  return { entryPoint, path, needs: ['uploads.write'], headers, body: hasBody ? 'abcd' : undefined };
}

async function tryAs(url: string, { entryPoint, path, headers, body }: Attempt, actor: Actor): Promise<AccessResult> {
  const sameOrigin: Headers = entryPoint.method === 'GET' ? {} : { origin: url, 'sec-fetch-site': 'same-origin' };
  const response = await fetch(url + path, {
    method: entryPoint.method,
    redirect: 'manual',
    body: body ?? null,
    headers: { ...headers, ...sameOrigin, ...actor.headers, 'accept-language': 'en' },
  });
  const text = await response.text();
  const isSentToSignIn = entryPoint.kind === 'page' && response.headers.get('location')?.startsWith('/sign-in');
  const isSignInRequired = text.includes('"code":"sign_in_required"');
  if (response.status === 401 || isSentToSignIn || isSignInRequired) return 'sign-in required';
  if (text.includes('cannot be used here') || text.includes('API keys are valid')) return 'not here';
  // Next.js writes an error of a page into the response as `E{"digest":"…"}`, with escaped quotes in HTML.
  if (
    text.includes('needs the permission') ||
    text.includes('You need the role') ||
    (entryPoint.kind === 'page' && /\bE\{\\?"digest\\?":\\?"\d/.test(text))
  )
    return 'refused';
  if (response.status === 403) return 'not here';
  return response.status === 404 ? 'missing' : 'passed';
}

function expectedResults({ entryPoint, needs }: Attempt, { role }: Actor): readonly AccessResult[] {
  const isPermitted = needs.every((permission) => hasPermission({ role }, permission));
  if (role === 'anonymous' && !isPermitted) return ['sign-in required'];
  if (isPermitted) return ['passed', 'missing'];
  // A page ends before its second command if its address names no object.
  const canDoPart = entryPoint.kind === 'page' && needs.some((permission) => hasPermission({ role }, permission));
  return canDoPart ? ['refused', 'missing'] : ['refused'];
}

/** The weakest role that may pass, and the strongest that may not; in the whole run, all roles. */
function rolesAt({ needs }: Attempt): readonly Role[] {
  if (IS_WHOLE) return ROLES;
  const first = ROLES.findIndex((role) => needs.every((permission) => hasPermission({ role }, permission)));
  return ROLES.slice(Math.max(0, first - 1), first + 1);
}

/** Open to everyone or to this machine, or part of an API, whose routes `tryApis` covers. */
const EXCLUDED = /^\/(?:healthz|readyz|metrics|sign-in|api\/v1\/.*|v[34]\/.*)$/;

async function runConcurrently<T>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  concurrency = MAX_CONCURRENT_REQUESTS,
): Promise<void> {
  const remaining = items.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const item of remaining) await work(item);
    }),
  );
}

test('every entry point admits exactly the roles in the table of permissions', async () => {
  const entryPoints = await builtEntryPoints(resolve(import.meta.dirname, '..'));
  expect(unguardedEntryPoints(entryPoints)).toEqual([]);
  expect(entryPoints.length).toBeGreaterThan(200);
  const attempts = entryPoints.filter(({ route }) => !EXCLUDED.test(route)).flatMap(attemptsAt);
  await withProducts(async (start, dataDir) => {
    const product = await start(undefined, { PINTD_LOG_LEVEL: 'silent' });
    await product.waitUntilReady();
    const env = readEnv({ ...process.env, PINTD_DATA_DIR: dataDir, PINTD_LOG_LEVEL: 'silent' });
    const runtime = await openRuntime(env, 'test', SYSTEM_PLATFORM);
    const people = new People(runtime, product.port);
    await people.createAll();
    const wrong: string[] = [];
    const checkAccess = async (attempt: Attempt, actor: Actor, expected: readonly AccessResult[]) => {
      const result = await tryAs(product.url, attempt, actor);
      if (!expected.includes(result))
        wrong.push(
          `${actor.name} at ${attempt.entryPoint.kind} ${attempt.entryPoint.name} (${attempt.needs.join(', ')}): ${result}, not ${expected.join(' or ')}`,
        );
    };
    const sample = attempts.filter((_, index) => index % REFUSED_ACCESS_STRIDE === 0);
    for (const [actor, tried] of [
      [{ name: 'anonymous', headers: {}, role: 'anonymous' }, attempts],
      [await people.withRevokedSession(), sample],
      [await people.disabled(), sample],
    ] as const)
      await runConcurrently(tried, (attempt) => checkAccess(attempt, actor, expectedResults(attempt, actor)));
    for (const role of ROLES)
      for (const isAction of [false, true]) {
        // An action may end the sessions of its person, so each action gets a new session, and actions run one by one.
        const attemptsOfRole = attempts.filter(
          (attempt) => (attempt.entryPoint.kind === 'action') === isAction && rolesAt(attempt).includes(role),
        );
        await runConcurrently(
          attemptsOfRole,
          async (attempt) => {
            const actor = await people.signedIn(role, isAction);
            return checkAccess(attempt, actor, expectedResults(attempt, actor));
          },
          isAction ? 1 : MAX_CONCURRENT_REQUESTS,
        );
      }
    const key = await createKey(runtime, 'admin');
    await runConcurrently(sample, (attempt) => checkAccess(attempt, key, ['not here']));
    wrong.push(...(await tryApis(product.url, runtime, people)));
    expect(wrong).toEqual([]);
    await runtime.close();
  });
});

/** Tries every route of both APIs with every key, and with a session instead of a key. Returns the wrong results. */
async function tryApis(url: string, runtime: Runtime, people: People): Promise<string[]> {
  const apis = [
    ...routes.map(({ method, path, command }) => ({ method, path: `/api/v1${path}`, command })),
    ...tdRoutes
      .filter(({ needsNoKey }) => !needsNoKey)
      .map(({ method, path, command }) => ({ method, path: `/v3${path}`, command })),
  ];
  const revoked = await runtime.apiKeys.create({ name: 'revoked', role: 'admin' });
  await runtime.apiKeys.revoke(revoked.id);
  const expired = await runtime.apiKeys.create({ name: 'expired', role: 'admin', termMs: -1 });
  const holders: Actor[] = [
    ...(await Promise.all(KEY_ROLES.map((role) => createKey(runtime, role)))),
    ...[revoked, expired].map(({ key }) => ({
      name: 'a revoked or expired key',
      headers: { authorization: `Bearer ${key}` },
      role: 'anonymous' as const,
    })),
    { ...(await people.signedIn('owner', false)), name: 'an owner without a key', role: 'anonymous' },
  ];
  const wrong: string[] = [];
  for (const { name, headers, role } of holders) {
    const tried = apis.filter(({ command: { permission } }, index) => isTried(role, permission, index));
    await runConcurrently(tried, async ({ method, path, command: { permission } }) => {
      const body = method === 'GET' || method === 'DELETE' ? null : '{';
      const target = `${url}${path.replaceAll(/\{\w+\}/g, '999')}?no_such_parameter=1`;
      const response = await fetch(target, {
        method,
        body,
        headers: { ...headers, 'content-type': 'application/json' },
      });
      const result = await apiResultOf(response, permission);
      const expected = expectedResult(role, permission);
      if (result !== expected) wrong.push(`${name} at ${method} ${path}: ${result}, not ${expected}`);
    });
  }
  return wrong;
}

type ApiResult = 'passed' | 401 | 403;

async function apiResultOf(response: Response, permission: Permission): Promise<ApiResult> {
  if (response.status === 401) return 401;
  const isRefused = response.status === 403 && (await response.text()).includes(permission);
  return isRefused ? 403 : 'passed';
}

function expectedResult(role: Actor['role'], permission: Permission): ApiResult {
  if (role === 'anonymous') return 401;
  return hasPermission({ role }, permission) ? 'passed' : 403;
}

/**
 * Whether a route is tried with a key of this role, or without a valid key. A normal run tries the weakest role that
 * may pass, the strongest that may not, and every tenth route without a valid key.
 */
function isTried(role: Actor['role'], permission: Permission, index: number): boolean {
  if (IS_WHOLE) return true;
  const admitted = KEY_ROLES.filter((each) => hasPermission({ role: each }, permission));
  const refused = KEY_ROLES.filter((each) => !admitted.includes(each));
  return role === 'anonymous' ? index % REFUSED_ACCESS_STRIDE === 0 : role === admitted[0] || role === refused.at(-1);
}

async function createKey(runtime: Runtime, role: (typeof KEY_ROLES)[number]): Promise<Actor> {
  const { key } = await runtime.apiKeys.create({ name: role, role });
  return { name: `a key of ${role}`, headers: { authorization: `Bearer ${key}` }, role };
}

/** People of every role, and their sessions. */
class People {
  readonly #runtime: Runtime;
  readonly #cookie: string;
  readonly #ids = new Map<Role, number>();
  readonly #sessions = new Map<Role, Actor>();

  constructor(runtime: Runtime, port: number) {
    this.#runtime = runtime;
    this.#cookie = `__Host-session-${port}`;
  }

  /** Creates one person for each role. */
  async createAll(): Promise<void> {
    const runtime = this.#runtime;
    this.#ids.set(
      'owner',
      (await runtime.people.createOwner({ name: 'owner', email: 'owner@shop.example', password: '' })).id,
    );
    for (const role of ROLES) if (role !== 'owner') this.#ids.set(role, await this.#join(role, role));
  }

  /** The person with the role, in a new session or in the session that all other calls share. */
  async signedIn(role: Role, isNew: boolean): Promise<Actor> {
    const existing = isNew ? undefined : this.#sessions.get(role);
    const actor = existing ?? { name: role, role, headers: await this.#beginSession(this.#ids.get(role) ?? 0) };
    if (!isNew) this.#sessions.set(role, actor);
    return actor;
  }

  async withRevokedSession(): Promise<Actor> {
    const id = this.#ids.get('owner') ?? 0;
    const headers = await this.#beginSession(id);
    for (const session of await this.#runtime.sessions.list(id)) await this.#runtime.sessions.end(session.id, id);
    return { name: 'a revoked session', headers, role: 'anonymous' };
  }

  async disabled(): Promise<Actor> {
    const id = await this.#join('disabled', 'admin');
    const headers = await this.#beginSession(id);
    await this.#runtime.people.disable(id);
    return { name: 'a disabled person', headers, role: 'anonymous' };
  }

  async #join(name: string, role: Role): Promise<number> {
    const { invitations } = this.#runtime;
    const { token } = await invitations.create({ email: `${name}@shop.example`, role, invitedBy: 'owner' });
    return invitations.accept(token, { name, password: '' });
  }

  async #beginSession(person: number): Promise<Headers> {
    const token = await this.#runtime.sessions.begin(person, {
      method: 'password',
      address: '127.0.0.1',
      browser: 'test',
    });
    return { cookie: `${this.#cookie}=${token}` };
  }
}
