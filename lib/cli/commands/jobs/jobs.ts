import { Argument, type Command } from 'commander';
import { listBatches } from '../../../commands/rows/job-parts.ts';
import { decideJob, deleteJobFile, getJob, getJobDetails, killJob as kill } from '../../../commands/rows/jobs.ts';
import { DECISIONS, type Decision } from '../../../core/delivery/decision.ts';
import { translate } from '../../../messages/translate.ts';
import { commandIo } from '../../invocation.ts';
import { showProgress } from '../../job-output/progress.ts';
import { reportAwaited } from '../../job-output/report-job.ts';
import { parseId } from '../../options/number-arguments.ts';
import { printJson, printLine, say } from '../../output/output.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';

export function addJobs(program: Command): void {
  program
    .command('job:status')
    .description("print a job's state")
    .argument('<id>', 'job', parseId)
    .action((id: number) =>
      withProduct(async (product) => printLine((await product.call(getJob, { job: id })).status)),
    );
  program
    .command('job:kill')
    .alias('kill')
    .description('kill a job: it ends and cannot be resumed; no call starts after this returns')
    .argument('<id>', 'job', parseId)
    .action((id: number) => withProduct((product) => killJob(product, id)));
  program
    .command('job:delete-file')
    .description("permanently delete a job's file, also for other jobs with the same file; counts and logs are kept")
    .argument('<id>', 'job', parseId)
    .action((id: number) => withProduct((product) => deleteFile(product, id)));
  program
    .command('job:resume')
    .description(
      'resume a paused job, or one that ended in an error after which it can be resumed; print it when it ends or pauses',
    )
    .argument('<id>', 'job', parseId)
    .option('--fail-on-reject', 'exit with 4 if a record was rejected or invalid')
    .action((id: number, options: { failOnReject?: boolean }) =>
      withProduct((product) => resume(product, id, options)),
    );
  program
    .command('job:decide')
    .description('decide about uncertain records; those to resend are sent when the job continues')
    .argument('<id>', 'job', parseId)
    .addArgument(
      new Argument('<decision>', 'accept: count them as received; resend: send them again').choices(DECISIONS),
    )
    .option('--batch <name>', 'only those of one batch, named as in job:batches')
    .action((id: number, decision: Decision, { batch }: { batch?: string }) =>
      withProduct((product) => decide(product, { id, decision, batch })),
    );
  program
    .command('job:batches')
    .description('print what was sent, batch by batch, as NDJSON')
    .argument('<id>', 'job', parseId)
    .action((id: number) => withProduct((product) => printBatches(product, id)));
}

async function killJob(product: Product, id: number): Promise<void> {
  await product.call(kill, { job: id });
  say(`Job ${id} is killed.`);
}

async function deleteFile(product: Product, id: number): Promise<void> {
  const { file } = await product.call(getJobDetails, { job: id });
  await product.call(deleteJobFile, { job: id });
  const jobs = (file?.shared_with ?? []).map(String);
  say(translate('cli', 'file_deleted', { id, count: jobs.length, jobs }));
}

async function resume(product: Product, id: number, options: { failOnReject?: boolean }): Promise<void> {
  const interrupt = commandIo().interruptSignal();
  const stopProgress = showProgress(product, id);
  const job = await product.resume(id, interrupt).finally(stopProgress);
  await reportAwaited(product, job, options);
}

interface DecideOptions {
  readonly id: number;
  readonly decision: Decision;
  readonly batch: string | undefined;
}

async function decide(product: Product, { id, decision, batch }: DecideOptions): Promise<void> {
  const job = await product.call(decideJob, { job: id, decision, batch });
  await printJson(job);
  if (job.status === 'queued') say(`Job ${id} continues in the worker, or with: pintd job:resume ${id}`);
}

async function printBatches(product: Product, id: number): Promise<void> {
  for await (const batch of itemsOf((page) => product.call(listBatches, { job: id, ...page }))) await printJson(batch);
}
