import { Argument, type Command, Option } from 'commander';
import type { AnswerOf } from '../../api/route.ts';
import { listBatches, listLog } from '../../api/routes/job-parts.ts';
import {
  decideJob,
  forgetFile,
  getJob,
  getJobDetails,
  killJob as kill,
  listJobs as list,
} from '../../api/routes/jobs.ts';
import { DECISIONS, type Decision } from '../../core/decision.ts';
import { isFinal, JOB_FILTERS, type JobFilter } from '../../core/job.ts';
import type { JobObject } from '../../core/job-object.ts';
import { translate } from '../../messages/translate.ts';
import { identifier } from '../identifier.ts';
import { exitStatusOf, printJson, printLine, say } from '../output.ts';
import { entriesOf, type Product } from '../product.ts';
import { showProgress } from '../progress.ts';
import { addResultOptions, type ResultOptions, tellResult } from '../query-result.ts';
import { newTable } from '../table.ts';
import { deadlineOf, waitOption } from '../wait-option.ts';
import { withProduct } from '../with-product.ts';
import { interruptSignal } from '../with-runtime.ts';

const LISTED = 20;
/** How far back slow jobs are looked for. */
const LOOKED_THROUGH = 10_000;

export function addJobs(program: Command): void {
  program
    .command('job:list')
    .alias('jobs')
    .description('list the newest jobs')
    .argument('[max]', 'how many', identifier, LISTED)
    .option('--json', 'print an array of job objects')
    .option('-p, --page <number>', 'the page of so many jobs, from 1', identifier, 1)
    .option('-s, --skip <count>', 'leave out so many of the newest', Number, 0)
    .option('-R, --running', 'only those that are running')
    .option('-S, --success', 'only those that have ended well')
    .option('-E, --error', 'only those that have ended in error')
    .addOption(
      new Option(
        '--status <status>',
        'only those that stand like this; success_with_rejects: ended well, with rejected or invalid records',
      ).choices(JOB_FILTERS),
    )
    .option('--slow <seconds>', 'only those that took longer', identifier)
    .action((max: number, options: ListOptions) => withProduct((product) => listJobs(product, max, options)));
  addResultOptions(
    program
      .command('job:show')
      .alias('job')
      .description('show a job, and the result of a query')
      .argument('<id>', 'job', identifier)
      .addOption(waitOption('wait until it has ended, or for so many seconds'))
      .option('-v, --verbose', 'with its log')
      .option('--json', 'print the job object'),
  ).action((id: number, options: ShowOptions) => withProduct((product) => showJob(product, id, options)));
  program
    .command('job:status')
    .description("print a job's state")
    .argument('<id>', 'job', identifier)
    .action((id: number) =>
      withProduct(async (product) => printLine((await product.call(getJob, { job: id })).status)),
    );
  program
    .command('job:kill')
    .alias('kill')
    .description('stop a job for good; no call begins after this returns')
    .argument('<id>', 'job', identifier)
    .action((id: number) => withProduct((product) => killJob(product, id)));
  program
    .command('job:forget')
    .description("delete a job's file now, for good; its counts and log stay")
    .argument('<id>', 'job', identifier)
    .action((id: number) => withProduct((product) => forget(product, id)));
  program
    .command('job:resume')
    .description('go on with a paused job; prints the job when it has ended')
    .argument('<id>', 'job', identifier)
    .option('--fail-on-reject', 'exit with 4 where a record was rejected or invalid')
    .action((id: number, options: { failOnReject?: boolean }) =>
      withProduct((product) => resume(product, id, options)),
    );
  program
    .command('job:decide')
    .description('decide what becomes of uncertain records; those to be sent again go out when the job goes on')
    .argument('<id>', 'job', identifier)
    .addArgument(
      new Argument('<decision>', 'accept: they were taken after all; resend: send them again').choices(DECISIONS),
    )
    .option('--batch <name>', 'only those of one batch, as job:batches names it')
    .action((id: number, decision: Decision, { batch }: { batch?: string }) =>
      withProduct((product) => decide(product, { id, decision, batch })),
    );
  program
    .command('job:batches')
    .description('print what was sent, batch by batch, as NDJSON')
    .argument('<id>', 'job', identifier)
    .action((id: number) => withProduct((product) => printBatches(product, id)));
}

/** Prints the job object, says what to do where it waits, and sets the exit status. */
export async function reportJob(
  product: Product,
  job: JobObject,
  { failOnReject = false }: { failOnReject?: boolean },
): Promise<void> {
  const { job_id: id, status, error } = job;
  await printJson(job);
  if (error) say(error.message);
  if (error?.code === 'uncertain') say(`Decide with: pintd job:decide ${id} accept, or resend`);
  if (status === 'paused') say(`Resume with: pintd job:resume ${id}`);
  if (status === 'queued' && !(await product.call(getJobDetails, { job: id })).worker_alive) {
    say(
      `Job ${id} is queued, and no worker is running. Start one with: npm start. Or run it here: pintd job:resume ${id}`,
    );
  }
  process.exitCode = exitStatusOf(job, failOnReject);
}

