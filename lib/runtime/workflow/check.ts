import { expressionSyntax } from '../../adapters/expressions/expression-syntax.ts';
import { readProjectFolder } from '../../adapters/files/project-folder.ts';
import { type CheckedProject, checkProject } from '../../core/workflow/check/check-project.ts';

/** Checks the project in a folder, without a data folder. Throws a UserError if the folder cannot be read. */
export async function checkProjectFolder(dir: string): Promise<CheckedProject> {
  return checkProject(await readProjectFolder(dir), await expressionSyntax());
}
