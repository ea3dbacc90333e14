import type { AnswerOf } from '../../../commands/command.ts';
import { type getWorkflowProject, listWorkflowProjects } from '../../../commands/rows/workflow/projects.ts';
import type { getWorkflow } from '../../../commands/rows/workflow/workflows.ts';
import { UserError } from '../../../core/errors.ts';
import type { Product } from '../../product/product.ts';

/** Throws UserError `workflow_project_unknown`. */
export async function findProject(product: Product, name: string): Promise<AnswerOf<typeof getWorkflowProject>> {
  const [found] = (await product.call(listWorkflowProjects, { name, limit: 1 })).data;
  if (!found) throw new UserError('workflow_project_unknown', { name });
  return found;
}

/** Throws UserError `workflow_project_unknown` or `workflow_not_found`. */
export async function findWorkflow(
  product: Product,
  project: string,
  name: string,
): Promise<AnswerOf<typeof getWorkflow>> {
  const { workflows } = await findProject(product, project);
  const found = workflows.find((workflow) => workflow.name === name);
  if (!found) throw new UserError('workflow_not_found', { name });
  return found;
}
