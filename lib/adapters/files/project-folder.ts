import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { MAX_PROJECT_BYTES, MAX_PROJECT_FILES, type ProjectFiles } from '../../core/workflow/project-files.ts';
import { isExcludedFromProject } from '../../core/workflow/project-path.ts';
import { projectTexts } from './project-texts.ts';

const EMPTY = Buffer.alloc(0);

/**
 * Reads the files of a workflow project from a folder, without links, hidden files and `node_modules`. Reading stops at
 * the limits of a project, so that it does not take long in a wrong folder. Throws UserErrors `folder_missing`,
 * `workflow_file_unreadable`, `workflow_project_too_large` and `workflow_files_too_many`.
 */
export async function readProjectFolder(dir: string): Promise<ProjectFiles> {
  const contents = new Map<string, Buffer>();
  let bytes = 0;
  for await (const name of filesBelow(dir)) {
    const path = join(dir, name);
    const { size } = await stat(path).catch(unreadable(name));
    bytes += size;
    if (bytes > MAX_PROJECT_BYTES) throw new UserError('workflow_project_too_large', { max: MAX_PROJECT_BYTES });
    // A file of size 0 is not read: it may be an endless system file.
    contents.set(name, size === 0 ? EMPTY : await readFile(path).catch(unreadable(name)));
  }
  return projectTexts(contents);
}

/** The paths of all files, with slashes. Folders count toward the limit, because there may be very many. */
async function* filesBelow(dir: string): AsyncGenerator<string> {
  const folders = [''];
  let count = 0;
  // Also visits the folders that this loop adds.
  for (const folder of folders) {
    for (const { name, isFolder } of await entriesOf(dir, folder)) {
      count += 1;
      if (count > MAX_PROJECT_FILES) throw new UserError('workflow_files_too_many', { max: MAX_PROJECT_FILES });
      if (isFolder) folders.push(name);
      else yield name;
    }
  }
}

/** The files and folders in a folder that belong to the project, by their paths in it. */
async function entriesOf(dir: string, folder: string) {
  const path = join(dir, folder);
  const entries = await readdir(path, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw new UserError('folder_missing', { path: dir });
    return unreadable(path)(error);
  });
  return entries
    .filter((entry) => entry.isFile() || entry.isDirectory())
    .map((entry) => ({
      name: folder === '' ? entry.name : `${folder}/${entry.name}`,
      isFolder: entry.isDirectory(),
    }))
    .filter(({ name }) => !isExcludedFromProject(name));
}

function unreadable(path: string) {
  return (error: NodeJS.ErrnoException): never => {
    throw new UserError('workflow_file_unreadable', { path, problem: error.code ?? '' }, { cause: error });
  };
}
