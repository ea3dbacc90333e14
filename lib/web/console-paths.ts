import { globSync } from 'node:fs';

/** What is at a path of the console. */
export interface ConsolePaths {
  readonly isPage: (path: string) => boolean;
  /** A route handler, which answers other than by a page. */
  readonly isHandler: (path: string) => boolean;
}

/** Read from the folders of `app`, as Next's router is made of them. */
export function consolePathsOf(app: string): ConsolePaths {
  const [pages, handlers] = [patternsOf(app, 'page.tsx'), patternsOf(app, 'route.ts')];
  const isHandler = (path: string) => handlers.some((pattern) => pattern.test(path));
  return { isHandler, isPage: (path) => !isHandler(path) && pages.some((pattern) => pattern.test(path)) };
}

function patternsOf(app: string, file: string): RegExp[] {
  return globSync(`**/${file}`, { cwd: app }).map((found) => patternOf(found.split(/[\\/]/).slice(0, -1)));
}

/** `(group)` is no part of an address, `[id]` is any one, `[...path]` one or more, `[[...path]]` any number of them. */
function patternOf(folders: readonly string[]): RegExp {
  const parts = folders.filter((name) => !/^\(.*\)$/.test(name));
  const pattern = parts.map((name) => {
    if (name.startsWith('[[...')) return '(?:/.+)?';
    if (name.startsWith('[...')) return '/.+';
    return name.startsWith('[') ? '/[^/]+' : `/${RegExp.escape(name)}`;
  });
  return new RegExp(`^${pattern.join('') || '/'}/?$`);
}
