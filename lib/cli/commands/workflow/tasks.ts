import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { AnswerOf } from '../../../commands/command.ts';
import { getWorkflowAttempt, listWorkflowLog, listWorkflowTasks } from '../../../commands/rows/workflow/attempts.ts';
import { UserError } from '../../../core/errors.ts';
import { commandIo } from '../../invocation.ts';
import { parseId } from '../../options/number-arguments.ts';
import { printJson, printLine } from '../../output/output.ts';
import { newTable } from '../../output/table.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';

interface Json {
  readonly json?: boolean;
}

interface LogOptions extends Json {
  readonly follow?: boolean;
}

type Line = AnswerOf<typeof listWorkflowLog>['data'][number];

const FOLLOW_MS = 500;

export function addWorkflowTasks(program: Command): void {
  program
    .command('workflow:tasks')
    .description('list the tasks of an attempt, parents first')
    .argument('<attempt>', 'attempt', parseId)
    .option('--json', 'print an array')
    .action((id: number, { json }: Json) => withProduct((product) => printTasks(product, id, json)));
  program
    .command('workflow:log')
    .description('print the log of an attempt')
    .argument('<attempt>', 'attempt', parseId)
    .argument('[task]', 'only what this task and those below it logged; the end of its name is enough')
    .option('-f, --follow', 'continue until the attempt has ended; with --json, print one object for each line')
    .option('--json', 'print an array')
    .action((id: number, task: string | undefined, options: LogOptions) =>
      withProduct((product) => printLog(product, id, task, options)),
    );
}

async function printTasks(product: Product, workflow_attempt: number, json = false): Promise<void> {
  const { data } = await product.call(listWorkflowTasks, { workflow_attempt });
  if (json) return printJson(data);
  const table = newTable({ head: ['ID', 'Task', 'Status', 'Started', 'Ended', 'Job', 'Error'] });
  for (const { id, name, state, started_at, ended_at, job_id, error } of data)
    table.push([id, name, state, started_at ?? '', ended_at ?? '', job_id ?? '', error ?? '']);
  await printLine(table);
}

async function printLog(
  product: Product,
  workflow_attempt: number,
  task: string | undefined,
  { json = false, follow = false }: LogOptions,
): Promise<void> {
  const lines = follow
    ? followedLines(product, workflow_attempt, task)
    : linesAfter(product, workflow_attempt, { task, cursor: undefined });
  if (!json) return printLines(lines);
  if (!follow) return printJson(await Array.fromAsync(lines));
  for await (const line of lines) await printJson(line);
}

/** Prints lines as their tasks printed them, with a heading wherever the task changes. */
async function printLines(lines: AsyncIterable<Line>): Promise<void> {
  let last: string | undefined;
  for await (const { time, task: name, text } of lines) {
    if (name !== last) await printLine(`--- ${time} ${name}`);
    last = name;
    await printLine(text);
  }
}

interface LinesQuery {
  readonly task: string | undefined;
  readonly cursor: number | undefined;
}

function linesAfter(product: Product, workflow_attempt: number, { task, cursor }: LinesQuery): AsyncIterable<Line> {
  const from = cursor === undefined ? {} : { cursor: String(cursor) };
  const input = { workflow_attempt, ...(task !== undefined && { task }), ...from };
  return itemsOf((page) => product.call(listWorkflowLog, { ...input, ...page }));
}

/** The lines so far and, until the attempt ends or the command is interrupted, those that follow. */
async function* followedLines(product: Product, id: number, task: string | undefined): AsyncGenerator<Line> {
  const interrupt = commandIo().interruptSignal();
  let cursor: number | undefined;
  for (;;) {
    // The status is read before the lines, so that the last lines are not missed.
    const { status } = await product.call(getWorkflowAttempt, { workflow_attempt: id });
    const isOver = status !== 'queued' && status !== 'running';
    // A queued attempt has neither lines nor tasks.
    const lines = status === 'queued' ? [] : linesAfter(product, id, { task, cursor });
    for await (const line of isOver ? lines : noneIfTaskUnknown(lines)) {
      cursor = line.id;
      yield line;
    }
    if (isOver || interrupt.aborted) return;
    await sleep(FOLLOW_MS, undefined, { signal: interrupt }).catch(() => {});
  }
}

/** No lines instead of an error for a task that the attempt does not have: a running attempt may still add it. */
async function* noneIfTaskUnknown(lines: Iterable<Line> | AsyncIterable<Line>): AsyncGenerator<Line> {
  try {
    yield* lines;
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'workflow_task_unknown')) throw error;
  }
}
