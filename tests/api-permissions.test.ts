import { describe, expect, test } from 'vitest';
import { startApi } from '../lib/api/api.test-kit.ts';
import { routes } from '../lib/api/routes.ts';
import { KEY_ROLES, type KeyRole } from '../lib/core/access/api-key.ts';
import { MINIMUM_ROLES, type Permission } from '../lib/core/access/permission.ts';
import { tdRoutes } from '../lib/td-api/routes.ts';

/** Tries every route of both APIs with a key of every role: a key is refused before its request is read. */

interface KeyedRoute {
  readonly method: string;
  readonly path: string;
  readonly permission: Permission;
}

const KEYED_ROUTES: readonly KeyedRoute[] = [
  ...routes.map(({ method, path, command }) => ({ method, path: `/api/v1${path}`, permission: command.permission })),
  ...tdRoutes
    .filter(({ needsNoKey }) => !needsNoKey)
    .map(({ method, path, command }) => ({ method, path: `/v3${path}`, permission: command.permission })),
];

const pathOf = ({ path }: KeyedRoute) => path.replaceAll(/\{\w+\}/g, '999');

/** A request with invalid content, so that it changes nothing even if the key is accepted. */
function malformedRequest({ method }: KeyedRoute) {
  if (method === 'GET' || method === 'DELETE') return {};
  return { content: Buffer.from('{'), headers: { 'content-type': 'application/json' } };
}

describe.each(KEY_ROLES)('a key with the role %s', (role: KeyRole) => {
  test('is refused exactly where its role lacks the permission', async () => {
    const api = await startApi();
    const { key } = await api.runtime.apiKeys.create({ name: role, role });
    const refused: string[] = [];
    for (const route of KEYED_ROUTES) {
      // The unknown parameter makes a request without content invalid, too.
      const { status, json } = await api.request(route.method, `${pathOf(route)}?no_such_parameter=1`, {
        ...malformedRequest(route),
        key,
      });
      expect(status, `${route.method} ${route.path}`).not.toBe(401);
      if (status === 403 && JSON.stringify(json).includes(route.permission))
        refused.push(`${route.method} ${route.path}`);
    }
    const expected = KEYED_ROUTES.filter(({ permission }) => !isAllowed(role, permission));
    expect(refused).toEqual(expected.map(({ method, path }) => `${method} ${path}`));
  });
});

const ROLES_ASCENDING = ['viewer', 'operator', 'admin', 'owner'];

function isAllowed(role: KeyRole, permission: Permission): boolean {
  return ROLES_ASCENDING.indexOf(role) >= ROLES_ASCENDING.indexOf(MINIMUM_ROLES[permission]);
}

test('every route refuses a request without a valid key', async () => {
  const api = await startApi();
  const { apiKeys } = api.runtime;
  const revoked = await apiKeys.create({ name: 'revoked', role: 'admin' });
  await apiKeys.revoke(revoked.id);
  const expired = await apiKeys.create({ name: 'expired', role: 'admin', termMs: -1 });
  for (const key of [null, revoked.key, expired.key, `${expired.key.slice(0, -1)}!`]) {
    for (const route of KEYED_ROUTES) {
      const { status } = await api.request(route.method, pathOf(route), { ...malformedRequest(route), key });
      expect(status, `${route.method} ${route.path}`).toBe(401);
    }
  }
});

test('the tested routes include many that a viewer may not use, and some that an operator may not use', () => {
  expect(KEYED_ROUTES.length).toBeGreaterThan(150);
  expect(KEYED_ROUTES.filter(({ permission }) => !isAllowed('viewer', permission)).length).toBeGreaterThan(80);
  expect(KEYED_ROUTES.filter(({ permission }) => !isAllowed('operator', permission)).length).toBeGreaterThan(8);
});
