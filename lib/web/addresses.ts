import { globSync } from 'node:fs';

/** Says of a path whether a page is there; built from the folders of `app`, as Next's router is. */
export function pageFinder(app: string): (path: string) => boolean {
  const [pages, handlers] = ['page.tsx', 'route.ts'].map((file) => patternsOf(app, file)) as [RegExp[], RegExp[]];
  const isIn = (patterns: readonly RegExp[], path: string) => patterns.some((pattern) => pattern.test(path));
  return (path) => isIn(pages, path) && !isIn(handlers, path);
}

function patternsOf(app: string, file: string): RegExp[] {
  return globSync(`**/${file}`, { cwd: app }).map((found) => patternOf(found.split(/[\\/]/).slice(0, -1)));
}

/** `(group)` is no part of an address, `[id]` is any one, `[...path]` any number of them. */
function patternOf(folders: readonly string[]): RegExp {
  const parts = folders.filter((name) => !/^\(.*\)$/.test(name));
  const pattern = parts.map((name) => {
    if (name.startsWith('[...')) return '/.+';
    return name.startsWith('[') ? '/[^/]+' : `/${RegExp.escape(name)}`;
  });
  return new RegExp(`^${pattern.join('') || '/'}/?$`);
}
