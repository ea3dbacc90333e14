import { Argument, type Command } from 'commander';
import { listBatches } from '../../api/routes/job-parts.ts';
import { decideJob, forgetFile, getJob, killJob as kill } from '../../api/routes/jobs.ts';
import { DECISIONS, type Decision } from '../../core/delivery/decision.ts';
import { translate } from '../../messages/translate.ts';
import { identifier } from '../identifier.ts';
import { printJson, printLine, say } from '../output.ts';
import { entriesOf, type Product } from '../product.ts';
import { showProgress } from '../progress.ts';
import { reportJob } from '../report-job.ts';
import { withProduct } from '../with-product.ts';
import { interruptSignal } from '../with-runtime.ts';

export function addJobs(program: Command): void {
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

async function killJob(product: Product, id: number): Promise<void> {
  await product.call(kill, { job: id });
  say(`Job ${id} is killed.`);
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
