import type { Command } from 'commander';
import {
  deleteWorkflowSecret,
  listWorkflowSecrets,
  setWorkflowSecret,
} from '../../../commands/rows/workflow/secrets.ts';
import { UserError } from '../../../core/errors.ts';
import { translate } from '../../../messages/translate.ts';
import { readPassword } from '../../options/read-password.ts';
import { printJson, printLine, say } from '../../output/output.ts';
import type { Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';
import { findProject } from './find-workflow.ts';

interface SecretOptions {
  readonly set?: string;
  readonly delete?: string;
  readonly json?: boolean;
}

export function addWorkflowSecrets(program: Command): void {
  program
    .command('workflow:secrets')
    .description('list the keys of the secrets of a project, or change one; values are never shown')
    .argument('<project>', 'project')
    .option('--set <key>', 'store a secret; its value is read from standard input or a prompt')
    .option('--delete <key>', 'delete a secret')
    .option('--json', 'print an array of the keys')
    .action((project: string, options: SecretOptions) =>
      withProduct((product) => changeOrList(product, project, options)),
    );
}

async function changeOrList(product: Product, name: string, options: SecretOptions): Promise<void> {
  const { id: workflow_project } = await findProject(product, name);
  const { set: keyToSet, delete: keyToDelete, json } = options;
  if (keyToSet !== undefined && keyToDelete !== undefined) throw new UserError('workflow_secrets_one_change');
  if (keyToSet !== undefined) {
    const value = await readPassword(`${keyToSet}: `);
    await product.call(setWorkflowSecret, { workflow_project, key: keyToSet, value });
    return say(translate('cli', 'secret_kept', { key: keyToSet }));
  }
  if (keyToDelete !== undefined) {
    await product.call(deleteWorkflowSecret, { workflow_project, key: keyToDelete });
    return say(translate('cli', 'secret_forgotten', { key: keyToDelete }));
  }
  const keys = (await product.call(listWorkflowSecrets, { workflow_project })).data.map(({ key }) => key);
  if (json) return printJson(keys);
  for (const key of keys) await printLine(key);
  if (keys.length === 0) say(translate('cli', 'workflow_secrets_none', { name }));
}
