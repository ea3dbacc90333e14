import type { Command } from 'commander';
import type { AnswerOf } from '../../../commands/command.ts';
import {
  backfillWorkflow,
  disableWorkflow,
  enableWorkflow,
  type getWorkflow,
  listWorkflows,
  skipWorkflowSessions,
} from '../../../commands/rows/workflow/workflows.ts';
import { translate } from '../../../messages/translate.ts';
import { parseId } from '../../options/number-arguments.ts';
import { printJson, printLine, say } from '../../output/output.ts';
import { newTable } from '../../output/table.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';
import { findProject, findWorkflow } from './find-workflow.ts';

type Workflow = AnswerOf<typeof getWorkflow>;

interface Json {
  readonly json?: boolean;
}

interface SkipOptions extends Json {
  readonly count: number;
  readonly to?: string;
}

interface BackfillOptions extends Json {
  readonly from: string;
  readonly count: number;
}

interface EnableOptions extends Json {
  readonly skipMissed?: true;
}

export function addWorkflowSchedules(program: Command): void {
  program
    .command('workflow:schedules')
    .description('list the workflows that have a schedule, with their next sessions')
    .argument('[project]', 'only those of a project')
    .option('--json', 'print an array')
    .action((project: string | undefined, { json }: Json) => withProduct((product) => list(product, project, json)));
  ofWorkflow(program, 'workflow:skip', 'skip the next sessions of a schedule')
    .option('--count <number>', 'how many', parseId, 1)
    .option('--to <time>', 'instead: all sessions before this session time')
    .option('--json', 'print the workflow as an object')
    .action((project: string, name: string, options: SkipOptions) =>
      withProduct((product) => skip(product, project, name, options)),
    );
  ofWorkflow(
    program,
    'workflow:backfill',
    'start the sessions of a schedule from a given time up to its next session, one after another',
  )
    .requiredOption('--from <time>', "the first session time: a date, or a time in the workflow's time zone")
    .option('--count <number>', 'at most this many, up to 100', parseId, 100)
    .option('--json', 'print an array of the new attempts')
    .action((project: string, name: string, options: BackfillOptions) =>
      withProduct((product) => backfill(product, project, name, options)),
    );
  ofWorkflow(
    program,
    'workflow:enable',
    'enable the schedule of a workflow; it continues with the session at which it was disabled',
  )
    .option('--skip-missed', 'skip the sessions missed while it was disabled, instead of running them')
    .option('--json', 'print the workflow as an object')
    .action((project: string, name: string, { json, skipMissed }: EnableOptions) =>
      withProduct(async (product) => {
        const { id: workflow } = await findWorkflow(product, project, name);
        await report(await product.call(enableWorkflow, { workflow, skip_missed: skipMissed ?? false }), json);
      }),
    );
  ofWorkflow(program, 'workflow:disable', 'disable the schedule of a workflow')
    .option('--json', 'print the workflow as an object')
    .action((project: string, name: string, { json }: Json) =>
      withProduct(async (product) => {
        const { id: workflow } = await findWorkflow(product, project, name);
        await report(await product.call(disableWorkflow, { workflow }), json);
      }),
    );
}

function ofWorkflow(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument('<project>', 'project')
    .argument('<workflow>', 'workflow');
}

async function list(product: Product, project: string | undefined, json = false): Promise<void> {
  const filter = project === undefined ? {} : { project: (await findProject(product, project)).id };
  const workflows = await Array.fromAsync(itemsOf((page) => product.call(listWorkflows, { ...filter, ...page })));
  const scheduled = workflows.filter(({ schedule }) => schedule !== null);
  if (json) return printJson(scheduled);
  await printLine(scheduled.length === 0 ? translate('cli', 'workflow_schedules_none') : tableOf(scheduled));
}

async function skip(product: Product, project: string, name: string, options: SkipOptions): Promise<void> {
  const { count, to, json } = options;
  const { id: workflow } = await findWorkflow(product, project, name);
  const until = to === undefined ? { count } : { to };
  await report(await product.call(skipWorkflowSessions, { workflow, ...until }), json);
}

async function backfill(product: Product, project: string, name: string, options: BackfillOptions): Promise<void> {
  const { json, ...range } = options;
  const { id: workflow } = await findWorkflow(product, project, name);
  const { data, existing } = await product.call(backfillWorkflow, { workflow, ...range });
  if (json) await printJson(data);
  else for (const { attempt_id, session_time } of data) await printLine(`${attempt_id} ${session_time}`);
  say(translate('cli', 'workflow_backfilled', { attempts: data.length, existing }));
}

async function report(workflow: Workflow, json = false): Promise<void> {
  await (json ? printJson(workflow) : printLine(tableOf([workflow])));
}

function tableOf(workflows: readonly Workflow[]) {
  const table = newTable({ head: ['Project', 'Workflow', 'Cron', 'Timezone', 'Next session', 'Next run'] });
  for (const { project, name, schedule, timezone } of workflows) {
    const next = schedule?.enabled ? (schedule.next_run_at ?? '') : 'disabled';
    table.push([project, name, schedule?.cron ?? '', timezone, schedule?.next_session_time ?? '', next]);
  }
  return table;
}
