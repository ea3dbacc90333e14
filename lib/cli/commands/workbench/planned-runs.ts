import type { Command } from 'commander';
import { getJobDetails, listJobs } from '../../../commands/rows/jobs.ts';
import { listPlannedRuns, runSaved } from '../../../commands/rows/schedules.ts';
import { UserError } from '../../../core/errors.ts';
import { translate } from '../../../messages/translate.ts';
import { addResultOptions } from '../../job-output/query-result.ts';
import { parseId, parseWholeNumber } from '../../options/number-arguments.ts';
import { parsePlannedTime } from '../../options/planned-time.ts';
import { findQuery } from '../../options/saved-schedule.ts';
import { FAIL_ON_REJECT, waitOption } from '../../options/wait-option.ts';
import { printJson, printLine, say } from '../../output/output.ts';
import { newTable } from '../../output/table.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';
import { type ShowOptions, showJob } from '../jobs/job-show.ts';

const DEFAULT_COUNT = 20;

interface HistoryOptions {
  readonly page?: number;
  readonly skip?: number;
  readonly json?: boolean;
}

interface RunOptions {
  readonly num: number;
  readonly json?: boolean;
}

interface LastOptions extends ShowOptions {
  readonly last: number;
}

export function addPlannedRuns(program: Command): void {
  program
    .command('sched:history')
    .description('list the planned times of a query and their jobs, newest first')
    .argument('<name>', 'name of the query')
    .argument('[max]', 'how many', parseId, DEFAULT_COUNT)
    .option('-p, --page <number>', 'skip this many pages; max is the page size', parseWholeNumber)
    .option('-s, --skip <count>', 'skip this many of the newest', parseWholeNumber)
    .option('--json', 'print an array')
    .action((name: string, max: number, options: HistoryOptions) =>
      withProduct((product) => printHistory(product, name, max, options)),
    );
  program
    .command('sched:run')
    .description('run a query now for its planned times, starting with the given one')
    .argument('<name>', 'name of the query')
    .argument('<time>', 'the first planned time: Unix seconds, or a time such as 2026-11-25 10:00:00', parsePlannedTime)
    .option('-n, --num <count>', 'how many planned times', parseId, 1)
    .option('--json', 'print an array')
    .action((name: string, time: number, options: RunOptions) =>
      withProduct((product) => run(product, name, time, options)),
    );
  addResultOptions(
    program
      .command('sched:result')
      .description('show the last job of a query, and its result')
      .argument('<name>', 'name of the query')
      .option('--last <number>', 'show an earlier job: 2 for the one before, and so on', parseId, 1)
      .addOption(waitOption('wait until it has ended, or for this many seconds'))
      .option('--fail-on-reject', FAIL_ON_REJECT)
      .option('-v, --verbose', 'include the log; without effect with --json, --format or --output')
      .option('--json', 'print the job object'),
  ).action((name: string, options: LastOptions) => withProduct((product) => showResult(product, name, options)));
}

async function printHistory(product: Product, name: string, max: number, options: HistoryOptions): Promise<void> {
  const { page: skippedPages = 0, skip = 0, json } = options;
  const { id: query } = await findQuery(product, name);
  const offset = skippedPages * max + skip;
  const all = itemsOf((page) => product.call(listPlannedRuns, { query, ...page }), offset + max);
  const runs = (await Array.fromAsync(all)).slice(offset);
  if (json) return printJson(runs);
  const table = newTable({ head: ['Time', 'JobID', 'Status', 'Missed since', 'Problem'] });
  for (const { time, job_id, status, state, missed_since, problem } of runs)
    table.push([time, job_id ?? '', status ?? state, missed_since ?? '', problem?.message ?? '']);
  await printLine(runs.length === 0 ? translate('cli', 'planned_runs_none') : table);
}

async function run(product: Product, name: string, from: number, { num, json }: RunOptions): Promise<void> {
  const { id: query } = await findQuery(product, name);
  const { data: runs } = await product.call(runSaved, { query, from: new Date(from).toISOString(), count: num });
  const table = newTable({ head: ['JobID', 'Time'] });
  for (const { job_id, time } of runs) table.push([job_id, time]);
  if (json) await printJson(runs);
  else await printLine(table);
  const [first] = runs;
  const isWorkerAlive = first && (await product.call(getJobDetails, { job: first.job_id })).worker_alive;
  say(translate('cli', 'planned_runs_made', { count: runs.length, isWorking: String(isWorkerAlive) }));
}

async function showResult(product: Product, name: string, { last, ...options }: LastOptions): Promise<void> {
  const { id: query } = await findQuery(product, name);
  const jobs = await Array.fromAsync(itemsOf((page) => product.call(listJobs, { query, ...page }), last));
  const job = jobs[last - 1];
  if (!job) throw new UserError('query_without_job', { name });
  await showJob(product, job.job_id, options);
}
