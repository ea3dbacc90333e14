import { expressionSyntax } from '../../adapters/expressions/expression-syntax.ts';
import { readProjectFolder } from '../../adapters/files/project-folder.ts';
import { type CheckedProject, checkProject } from '../../core/workflow/check/check-project.ts';

/** Checks the project in a folder, without a data folder. Throws a UserError if the folder cannot be read. */
export async function checkProjectFolder(dir: string): Promise<CheckedProject> {
  return checkProject(await readProjectFolder(dir), await expressionSyntax());
}

/** The files of a folder, to be pushed. Throws like `checkProjectFolder`. */
export async function readProjectFiles(dir: string): Promise<{ path: string; text: string }[]> {
  const files = await readProjectFolder(dir);
  return files.paths.map((path) => ({ path, text: files.read(path) ?? '' }));
}
