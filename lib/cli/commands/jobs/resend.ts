import { type Command, Option } from 'commander';
import { getJob, rerunJob, resendFixed, resendRecords } from '../../../commands/rows/jobs.ts';
import { connectors } from '../../../connectors/registry.ts';
import { RESENDABLE, type Resendable } from '../../../core/job/job.ts';
import type { JobObject } from '../../../core/view/job-object.ts';
import { translate } from '../../../messages/translate.ts';
import { commandIo } from '../../invocation.ts';
import { sayOmitted } from '../../job-output/already-accepted.ts';
import { showProgress } from '../../job-output/progress.ts';
import { reportAwaited, reportJob } from '../../job-output/report-job.ts';
import { parseListOf } from '../../options/list-argument.ts';
import { parseId } from '../../options/number-arguments.ts';
import { say } from '../../output/output.ts';
import type { Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';

const HOUR_MS = 3_600_000;

interface Options {
  readonly wait: boolean;
  readonly failOnReject?: boolean;
}

interface ResendOptions extends Options {
  readonly status: readonly Resendable[];
  readonly fixed?: boolean;
}

export function addResend(program: Command): void {
  program
    .command('job:resend')
    .description('resend records of an ended job as a new job; print the new job when it has ended')
    .argument('<id>', 'job', parseId)
    .option(
      '--status <list>',
      `outcomes of the records, of ${RESENDABLE.join(', ')}; not_sent includes records that were never read, uncertain is possible only for a killed job`,
      parseListOf(RESENDABLE),
      ['rejected'],
    )
    .addOption(
      new Option(
        '--fixed',
        'instead, send the rejected and invalid records that were fixed in the console and are ready',
      ).conflicts('status'),
    )
    .option('--no-wait', 'print the queued job and return')
    .option('--fail-on-reject', 'exit with 4 if a record was rejected or invalid; without effect with --no-wait')
    .action((id: number, options: ResendOptions) =>
      sendAgain(
        id,
        options,
        (product) =>
          options.fixed
            ? product.call(resendFixed, { job: id })
            : product.call(resendRecords, { job: id, status: [...options.status] }),
        'resending',
      ),
    );
  program
    .command('job:rerun')
    .description(
      'repeat a job as a new one: run its query, send its file or build its parent segment again; print the new job when it has ended',
    )
    .argument('<id>', 'job', parseId)
    .option('--no-wait', 'print the queued job and return')
    .option('--fail-on-reject', 'exit with 4 if a record was rejected or invalid; without effect with --no-wait')
    .action((id: number, options: Options) =>
      sendAgain(id, options, (product) => product.call(rerunJob, { job: id }), 'rerunning'),
    );
}

async function sendAgain(
  id: number,
  options: Options,
  createJob: (product: Product) => Promise<JobObject>,
  notice: 'resending' | 'rerunning',
): Promise<void> {
  const interrupt = commandIo().interruptSignal();
  await withProduct(async (product) => {
    warnIfLate(await product.call(getJob, { job: id }));
    const job = await createJob(product);
    say(translate('cli', notice, { job: job.job_id, id }));
    if (!options.wait) return reportJob(product, job);
    const stopProgress = showProgress(product, job.job_id);
    const ended = await product.waitForJob(job.job_id, interrupt).finally(stopProgress);
    await sayOmitted(product, job.job_id);
    return reportAwaited(product, ended, options);
  });
}

/** Warns if a job is so old that the receiving service would count events twice that it has already accepted. */
function warnIfLate({ started_at: startedAt }: JobObject): void {
  // The job object does not name the connector.
  const recognizedMs = Math.min(...connectors.map(({ deduplicationMs }) => deduplicationMs));
  if (startedAt === null || Date.now() - Date.parse(startedAt) <= recognizedMs) return;
  say(translate('cli', 'past_window', { hours: recognizedMs / HOUR_MS }));
}
