import { Argument, type Command } from 'commander';
import { DECISIONS, type Decision } from '../../core/decision.ts';
import type { Job } from '../../core/job.ts';
import type { JobObject } from '../../core/job-object.ts';
import type { Batch } from '../../core/ledger.ts';
import { translate } from '../../messages/translate.ts';
import { jobOf, resumeJob, seeThrough, stopJob } from '../../operations/control-job.ts';
import { decideUncertain } from '../../operations/decide-uncertain.ts';
import { forgetUpload } from '../../operations/forget-upload.ts';
import { controlOf } from '../../runtime/execute.ts';
import { decideOptions } from '../../runtime/operation-options.ts';
import type { Runtime } from '../../runtime.ts';
import { identifier } from '../identifier.ts';
import { describeJob, exitStatusOf, jobMessage, printJson, printLine, say } from '../output.ts';
import { showProgress } from '../progress.ts';
import { addResultOptions, type ResultOptions, tellResult } from '../query-result.ts';
import { newTable } from '../table.ts';
import { interruptSignal, withRuntime } from '../with-runtime.ts';

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
    .option('--slow <seconds>', 'only those that took longer', identifier)
    .action((max: number, options: ListOptions) => withRuntime((runtime) => listJobs(runtime, max, options)));
  addResultOptions(
    program
      .command('job:show')
      .alias('job')
      .description('show a job, and the result of a query')
      .argument('<id>', 'job', identifier)
      .option('-w, --wait [seconds]', 'wait until it has ended, or for so many seconds')
      .option('-v, --verbose', 'with its log')
      .option('--json', 'print the job object'),
  ).action((id: number, options: ShowOptions) => withRuntime((runtime) => showJob(runtime, id, options)));
  program
    .command('job:status')
    .description("print a job's state")
    .argument('<id>', 'job', identifier)
    .action((id: number) => withRuntime((runtime) => printLine(jobOf(runtime, id).state)));
  program
    .command('job:kill')
    .alias('kill')
    .description('stop a job for good; no call begins after this returns')
    .argument('<id>', 'job', identifier)
    .action((id: number) => withRuntime((runtime) => killJob(runtime, id)));
  program
    .command('job:forget')
    .description("delete a job's file now, for good; its counts and log stay")
    .argument('<id>', 'job', identifier)
    .action((id: number) => withRuntime((runtime) => forget(runtime, id)));
  program
    .command('job:resume')
    .description('go on with a paused job; prints the job when it has ended')
    .argument('<id>', 'job', identifier)
    .option('--fail-on-reject', 'exit with 4 where a record was rejected or invalid')
    .action((id: number, options: { failOnReject?: boolean }) =>
      withRuntime((runtime) => resume(runtime, id, options)),
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
      withRuntime((runtime) => decide(runtime, { id, decision, batch })),
    );
  program
    .command('job:batches')
    .description('print what was sent, batch by batch, as NDJSON')
    .argument('<id>', 'job', identifier)
    .action((id: number) => withRuntime((runtime) => printBatches(runtime, id)));
}

/** Prints the job object, says what to do where it waits, and sets the exit status. */
export async function reportJob(
  runtime: Runtime,
  job: Job,
  { failOnReject = false }: { failOnReject?: boolean },
): Promise<void> {
  await printJson(objectOf(runtime, job));
  if (job.error) say(messageOf(runtime, job, job.error));
  if (job.error?.code === 'uncertain') say(`Decide with: pintd job:decide ${job.id} accept, or resend`);
  if (job.state === 'paused') say(`Resume with: pintd job:resume ${job.id}`);
  if (job.state === 'queued' && !runtime.workers.isAnyAlive()) {
    say(
      `Job ${job.id} is queued, and no worker is running. Start one with: npm start. Or run it here: pintd job:resume ${job.id}`,
    );
  }
  process.exitCode = exitStatusOf(job, failOnReject);
}

function nameIn(runtime: Runtime): (id: number) => string {
  return (id) => runtime.authentications.get(id).name;
}

/** A job as scripts see it. */
export function objectOf(runtime: Runtime, job: Job): JobObject {
  return describeJob(job, nameIn(runtime));
}

export function messageOf(runtime: Runtime, job: Job, error: NonNullable<Job['error']>): string {
  return jobMessage(job, error, nameIn(runtime));
}

interface ListOptions {
  readonly json?: boolean;
  readonly page: number;
  readonly skip: number;
  readonly running?: boolean;
  readonly success?: boolean;
  readonly error?: boolean;
  readonly slow?: number;
}

