import type { Command } from 'commander';
import { getWorkflowAttempt } from '../../../commands/rows/workflow/attempts.ts';
import {
  deleteWorkflowProject,
  listWorkflowProjects,
  pushWorkflowProject,
} from '../../../commands/rows/workflow/projects.ts';
import { workflowFindingObject } from '../../../commands/shapes/workflow/project.ts';
import { countErrors } from '../../../core/workflow/finding.ts';
import { translate } from '../../../messages/translate.ts';
import { checkProjectAt, readProjectFiles } from '../../../runtime/workflow/read-project.ts';
import { commandIo } from '../../invocation.ts';
import { waitOption } from '../../options/wait-option.ts';
import { EXIT, printJson, printLine, say } from '../../output/output.ts';
import { newTable } from '../../output/table.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';
import { findProject } from './find-workflow.ts';
import { type Finding, printFindings, sayFindings } from './findings.ts';
import { factsOf, reportAttempt } from './report-attempt.ts';

interface Json {
  readonly json?: boolean;
}

interface ShowOptions extends Json {
  readonly wait?: number;
}

export function addWorkflowProjects(program: Command): void {
  program
    .command('workflow:push')
    .description('check the files of a folder or a .tar.gz, and store them as a new revision of a project')
    .argument('<project>', 'project; it is created if it does not exist')
    .argument('<dir>', 'folder of the project, or a .tar.gz of it: the .dig files at its top are workflows')
    .option('--json', 'print an object with project, revision and workflows')
    .action((project: string, dir: string, { json }: Json) =>
      withProduct((product) => push(product, project, dir, json)),
    );
  program
    .command('workflow:list')
    .description('list the workflow projects')
    .option('--json', 'print an array')
    .action(({ json }: Json) => withProduct((product) => list(product, json)));
  program
    .command('workflow:show')
    .description('show a workflow project with its workflows, or an attempt')
    .argument('<project-or-attempt>', 'name of a project, or number of an attempt')
    .addOption(waitOption('wait until the attempt has ended, or for this many seconds'))
    .option('--json', 'print the object')
    .action((name: string, options: ShowOptions) => withProduct((product) => show(product, name, options)));
  program
    .command('workflow:delete')
    .description(
      'permanently delete a project with its revisions, secrets, sessions and logs; the jobs of its tasks are kept',
    )
    .argument('<project>', 'project')
    .requiredOption('-f, --force', 'confirm the deletion')
    .option('--json', 'print the deleted project as an object')
    .action((project: string, { json }: Json) => withProduct((product) => remove(product, project, json)));
}

async function push(product: Product, name: string, dir: string, json = false): Promise<void> {
  const files = await readProjectFiles(dir);
  if (!files) return refuse((await checkProjectAt(dir)).findings.map(workflowFindingObject));
  const { project, revision, workflows, findings } = await product.call(pushWorkflowProject, { name, files });
  if (revision === null) return refuse(findings);
  sayFindings(findings);
  if (json) return printJson({ project, revision, workflows });
  await printLine(translate('cli', 'workflow_pushed', { project, revision, workflows: workflows.join(', ') }));
}

async function refuse(findings: readonly Finding[]): Promise<void> {
  await printFindings(findings);
  say(translate('cli', 'workflow_refused', { errors: countErrors(findings) }));
  commandIo().exitCode = EXIT.refused;
}

async function list(product: Product, json = false): Promise<void> {
  const projects = await Array.fromAsync(itemsOf((page) => product.call(listWorkflowProjects, page)));
  const sorted = projects.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.id - b.id);
  if (json) return printJson(sorted);
  const table = newTable({ head: ['ID', 'Name', 'Revision', 'Pushed', 'Workflows'] });
  for (const { id, name, revision, updated_at, workflows } of sorted)
    table.push([id, name, revision, updated_at, workflows.map((workflow) => workflow.name).join(', ')]);
  await printLine(sorted.length === 0 ? translate('cli', 'workflow_projects_none') : table);
}

/** Shows a project or an attempt. A number is an attempt, because the name of a project never begins with a digit. */
async function show(product: Product, nameOrId: string, options: ShowOptions): Promise<void> {
  if (/^[1-9]\d{0,14}$/.test(nameOrId)) return showAttempt(product, Number(nameOrId), options);
  const project = await findProject(product, nameOrId);
  if (options.json) return printJson(project);
  const { id, name, revision, created_at, updated_at, workflows } = project;
  const facts = newTable();
  facts.push({ ID: String(id) }, { Name: name }, { Revision: String(revision) });
  facts.push({ Created: created_at }, { Pushed: updated_at });
  await printLine(facts);
  const table = newTable({ head: ['Workflow', 'Timezone', 'Cron', 'Next session'] });
  for (const { name: workflow, timezone, schedule } of workflows)
    table.push([workflow, timezone, schedule?.cron ?? '', schedule?.next_session_time ?? '']);
  await printLine(table);
}

/** The status of the attempt decides the exit status only if the command has waited for the attempt. */
async function showAttempt(product: Product, id: number, options: ShowOptions): Promise<void> {
  const attempt = await product.call(getWorkflowAttempt, { workflow_attempt: id });
  if (options.wait !== undefined) return reportAttempt(product, attempt, options, (ended) => ended);
  await (options.json ? printJson(attempt) : printLine(factsOf(attempt)));
}

async function remove(product: Product, name: string, json = false): Promise<void> {
  const project = await findProject(product, name);
  await product.call(deleteWorkflowProject, { workflow_project: project.id });
  if (json) return printJson(project);
  say(translate('cli', 'workflow_project_deleted', { name }));
}
