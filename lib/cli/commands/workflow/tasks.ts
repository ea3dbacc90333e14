import type { Command } from 'commander';
import { listWorkflowLog, listWorkflowTasks } from '../../../commands/rows/workflow/attempts.ts';
import { parseId } from '../../options/number-arguments.ts';
import { printJson, printLine } from '../../output/output.ts';
import { newTable } from '../../output/table.ts';
import { entriesOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';

interface Json {
  readonly json?: boolean;
}

export function addWorkflowTasks(program: Command): void {
  program
    .command('workflow:tasks')
    .description('list the tasks of an attempt, each before those below it')
    .argument('<attempt>', 'attempt', parseId)
    .option('--json', 'print an array')
    .action((id: number, { json }: Json) => withProduct((product) => tasks(product, id, json)));
  program
    .command('workflow:log')
    .description('print the log of an attempt')
    .argument('<attempt>', 'attempt', parseId)
    .argument('[task]', 'only what this task and those below it logged; the end of its name is enough')
    .option('--json', 'print an array')
    .action((id: number, task: string | undefined, { json }: Json) =>
      withProduct((product) => log(product, id, task, json)),
    );
}

async function tasks(product: Product, workflow_attempt: number, json = false): Promise<void> {
  const { data } = await product.call(listWorkflowTasks, { workflow_attempt });
  if (json) return printJson(data);
  const table = newTable({ head: ['ID', 'Task', 'State', 'Started', 'Ended', 'Job', 'Error'] });
  for (const { id, name, state, started_at, ended_at, job_id, error } of data)
    table.push([id, name, state, started_at ?? '', ended_at ?? '', job_id ?? '', error ?? '']);
  await printLine(table);
}

/** The text of each line stands alone, as a task printed it. Where another task begins, a line says so. */
async function log(product: Product, workflow_attempt: number, task: string | undefined, json = false): Promise<void> {
  const input = { workflow_attempt, ...(task !== undefined && { task }) };
  const lines = entriesOf((page) => product.call(listWorkflowLog, { ...input, ...page }));
  if (json) return printJson(await Array.fromAsync(lines));
  let last: string | undefined;
  for await (const { time, task: name, text } of lines) {
    if (name !== last) await printLine(`--- ${time} ${name}`);
    last = name;
    await printLine(text);
  }
}