async function listJobs(runtime: Runtime, max: number, options: ListOptions): Promise<void> {
  const { json, page, skip, slow = 0 } = options;
  const state = options.running ? 'running' : options.success ? 'success' : options.error ? 'error' : undefined;
  const passed = skip + (page - 1) * max;
  const limit = slow > 0 ? LOOKED_THROUGH : passed + max;
  const jobs = runtime.jobs
    .list({ limit, state })
    .filter((job) => slow === 0 || tookSeconds(runtime, job) > slow)
    .slice(passed, passed + max);
  if (json) return printJson(jobs.map((job) => objectOf(runtime, job)));
  const table = newTable({
    head: [
      'Job',
      'Type',
      'Status',
      'Test',
      'Read',
      'Accepted',
      'Rejected',
      'Invalid',
      'Not sent',
      'Uncertain',
      'Created',
    ],
  });
  for (const { id, type, state, testEvent, records, createdAt } of jobs) {
    const { read, accepted, rejected, invalid, not_sent, uncertain } = records;
    const counts = [read, accepted, rejected, invalid, not_sent, uncertain];
    table.push([id, type, state, testEvent ? 'TEST' : '', ...counts, new Date(createdAt).toISOString()]);
  }
  await printLine(jobs.length === 0 ? 'No jobs yet.' : table.toString());
}

function tookSeconds({ clock }: Runtime, { startedAt, endedAt }: Job): number {
  return startedAt === null ? 0 : ((endedAt ?? clock.now()) - startedAt) / 1000;
}

export interface ShowOptions extends ResultOptions {
  readonly json?: boolean;
  readonly wait?: string;
  readonly verbose?: boolean;
}

export async function showJob(runtime: Runtime, id: number, options: ShowOptions): Promise<void> {
  const asked = jobOf(runtime, id);
  const job = options.wait === undefined ? asked : await awaitEnd(runtime, asked, options.wait);
  if (options.json) return printJson(objectOf(runtime, job));
  if (options.output === undefined && options.format === undefined) await printFacts(runtime, job, options);
  if (job.query && job.state === 'success' && !options.exclude) await tellResult(runtime, job, options);
}

/** Follows a job; one that nobody executes is executed here. */
async function awaitEnd(runtime: Runtime, { id }: Job, seconds: string): Promise<Job> {
  const deadline = seconds === '' ? undefined : AbortSignal.timeout(Number(seconds) * 1000);
  return seeThrough(controlOf(runtime), id, interruptSignal(), deadline);
}

async function printFacts(runtime: Runtime, shown: Job, { verbose }: ShowOptions): Promise<void> {
  const { id } = shown;
  const job = objectOf(runtime, shown);
  const { records, error, ...facts } = job;
  const table = newTable();
  for (const [name, value] of Object.entries({ ...facts, ...records })) table.push({ [name]: String(value ?? '') });
  if (error) table.push({ error: `${error.code}: ${error.message}` });
  table.push({ file: fileFact(runtime, id) });
  await printLine(table.toString());
  if (verbose) for (const line of runtime.log.page(id, { limit: 100 })) say(translate('log', line.code, line.params));
}

function fileFact({ jobs, uploads, retention, settings }: Runtime, id: number): string {
  const upload = jobs.find(id)?.uploadId ?? null;
  if (upload === null) return translate('cli', 'no_result_yet');
  const { deleted } = uploads.get(upload);
  if (deleted) return translate('cli', 'file_was_deleted', { date: isoDate(deleted.at), because: deleted.because });
  const dueAt = retention.dueAt(upload, settings.current().retention_days);
  return dueAt === null ? translate('cli', 'file_needed') : translate('cli', 'file_kept', { date: isoDate(dueAt) });
}

function isoDate(at: number): string {
  return new Date(at).toISOString();
}

async function killJob(runtime: Runtime, id: number): Promise<void> {
  const wasQueued = jobOf(runtime, id).state === 'queued';
  await stopJob(controlOf(runtime), id, 'kill');
  say(wasQueued ? `Job ${id} is canceled.` : `Job ${id} is killed.`);
}

async function forget(runtime: Runtime, id: number): Promise<void> {
  await forgetUpload(runtime, id);
  say(translate('cli', 'file_deleted', { id }));
}

async function resume(runtime: Runtime, id: number, options: { failOnReject?: boolean }): Promise<void> {
  const interrupt = interruptSignal();
  const stopProgress = showProgress(runtime, id);
  const job = await resumeJob(controlOf(runtime), id, interrupt).finally(stopProgress);
  await reportJob(runtime, job, options);
}

async function decide(
  runtime: Runtime,
  chosen: { id: number; decision: Decision; batch: string | undefined },
): Promise<void> {
  const job = await decideUncertain(decideOptions(runtime), chosen);
  await printJson(objectOf(runtime, job));
  if (job.state === 'queued') say(`Job ${job.id} goes on with the worker, or here: pintd job:resume ${job.id}`);
}

async function printBatches(runtime: Runtime, id: number): Promise<void> {
  jobOf(runtime, id);
  for (const batch of runtime.records.batches(id)) await printJson(batchObject(batch));
}

function batchObject({ name, from, lastRecord, events, bodySha256, state, attempts, exchange }: Batch) {
  return {
    batch: name,
    first_record: from.record + 1,
    last_record: lastRecord,
    events,
    body_sha256: bodySha256,
    state,
    attempts,
    http_status: exchange.status,
  };
}
