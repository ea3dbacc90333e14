import { Argument, type Command } from 'commander';
import { DECISIONS, type Decision } from '../../core/decision.ts';
import type { Job } from '../../core/job.ts';
import type { Batch } from '../../core/ledger.ts';
import { translate } from '../../messages/translate.ts';
import { jobOf, resumeJob, stopJob } from '../../operations/control-job.ts';
import { decideUncertain } from '../../operations/decide-uncertain.ts';
import { forgetUpload } from '../../operations/forget-upload.ts';
import { controlOf } from '../../runtime/execute.ts';
import { decideOptions } from '../../runtime/operation-options.ts';
import type { Runtime } from '../../runtime.ts';
import { identifier } from '../identifier.ts';
import { describeJob, exitStatusOf, jobMessage, printJson, printLine, say } from '../output.ts';
import { showProgress } from '../progress.ts';
import { newTable } from '../table.ts';
import { interruptSignal, withRuntime } from '../with-runtime.ts';

const LISTED = 20;

export function addJobs(program: Command): void {
  program
    .command('job:list')
    .description('list the newest jobs')
    .argument('[max]', 'how many', identifier, LISTED)
    .option('--json', 'print an array of job objects')
    .action((max: number, { json }: { json?: boolean }) => withRuntime((runtime) => listJobs(runtime, max, json)));
  program
    .command('job:show')
    .description('show a job')
    .argument('<id>', 'job', identifier)
    .option('--json', 'print the job object')
    .action((id: number, { json }: { json?: boolean }) => withRuntime((runtime) => showJob(runtime, id, json)));
  program
    .command('job:kill')
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
  const nameOf = nameIn(runtime);
  await printJson(describeJob(job, nameOf));
  if (job.error) say(jobMessage(job, job.error, nameOf));
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

async function listJobs(runtime: Runtime, max: number, json = false): Promise<void> {
  const jobs = runtime.jobs.list({ limit: max });
  if (json) return printJson(jobs.map((job) => describeJob(job, nameIn(runtime))));
  const table = newTable({
    head: ['Job', 'Status', 'Test', 'Read', 'Accepted', 'Rejected', 'Invalid', 'Not sent', 'Uncertain', 'Created'],
  });
  for (const { id, state, testEvent, records, createdAt } of jobs) {
    const { read, accepted, rejected, invalid, not_sent, uncertain } = records;
    const counts = [read, accepted, rejected, invalid, not_sent, uncertain];
    table.push([id, state, testEvent ? 'TEST' : '', ...counts, new Date(createdAt).toISOString()]);
  }
  await printLine(jobs.length === 0 ? 'No jobs yet.' : table.toString());
}

async function showJob(runtime: Runtime, id: number, json = false): Promise<void> {
  const job = describeJob(jobOf(runtime, id), nameIn(runtime));
  if (json) return printJson(job);
  const { records, error, ...facts } = job;
  const table = newTable();
  for (const [name, value] of Object.entries({ ...facts, ...records })) table.push({ [name]: String(value ?? '') });
  if (error) table.push({ error: `${error.code}: ${error.message}` });
  table.push({ file: fileFact(runtime, id) });
  await printLine(table.toString());
}

function fileFact({ jobs, uploads, retention, settings }: Runtime, id: number): string {
  const upload = jobs.find(id)?.uploadId ?? 0;
  const { deleted } = uploads.get(upload);
  if (deleted) return translate('cli', 'file_was_deleted', { date: isoDate(deleted.at), because: deleted.because });
  const dueAt = retention.dueAt(upload, settings.current().retention_days);
  return dueAt === null ? translate('cli', 'file_needed') : translate('cli', 'file_kept', { date: isoDate(dueAt) });
}

function isoDate(at: number): string {
  return new Date(at).toISOString();
}

async function killJob(runtime: Runtime, id: number): Promise<void> {
  await stopJob(controlOf(runtime), id, 'kill');
  say(`Job ${id} is killed.`);
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
  await printJson(describeJob(job, nameIn(runtime)));
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
