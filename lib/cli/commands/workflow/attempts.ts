import { type Command, InvalidArgumentError } from 'commander';
import {
  killWorkflowAttempt,
  listWorkflowAttempts,
  retryWorkflowAttempt,
} from '../../../commands/rows/workflow/attempts.ts';
import { startWorkflow } from '../../../commands/rows/workflow/workflows.ts';
import { UserError } from '../../../core/errors.ts';
import type { ConfigMap } from '../../../core/workflow/config/config-node.ts';
import { mergedParams } from '../../../core/workflow/parameters/merge.ts';
import { translate } from '../../../messages/translate.ts';
import { parseId } from '../../options/number-arguments.ts';
import { waitOption } from '../../options/wait-option.ts';
import { printJson, printLine, say } from '../../output/output.ts';
import { newTable } from '../../output/table.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';
import { findProject, findWorkflow } from './find-workflow.ts';
import { type AttemptOptions, reportAttempt, scriptObject } from './report-attempt.ts';

const WAIT = 'wait until it has ended, or for this many seconds; on a data folder without a worker, run it here';
const DEFAULT_COUNT = 20;

interface StartOptions extends AttemptOptions {
  readonly session: string;
  readonly param?: ConfigMap;
  readonly sandbox?: boolean;
  readonly revision?: number;
}

interface RetryOptions extends AttemptOptions {
  readonly all?: boolean;
  readonly resume?: boolean;
  readonly from?: string;
}

interface Json {
  readonly json?: boolean;
}

interface ListOptions extends Json {
  readonly num: number;
}

export function addWorkflowAttempts(program: Command): void {
  program
    .command('workflow:start')
    .description('start a session of a workflow')
    .argument('<project>', 'project')
    .argument('<workflow>', 'workflow')
    .option(
      '--session <time>',
      "session time: now, hourly, daily, a date, or a time in the workflow's time zone",
      'now',
    )
    .option('-p, --param <key=value>', 'a parameter; repeatable', parseParam)
    .option('--sandbox', 'send every query result to the built-in sandbox')
    .option('--revision <number>', 'run the files of an older revision', parseId)
    .addOption(waitOption(WAIT))
    .option('--json', 'print the attempt as an object')
    .action((project: string, workflow: string, options: StartOptions) =>
      withProduct((product) => start(product, project, workflow, options)),
    );
  program
    .command('workflow:attempts')
    .description('list attempts, newest first')
    .argument('[project]', 'only those of a project')
    .argument('[workflow]', 'only those of a workflow')
    .option('-n, --num <count>', 'how many', parseId, DEFAULT_COUNT)
    .option('--json', 'print an array')
    .action((project: string | undefined, workflow: string | undefined, options: ListOptions) =>
      withProduct((product) => list(product, { project, workflow }, options)),
    );
  program
    .command('workflow:kill')
    .description('kill an attempt with the jobs of its tasks; no task starts after this returns')
    .argument('<attempt>', 'attempt', parseId)
    .option('--json', 'print the attempt as an object')
    .action((id: number, { json }: Json) => withProduct((product) => kill(product, id, json)));
  program
    .command('workflow:retry')
    .description('retry an attempt: run its session again, with the newest revision')
    .argument('<attempt>', 'attempt', parseId)
    .option('--resume', 'only the tasks that did not succeed')
    .option('--from <task>', 'this task and all after it; the end of its name is enough')
    .option('--all', 'all tasks')
    .addOption(waitOption(WAIT))
    .option('--json', 'print the new attempt as an object')
    .action((id: number, options: RetryOptions) => withProduct((product) => retry(product, id, options)));
}

/** As in digdag, dots separate the keys of nested maps. */
function parseParam(text: string, before: ConfigMap = {}): ConfigMap {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It must be KEY=VALUE.');
  const nested = name.split('.').reduceRight<string | ConfigMap>((inner, key) => ({ [key]: inner }), value);
  return mergedParams(before, nested as ConfigMap);
}

async function start(product: Product, project: string, name: string, options: StartOptions): Promise<void> {
  const { session, param: params = {}, sandbox = false, revision } = options;
  const { id: workflow } = await findWorkflow(product, project, name);
  const input = { workflow, session, params, sandbox, ...(revision !== undefined && { revision }) };
  await reportAttempt(product, await product.call(startWorkflow, input), options);
}

interface AttemptScope {
  readonly project: string | undefined;
  readonly workflow: string | undefined;
}

/** Attempts of all projects, of a project, or of a workflow in it. */
async function attemptFilter(product: Product, { project, workflow }: AttemptScope) {
  if (project === undefined) return {};
  if (workflow === undefined) return { project: (await findProject(product, project)).id };
  return { workflow: (await findWorkflow(product, project, workflow)).id };
}

async function list(product: Product, scope: AttemptScope, { num, json }: ListOptions): Promise<void> {
  const filter = await attemptFilter(product, scope);
  const all = await Array.fromAsync(itemsOf((page) => product.call(listWorkflowAttempts, { ...filter, ...page }), num));
  if (json) return printJson(all);
  const table = newTable({
    head: ['Attempt', 'Project', 'Workflow', 'Session', 'Status', 'Succeeded', 'Failed', 'Ended'],
  });
  for (const { attempt_id, project, workflow, session_time, status, tasks, ended_at } of all)
    table.push([attempt_id, project, workflow, session_time, status, tasks.success, tasks.error, ended_at ?? '']);
  await printLine(all.length === 0 ? translate('cli', 'workflow_attempts_none') : table);
}

async function kill(product: Product, id: number, json = false): Promise<void> {
  const attempt = await product.call(killWorkflowAttempt, { workflow_attempt: id });
  if (json) return printJson(scriptObject(attempt));
  say(translate('cli', 'workflow_attempt_killed', { attempt: id }));
}

/** Throws UserError `workflow_retry_mode_required` unless exactly one mode is given. */
async function retry(product: Product, id: number, options: RetryOptions): Promise<void> {
  const { all = false, resume = false, from } = options;
  if ([all, resume, from !== undefined].filter(Boolean).length !== 1)
    throw new UserError('workflow_retry_mode_required');
  const retryMode =
    from === undefined ? ({ mode: all ? 'all' : 'resume' } as const) : ({ mode: 'from', from } as const);
  await reportAttempt(
    product,
    await product.call(retryWorkflowAttempt, { workflow_attempt: id, ...retryMode }),
    options,
  );
}
