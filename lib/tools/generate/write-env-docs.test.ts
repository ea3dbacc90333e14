import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { listSettings } from '../../env.ts';

const root = resolve(import.meta.dirname, '../../..');

test.each([
  ['README.md', (name: string) => `| \`${name}\` |`],
  ['.env.example', (name: string) => `\n# ${name}=`],
])('%s lists every setting', (file, entryOf) => {
  const text = readFileSync(resolve(root, file), 'utf8');
  expect(listSettings().filter(({ name }) => !text.includes(entryOf(name)))).toEqual([]);
});
