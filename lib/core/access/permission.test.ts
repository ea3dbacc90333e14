import { expect, test } from 'vitest';
import { hasPermission, MINIMUM_ROLES, type Permission, ROLES } from './permission.ts';

const rows: [Permission, ...boolean[]][] = [
  //                          viewer operator admin  owner
  ['jobs.read', true, true, true, true],
  ['values.show', false, true, true, true],
  ['exports.create', false, true, true, true],
  ['keys.manage', false, false, true, true],
];

test.each(rows)('%s is granted to viewer %s, operator %s, admin %s, owner %s', (permission, ...expected) => {
  expect(ROLES.map((role) => hasPermission({ role }, permission))).toEqual(expected);
});

test('every role that may write something may also read it', () => {
  const permissions = Object.keys(MINIMUM_ROLES) as Permission[];
  for (const permission of permissions) {
    const read = permission.replace(/\.\w+$/, '.read') as Permission;
    if (!permissions.includes(read)) continue;
    for (const role of ROLES) if (hasPermission({ role }, permission)) expect(hasPermission({ role }, read)).toBe(true);
  }
});
