import { globSync } from 'node:fs';

/** Tells pages and route handlers of the console apart. */
export interface ConsolePaths {
  readonly isPage: (path: string) => boolean;
  /** Whether a route handler, not a page, serves the path. */
  readonly isHandler: (path: string) => boolean;
}

/** Derived from the folders of `app`, like Next's router. */
export function consolePathsOf(app: string): ConsolePaths {
  const pages = patternsOf(app, 'page.tsx');
  const handlers = patternsOf(app, 'route.ts');
  const isHandler = (path: string) => handlers.some((pattern) => pattern.test(path));
  return { isHandler, isPage: (path) => !isHandler(path) && pages.some((pattern) => pattern.test(path)) };
}

function patternsOf(app: string, file: string): RegExp[] {
  return globSync(`**/${file}`, { cwd: app }).map((path) => patternOf(path.split(/[\\/]/).slice(0, -1)));
}

/** `(group)` is not part of a URL, `[id]` matches one segment, `[...path]` one or more, `[[...path]]` any number. */
function patternOf(folders: readonly string[]): RegExp {
  const parts = folders.filter((name) => !/^\(.*\)$/.test(name));
  const pattern = parts.map((name) => {
    if (name.startsWith('[[...')) return '(?:/.+)?';
    if (name.startsWith('[...')) return '/.+';
    return name.startsWith('[') ? '/[^/]+' : `/${RegExp.escape(name)}`;
  });
  return new RegExp(`^${pattern.join('') || '/'}/?$`);
}
