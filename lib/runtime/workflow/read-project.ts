import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { expressionSyntax } from '../../adapters/expressions/expression-syntax.ts';
import { unpackProject } from '../../adapters/files/project-archive.ts';
import { readProjectFolder } from '../../adapters/files/project-folder.ts';
import { type CheckedProject, checkProject } from '../../core/workflow/check/check-project.ts';
import type { ProjectFiles } from '../../core/workflow/project-files.ts';

export { unpackProject };

/** Checks the project in a folder or a .tar.gz, without a data folder. Throws a UserError if it cannot be read. */
export async function checkProjectAt(path: string): Promise<CheckedProject> {
  return checkProject(await projectAt(path), await expressionSyntax());
}

/**
 * The files of a folder or a .tar.gz, to be pushed; undefined if a file is not text, which a check reports. Throws as
 * `checkProjectAt` does.
 */
export async function readProjectFiles(path: string): Promise<{ path: string; text: string }[] | undefined> {
  const { paths, read, nonTextFiles = [] } = await projectAt(path);
  return nonTextFiles.length > 0 ? undefined : paths.map((name) => ({ path: name, text: read(name) ?? '' }));
}

async function projectAt(path: string): Promise<ProjectFiles> {
  const isFile = await stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
  return isFile ? unpackProject(createReadStream(path)) : readProjectFolder(path);
}
