import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { UserError } from '../../core/errors.ts';
import { MAX_PROJECT_BYTES, type ProjectFiles } from '../../core/workflow/project-files.ts';
import { isHidden } from '../../core/workflow/project-path.ts';

/**
 * Reads the files of a workflow project from a folder, without hidden ones and links. Throws UserErrors `folder_missing` and
 * `workflow_project_too_large`.
 */
export async function readProjectFolder(dir: string): Promise<ProjectFiles> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw new UserError('folder_missing', { path: dir });
    throw error;
  });
  const texts = new Map<string, string>();
  let bytes = 0;
  for (const entry of found.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(dir, path).split(sep).join('/');
    if (isHidden(name)) continue;
    bytes += (await stat(path)).size;
    if (bytes > MAX_PROJECT_BYTES) throw new UserError('workflow_project_too_large', { max: MAX_PROJECT_BYTES });
    texts.set(name, await readFile(path, 'utf8'));
  }
  return { paths: [...texts.keys()].sort(), read: (path) => texts.get(path) };
}
