import { globSync, readFileSync } from 'node:fs';

/** The routes of the console, from the folders of app. */

const APP = new URL('../app', import.meta.url).pathname;

export function pageRoutes(): string[] {
  return globSync('**/page.tsx', { cwd: APP }).map(routeOf);
}

/** The routes with a GET handler. */
export function handlerRoutes(): string[] {
  const files = globSync('**/route.{ts,tsx}', { cwd: APP });
  return files.filter((file) => / GET\(/.test(readFileSync(`${APP}/${file}`, 'utf8'))).map(routeOf);
}

/** Folders in parentheses are not part of an address. */
function routeOf(file: string): string {
  const folders = file.split('/').slice(0, -1);
  return `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`;
}
