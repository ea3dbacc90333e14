import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const documents = globSync(['*.md', 'docs/*.md', 'docs/decisions/*.md'], { cwd: root });
const files = globSync('{app,bench,bin,components,e2e,examples,i18n,lib,prisma,tests,torture}/**/*', { cwd: root });

test.each(documents)('%s mentions only files that exist, and links only to documents that exist', (document) => {
  const text = readFileSync(join(root, document), 'utf8');
  const named = [...text.matchAll(/`([\w.@/[\]-]+\/[\w.[\]-]+\.(?:ts|tsx|mjs|json))`/g)].map(([, path = '']) => path);
  const isFile = (path: string) => files.some((file) => file === path || file.endsWith(`/${path}`));
  expect(named.filter((path) => !path.startsWith('/') && !isFile(path))).toEqual([]);
  const links = [...text.matchAll(/\]\(([\w./-]+\.md)(?:#[\w-]*)?\)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => !existsSync(resolve(root, dirname(document), path)))).toEqual([]);
});
