/** A folder and its contents, sorted by name. */
export interface FileFolder {
  readonly name: string;
  readonly path: string;
  readonly folders: readonly FileFolder[];
  /** Their paths. */
  readonly files: readonly string[];
}

export function fileTreeOf(paths: readonly string[], path = ''): FileFolder {
  const prefix = path === '' ? '' : `${path}/`;
  const within = paths.filter((each) => each.startsWith(prefix));
  const names = new Set(within.flatMap((each) => each.slice(prefix.length).split('/').slice(0, -1).slice(0, 1)));
  return {
    name: path.split('/').at(-1) ?? '',
    path,
    folders: [...names].sort().map((name) => fileTreeOf(within, `${prefix}${name}`)),
    files: within.filter((each) => !each.slice(prefix.length).includes('/')).sort(),
  };
}

export function fileName(path: string): string {
  return path.split('/').at(-1) ?? path;
}
