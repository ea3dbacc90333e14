import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRuntime } from '../../lib/runtime/runtime.ts';
import { startProduct } from '../kit/product.ts';
import { pushFiles, startWithDatabase } from '../kit/workflows.ts';

/** Tests Secrets of a project, in a real product. */

test('secrets of a project are kept, replaced, listed without their values, and forgotten', async () => {
  const product = await startProduct();
  await pushFiles(product, { 'daily.dig': '+a:\n  echo>: x\n' });
  const { workflowSecrets } = product.runtime;
  await workflowSecrets.keep(1, 'token', 'first');
  await workflowSecrets.keep(1, 'token', 'second');
  expect(await workflowSecrets.list(1)).toEqual([{ key: 'token', updatedAt: expect.any(Number) }]);
  expect([await workflowSecrets.open(1, 'token'), await workflowSecrets.open(1, 'none')]).toEqual([
    'second',
    undefined,
  ]);
  expect([await workflowSecrets.forget(1, 'token'), await workflowSecrets.forget(1, 'token')]).toEqual([true, false]);
});

test("the product does not start with a key other than that of its projects' secrets", async () => {
  const { runtime } = await startWithDatabase();
  for (const { id } of await runtime.authentications.list()) await runtime.authentications.delete(id);
  await pushFiles({ runtime }, { 'daily.dig': '+a:\n  echo>: x\n' });
  await runtime.workflowSecrets.keep(1, 'token', 'sealed');
  const keyFile = join(runtime.env.dataDir, 'other.key');
  await writeFile(keyFile, randomBytes(32).toString('base64'), { mode: 0o600 });
  await expect(openRuntime({ ...runtime.env, keyFile }, 'test')).rejects.toMatchObject({ code: 'key_wrong' });
});