interface ListOptions {
  readonly json?: boolean;
  readonly page: number;
  readonly skip: number;
  readonly running?: boolean;
  readonly success?: boolean;
  readonly error?: boolean;
  readonly status?: JobFilter;
  readonly slow?: number;
}

async function listJobs(product: Product, max: number, options: ListOptions): Promise<void> {
  const { json, page, skip, slow = 0 } = options;
  const status = statusOf(options);
  const passed = skip + (page - 1) * max;
  const most = slow > 0 ? LOOKED_THROUGH : passed + max;
  const asked = (turn: { limit: number; cursor?: string }) =>
    product.call(list, { ...turn, ...(status && { status }) });
  const found = await Array.fromAsync(entriesOf(asked, most));
  const jobs = found.filter((job) => slow === 0 || tookSeconds(job) > slow).slice(passed, passed + max);
  if (json) return printJson(jobs);
  const counted = ['Read', 'Accepted', 'Rejected', 'Invalid', 'Not sent', 'Uncertain'];
  const table = newTable({ head: ['Job', 'Type', 'Status', 'Test', ...counted, 'Started'] });
  for (const { job_id, type, status, test_event, records, started_at } of jobs) {
    const { read, accepted, rejected, invalid, not_sent, uncertain } = records;
    const counts = [read, accepted, rejected, invalid, not_sent, uncertain];
    table.push([job_id, type, status, test_event ? 'TEST' : '', ...counts, started_at ?? '']);
  }
  await printLine(jobs.length === 0 ? 'No jobs yet.' : table.toString());
}

function statusOf({ running, success, error, status }: ListOptions): JobFilter | undefined {
  if (running) return 'running';
  if (success) return 'success';
  return error ? 'error' : status;
}

function tookSeconds({ started_at: from, ended_at: to }: JobObject): number {
  return from === null ? 0 : ((to === null ? Date.now() : Date.parse(to)) - Date.parse(from)) / 1000;
}

export interface ShowOptions extends ResultOptions {
  readonly json?: boolean;
  readonly wait?: number;
  readonly verbose?: boolean;
}

export async function showJob(product: Product, id: number, options: ShowOptions): Promise<void> {
  const asked = await product.call(getJob, { job: id });
  const job = options.wait === undefined || isFinal(asked.status) ? asked : await awaitEnd(product, id, options.wait);
  if (options.json) return printJson(job);
  if (options.output === undefined && options.format === undefined) await printFacts(product, job, options);
  if (job.type === 'query' && job.status === 'success' && !options.exclude) await tellResult(product, job, options);
}

/** Follows a job; one that nobody executes is executed here. */
function awaitEnd(product: Product, id: number, wait: number): Promise<JobObject> {
  return product.seeThrough(id, interruptSignal(), deadlineOf(wait));
}

async function printFacts(product: Product, job: JobObject, { verbose }: ShowOptions): Promise<void> {
  const { job_id: id } = job;
  const { records, error, ...facts } = job;
  const table = newTable();
  for (const [name, value] of Object.entries({ ...facts, ...records })) table.push({ [name]: String(value ?? '') });
  if (error) table.push({ error: `${error.code}: ${error.message}` });
  table.push({ file: fileFact(await product.call(getJobDetails, { job: id })) });
  await printLine(table.toString());
  if (!verbose) return;
  const { data } = await product.call(listLog, { job: id, limit: 100 });
  for (const { message } of data) say(message);
}

function fileFact({ file }: AnswerOf<typeof getJobDetails>): string {
  if (file === null) return translate('cli', 'no_result_yet');
  const { deleted_at: date, deleted_because: because, kept_until } = file;
  if (date !== null) return translate('cli', 'file_was_deleted', { date, because: because ?? '' });
  return kept_until === null ? translate('cli', 'file_needed') : translate('cli', 'file_kept', { date: kept_until });
}

async function killJob(product: Product, id: number): Promise<void> {
  const wasQueued = (await product.call(getJob, { job: id })).status === 'queued';
  await product.call(kill, { job: id });
  say(wasQueued ? `Job ${id} is canceled.` : `Job ${id} is killed.`);
}

async function forget(product: Product, id: number): Promise<void> {
  await product.call(forgetFile, { job: id });
  say(translate('cli', 'file_deleted', { id }));
}

async function resume(product: Product, id: number, options: { failOnReject?: boolean }): Promise<void> {
  const interrupt = interruptSignal();
  const stopProgress = showProgress(product, id);
  const job = await product.resume(id, interrupt).finally(stopProgress);
  await reportJob(product, job, options);
}

interface Decided {
  readonly id: number;
  readonly decision: Decision;
  readonly batch: string | undefined;
}

async function decide(product: Product, { id, decision, batch }: Decided): Promise<void> {
  const job = await product.call(decideJob, { job: id, decision, batch });
  await printJson(job);
  if (job.status === 'queued') say(`Job ${id} goes on with the worker, or here: pintd job:resume ${id}`);
}

async function printBatches(product: Product, id: number): Promise<void> {
  for await (const batch of entriesOf((page) => product.call(listBatches, { job: id, ...page })))
    await printJson(batch);
}
