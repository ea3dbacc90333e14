import type { Command } from 'commander';
import { UserError } from '../../core/errors.ts';
import { translate } from '../../messages/translate.ts';
import { runPlannedTimes } from '../../operations/run-saved-query.ts';
import { runQueryOptions } from '../../runtime/schedules.ts';
import type { Runtime } from '../../runtime.ts';
import { identifier } from '../identifier.ts';
import { LocalProduct } from '../local-product.ts';
import { printJson, printLine, say } from '../output.ts';
import { plannedTime } from '../planned-time.ts';
import { addResultOptions } from '../query-result.ts';
import { queryNamed } from '../saved-schedule.ts';
import { isoTime, plannedRunObject, problemText } from '../schedule-object.ts';
import { newTable } from '../table.ts';
import { withDataFolder } from '../with-product.ts';
import { type ShowOptions, showJob } from './jobs.ts';

const LISTED = 20;

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
    .description('list what became of the planned times of a query, newest first')
    .argument('<name>', 'name of the query')
    .argument('[max]', 'how many', identifier, LISTED)
    .option('-p, --page <number>', 'leave out so many times as many', identifier)
    .option('-s, --skip <count>', 'leave out so many', identifier)
    .option('--json', 'print an array')
    .action((name: string, max: number, options: HistoryOptions) =>
      withDataFolder((runtime) => history(runtime, name, max, options)),
    );
  program
    .command('sched:run')
    .description('run a query now, as for its planned times from this one on')
    .argument('<name>', 'name of the query')
    .argument('<time>', 'the first of them: Unix seconds, or a time such as 2026-11-25 10:00:00', plannedTime)
    .option('-n, --num <count>', 'how many', identifier, 1)
    .option('--json', 'print an array')
    .action((name: string, time: number, options: RunOptions) =>
      withDataFolder((runtime) => run(runtime, name, time, options)),
    );
  addResultOptions(
    program
      .command('sched:result')
      .description('show the last job of a query, and its result')
      .argument('<name>', 'name of the query')
      .option('--last <number>', 'the one before it, with 2, and so on', identifier, 1)
      .option('-w, --wait [seconds]', 'wait until it has ended, or for so many seconds')
      .option('-v, --verbose', 'with its log')
      .option('--json', 'print the job object'),
  ).action((name: string, options: LastOptions) => withDataFolder((runtime) => result(runtime, name, options)));
}

async function history(runtime: Runtime, name: string, max: number, options: HistoryOptions): Promise<void> {
  const { page = 0, skip = 0, json } = options;
  const first = page * max + skip;
  const runs = runtime.plannedRuns.list(queryNamed(runtime, name).id, { limit: first + max }).slice(first);
  if (json) return printJson(runs.map(plannedRunObject));
  const table = newTable({ head: ['Time', 'JobID', 'Status', 'Missed since', 'Problem'] });
  for (const run of runs) {
    const { time, job_id, status, state, missed_since } = plannedRunObject(run);
    table.push([time ?? '', job_id ?? '', status ?? state, missed_since ?? '', problemText(run)]);
  }
  await printLine(runs.length === 0 ? translate('cli', 'planned_runs_none') : table.toString());
}

async function run(runtime: Runtime, name: string, from: number, { num, json }: RunOptions): Promise<void> {
  const runs = runPlannedTimes(runQueryOptions(runtime), queryNamed(runtime, name).id, from, num);
  const table = newTable({ head: ['JobID', 'Time'] });
  for (const { job, plannedAt } of runs) table.push([job, isoTime(plannedAt) ?? '']);
  if (json) await printJson(runs.map(({ job, plannedAt }) => ({ job_id: job, time: isoTime(plannedAt) })));
  else await printLine(table.toString());
  say(translate('cli', 'planned_runs_made', { count: runs.length, isWorking: String(runtime.workers.isAnyAlive()) }));
}

async function result(runtime: Runtime, name: string, { last, ...options }: LastOptions): Promise<void> {
  const id = runtime.plannedRuns.lastJob(queryNamed(runtime, name).id, last);
  if (id === undefined) throw new UserError('query_without_job', { name });
  await showJob(new LocalProduct(runtime), id, options);
}
