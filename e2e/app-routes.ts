import { globSync, readFileSync } from 'node:fs';

/** The console's routes, derived from the folders of `app`. */

const APP = new URL('../app', import.meta.url).pathname;

export function pageRoutes(): string[] {
  return globSync('**/page.tsx', { cwd: APP }).map(routeOf);
}

/** The routes whose files define a handler for a method themselves; imported handlers do not count. */
export function handlerRoutes(method: 'GET' | 'POST'): string[] {
  const files = globSync('**/route.{ts,tsx}', { cwd: APP });
  return files.filter((file) => readFileSync(`${APP}/${file}`, 'utf8').includes(` ${method}(`)).map(routeOf);
}

/** Folders in parentheses are not part of an address. */
function routeOf(file: string): string {
  const folders = file.split('/').slice(0, -1);
  return `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`;
}
