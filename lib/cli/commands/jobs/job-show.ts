import type { Command } from 'commander';
import type { AnswerOf } from '../../../commands/command.ts';
import { listLog } from '../../../commands/rows/job-parts.ts';
import { getJob, getJobDetails } from '../../../commands/rows/jobs.ts';
import { isFinal } from '../../../core/job/job.ts';
import type { JobObject } from '../../../core/view/job-object.ts';
import { translate } from '../../../messages/translate.ts';
import { commandIo } from '../../invocation.ts';
import { addResultOptions, type ResultOptions, reportResult } from '../../job-output/query-result.ts';
import { type StatusOptions, sayIfUnderWay, sayNext, setExitStatus } from '../../job-output/report-job.ts';
import { parseId } from '../../options/number-arguments.ts';
import { deadlineOf, FAIL_ON_REJECT, waitOption } from '../../options/wait-option.ts';
import { printJson, printLine, say } from '../../output/output.ts';
import { newTable } from '../../output/table.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';

export function addJobShow(program: Command): void {
  addResultOptions(
    program
      .command('job:show')
      .alias('job')
      .description('show a job, and the result of a query')
      .argument('<id>', 'job', parseId)
      .addOption(waitOption('wait until it has ended, or for this many seconds'))
      .option('--fail-on-reject', FAIL_ON_REJECT)
      .option('-v, --verbose', 'include the log; without effect with --json, --format or --output')
      .option('--json', 'print the job object'),
  ).action((id: number, options: ShowOptions) => withProduct((product) => showJob(product, id, options)));
}

export interface ShowOptions extends ResultOptions, StatusOptions {
  readonly json?: boolean;
  readonly wait?: number;
  readonly verbose?: boolean;
}

/** Throws UserError `job_without_result` or `job_without_query` if the options request a result that does not exist. */
export async function showJob(product: Product, id: number, options: ShowOptions): Promise<void> {
  const current = await product.call(getJob, { job: id });
  const { wait } = options;
  const job = wait === undefined || isFinal(current.status) ? current : await awaitEnd(product, id, wait);
  if (wait !== undefined) setExitStatus(job, options);
  await printJob(product, job, options);
  if (wait !== undefined) sayIfUnderWay(job);
}

async function printJob(product: Product, job: JobObject, options: ShowOptions): Promise<void> {
  if (options.json) return printJson(job);
  const isResultRequested = options.output !== undefined || options.format !== undefined;
  if (!isResultRequested) await printFacts(product, job, options);
  const isResultShown = isResultRequested || (job.type === 'query' && job.status === 'success');
  if (isResultShown && !options.exclude) await reportResult(product, job, options);
}

/** Waits for a job. On a data folder without a worker, this process executes the job. */
function awaitEnd(product: Product, id: number, wait: number): Promise<JobObject> {
  return product.waitForJob(id, commandIo().interruptSignal(), deadlineOf(wait));
}

async function printFacts(product: Product, job: JobObject, { verbose }: ShowOptions): Promise<void> {
  const { job_id: id } = job;
  const { records, error, ...facts } = job;
  const table = newTable();
  for (const [name, value] of Object.entries({ ...facts, ...records })) table.push({ [name]: String(value ?? '') });
  if (error) table.push({ error: `${error.code}: ${error.message}` });
  const details = await product.call(getJobDetails, { job: id });
  if (details.held_back) table.push({ 'held back': `${details.held_back.code}: ${details.held_back.message}` });
  if (details.story && details.story.jobs > 1) table.push({ 'with resends': storyFact(details.story) });
  table.push({ file: fileFact(details) });
  await printLine(table);
  sayNext(job);
  if (!verbose) return;
  for await (const { message } of itemsOf((page) => product.call(listLog, { job: id, ...page }))) say(message);
}

/** The sum of the first job and of all jobs that sent its records again. */
function storyFact({ first_job, jobs, records, open }: NonNullable<AnswerOf<typeof getJobDetails>['story']>): string {
  const { read, accepted } = records;
  return translate('cli', 'story', { job: String(first_job), resends: jobs - 1, read, accepted, open });
}

function fileFact({ file }: AnswerOf<typeof getJobDetails>): string {
  if (file === null) return translate('cli', 'no_result_yet');
  const { deleted_at: date, deleted_because: because, kept_until } = file;
  if (date !== null) return translate('cli', 'file_was_deleted', { date, because: because ?? '' });
  return kept_until === null ? translate('cli', 'file_needed') : translate('cli', 'file_kept', { date: kept_until });
}
