import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { needsOfPage } from '../lib/core/access/page-permission.ts';

/**
 * The table of permissions hides links to a page, and `gatedPage` closes the page itself: a page that needs a
 * permission must have both.
 */

const app = resolve(import.meta.dirname, '../app');
const files = globSync('**/page.tsx', { cwd: app });

test('exactly the pages that need a permission are exported through gatedPage, with their own route', () => {
  const gated = files.filter((file) => needsOfPage(routeOf(file)) !== undefined);
  expect(gated.length).toBeGreaterThan(10);
  expect(Object.fromEntries(files.flatMap((file) => gateOf(file)))).toEqual(
    Object.fromEntries(gated.map((file) => [file, routeOf(file)])),
  );
});

/** Folders in parentheses are not part of an address. */
function routeOf(file: string): string {
  const folders = file.split('/').slice(0, -1);
  return `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`;
}

function gateOf(file: string): [file: string, route: string][] {
  const [, route] = /gatedPage\(\s*'([^']+)'/.exec(readFileSync(join(app, file), 'utf8')) ?? [];
  return route === undefined ? [] : [[file, route]];
}
