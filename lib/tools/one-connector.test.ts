import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
/** Where a connector may be named: its own folder, the texts, the setting of its base URL, and tests. */
const allowed = /^lib\/(connectors|messages)\/|^lib\/env\.ts$|\.test(?:-kit)?\.ts$/;

test('no other file of lib names a connector', () => {
  const files = globSync('lib/**/*.{ts,tsx}', { cwd: root }).filter((file) => !allowed.test(file));
  expect(files.length).toBeGreaterThan(20);
  expect(files.filter((file) => /pinterest/i.test(readFileSync(resolve(root, file), 'utf8')))).toEqual([]);
});
