/** A folder and its contents, sorted by name. */
export interface FileFolder {
  readonly name: string;
  readonly path: string;
  readonly folders: readonly FileFolder[];
  /** The paths of the files in this folder, without those in its subfolders. */
  readonly files: readonly string[];
}

/** The tree of the files below a folder; by default, of all files. */
export function fileTreeOf(paths: readonly string[], folder = ''): FileFolder {
  const prefix = folder === '' ? '' : `${folder}/`;
  const within = paths.filter((path) => path.startsWith(prefix));
  const isInSubfolder = (path: string) => path.includes('/', prefix.length);
  const subfolders = within.filter(isInSubfolder).map((path) => path.slice(0, path.indexOf('/', prefix.length)));
  return {
    name: fileName(folder),
    path: folder,
    folders: [...new Set(subfolders)].sort().map((subfolder) => fileTreeOf(within, subfolder)),
    files: within.filter((path) => !isInSubfolder(path)).sort(),
  };
}

export function fileName(path: string): string {
  return path.split('/').at(-1) ?? path;
}
