import type { Command } from 'commander';
import { workflowFindingObject } from '../../../commands/shapes/workflow/project.ts';
import { countErrors } from '../../../core/workflow/finding.ts';
import { translate } from '../../../messages/translate.ts';
import { checkProjectAt } from '../../../runtime/workflow/read-project.ts';
import { commandIo } from '../../invocation.ts';
import { EXIT, say } from '../../output/output.ts';
import { printFindings } from './findings.ts';

export function addWorkflowCheck(program: Command): void {
  program
    .command('workflow:check')
    .description('check the files of a workflow project; nothing is run or stored')
    .argument('<dir>', 'folder of the project, or a .tar.gz of it: the .dig files at its top are workflows')
    .action(check);
}

async function check(dir: string): Promise<void> {
  const { workflows, findings } = await checkProjectAt(dir);
  await printFindings(findings.map(workflowFindingObject));
  const errors = countErrors(findings);
  const counts = { workflows: workflows.length, errors, warnings: findings.length - errors };
  say(translate('cli', 'workflow_checked', counts));
  if (errors > 0) commandIo().exitCode = EXIT.refused;
}
