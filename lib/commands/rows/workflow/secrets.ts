import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import { defineCommand, idNumber } from '../../command.ts';
import { isoTime, registerShape, timestamp } from '../../shapes/shape-registry.ts';

const MAX_SECRET_LENGTH = 100_000;

const project = z.object({ workflow_project: idNumber });
/** A key as used in `${secret:td.apikey}`. */
const key = z
  .string()
  .max(255, 'workflow_secret_key_invalid')
  .regex(/^[A-Za-z][\w-]*(?:\.[\w-]+)*$/, 'workflow_secret_key_invalid');

/** Stores a value that only the operators of tasks can use, such as `td>`. It cannot be read back. */
export const setWorkflowSecret = defineCommand({
  id: 'setWorkflowSecret',
  permission: 'workflows.write',
  effect: 'changes',
  input: project.extend({ key, value: z.string().min(1, 'workflow_secret_empty').max(MAX_SECRET_LENGTH) }),
  answer: 'nothing',
  async run({ workflow_project: id, key, value }, { workflowProjects, workflowSecrets }) {
    await workflowProjects.get(id); // throws if unknown
    await workflowSecrets.keep(id, key, value);
  },
});

/** Lists only the keys of secrets. */
export const listWorkflowSecrets = defineCommand({
  id: 'listWorkflowSecrets',
  permission: 'workflows.write',
  effect: 'reads',
  input: project,
  answer: registerShape(
    'WorkflowSecrets',
    z.object({ data: z.array(z.object({ key: z.string(), updated_at: timestamp })) }),
  ),
  async run({ workflow_project: id }, { workflowProjects, workflowSecrets }) {
    await workflowProjects.get(id); // throws if unknown
    const secrets = await workflowSecrets.list(id);
    return { data: secrets.map(({ key, updatedAt }) => ({ key, updated_at: isoTime(updatedAt) })) };
  },
});

export const deleteWorkflowSecret = defineCommand({
  id: 'deleteWorkflowSecret',
  permission: 'workflows.write',
  effect: 'changes',
  input: project.extend({ key }),
  answer: 'nothing',
  async run({ workflow_project: id, key }, { workflowProjects, workflowSecrets }) {
    const { name: project } = await workflowProjects.get(id);
    if (!(await workflowSecrets.forget(id, key))) throw new UserError('workflow_secret_unknown', { key, project });
  },
});
