import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startProduct } from '../../tests/kit/product.ts';
import { routes } from '../api/routes.ts';
import { UserError } from '../core/errors.ts';
import { defineInternalCommand, noInput } from './command.ts';
import { commands } from './commands.ts';
import { perform } from './perform.ts';

test('the commands of every file are listed', async () => {
  const files = globSync('{audience,rows,console}/**/*.ts', { cwd: import.meta.dirname });
  const modules = await Promise.all(files.map((file) => import(`./${file}`)));
  const exported = modules.flatMap((module) => Object.values<object>(module)).filter((value) => 'permission' in value);
  expect(exported.length).toBeGreaterThan(80);
  expect(exported.filter((command) => !commands.some((listed) => listed === command))).toEqual([]);
});

test('no two commands have the same id, and every route leads to a listed command', () => {
  const ids = commands.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(routes.filter(({ command }) => !commands.includes(command))).toEqual([]);
});

const showKeys = defineInternalCommand({
  id: 'showKeys',
  permission: 'keys.read',
  effect: 'reads',
  input: noInput,
  run: () => 'shown',
});

test('an actor without the permission is refused before the input is read', async () => {
  const { runtime } = await startProduct();
  const viewer = { kind: 'person', id: 'v', role: 'viewer' } as const;
  const refused = new UserError('permission_missing', { permission: 'keys.read', role: 'viewer' });
  await expect(perform(showKeys, { nonsense: true }, viewer, runtime)).rejects.toEqual(refused);
  expect(await perform(showKeys, {}, { ...viewer, role: 'admin' }, runtime)).toBe('shown');
});

test('an unknown member is refused, so that a misspelled option is not ignored', async () => {
  const { runtime } = await startProduct();
  const owner = { kind: 'shell', id: '0', role: 'owner' } as const;
  await expect(perform(showKeys, { nonsense: true }, owner, runtime)).rejects.toMatchObject({
    code: 'parameter_unknown',
    field: 'nonsense',
  });
});
