import { type Command, Option } from 'commander';
import { getJob, rerunJob, resendFixed, retryJob } from '../../api/routes/jobs.ts';
import { getSettings } from '../../api/routes/settings.ts';
import { RESENDABLE, type Resendable } from '../../core/job/job.ts';
import type { JobObject } from '../../core/view/job-object.ts';
import { translate } from '../../messages/translate.ts';
import { identifier } from '../identifier.ts';
import { say } from '../output.ts';
import type { Product } from '../product.ts';
import { showProgress } from '../progress.ts';
import { reportJob } from '../report-job.ts';
import { listOf } from '../statuses.ts';
import { withProduct } from '../with-product.ts';
import { interruptSignal } from '../with-runtime.ts';

interface Options {
  readonly wait: boolean;
  readonly failOnReject?: boolean;
}

interface RetryOptions extends Options {
  readonly status: readonly Resendable[];
  readonly fixed?: boolean;
}

export function addRetry(program: Command): void {
  program
    .command('job:retry')
    .description('send records of an ended job again, as a job of its own; prints it when it has ended')
    .argument('<id>', 'job', identifier)
    .option(
      '--status <list>',
      `outcomes of the records, of ${RESENDABLE.join(', ')}; not_sent is also what was never read, uncertain goes out only of a killed job`,
      listOf(RESENDABLE),
      ['rejected'],
    )
    .addOption(
      new Option(
        '--fixed',
        'instead, rejected and invalid records that were repaired in the console since and are ready, as they stand now',
      ).conflicts('status'),
    )
    .option('--no-wait', 'print the queued job and return')
    .option('--fail-on-reject', 'exit with 4 where a record was rejected or invalid')
    .action((id: number, options: RetryOptions) =>
      sendAgain(id, options, (product) =>
        options.fixed
          ? product.call(resendFixed, { job: id })
          : product.call(retryJob, { job: id, status: [...options.status] }),
      ),
    );
  program
    .command('job:rerun')
    .description(
      'do all that a job was to do once more: its query runs again, or its file goes out again; prints the new job',
    )
    .argument('<id>', 'job', identifier)
    .option('--no-wait', 'print the queued job and return')
    .option('--fail-on-reject', 'exit with 4 where a record was rejected or invalid')
    .action((id: number, options: Options) => sendAgain(id, options, (product) => product.call(rerunJob, { job: id })));
}

async function sendAgain(
  id: number,
  options: Options,
  makeJob: (product: Product) => Promise<JobObject>,
): Promise<void> {
  const interrupt = interruptSignal();
  await withProduct(async (product) => {
    const former = await product.call(getJob, { job: id });
    const job = await makeJob(product);
    await sayWhereLate(product, former);
    say(translate('cli', 'resending', { job: job.job_id, id }));
    if (!options.wait) return reportJob(product, job, options);
    const stopProgress = showProgress(product, job.job_id);
    const ended = await product.seeThrough(job.job_id, interrupt).finally(stopProgress);
    return reportJob(product, ended, options);
  });
}

/** What the other side no longer recognises as a repeat counts twice, should it have it after all. */
async function sayWhereLate(product: Product, { started_at: startedAt }: JobObject): Promise<void> {
  const { duplicate_window_hours: hours } = await product.call(getSettings, {});
  if (startedAt === null || Date.now() - Date.parse(startedAt) <= Number(hours) * 3_600_000) return;
  say(translate('cli', 'past_window', { hours: Number(hours) }));
}
