import type { Command } from 'commander';
import { createExport } from '../../../commands/rows/exports.ts';
import { getJob, getJobDetails } from '../../../commands/rows/jobs.ts';
import { UserError } from '../../../core/errors.ts';
import { hasResult } from '../../../core/job/job.ts';
import { commandIo } from '../../invocation.ts';
import { showProgress } from '../../job-output/progress.ts';
import { reportAwaited, reportJob } from '../../job-output/report-job.ts';
import { parseId } from '../../options/number-arguments.ts';
import { readTarget, resolveTarget } from '../../options/target.ts';
import { deadlineOf, FAIL_ON_REJECT, waitOption } from '../../options/wait-option.ts';
import { say } from '../../output/output.ts';
import type { Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';

interface Options {
  readonly sandbox?: boolean;
  readonly wait?: number;
  readonly failOnReject?: boolean;
}

export function addExportResult(program: Command): void {
  program
    .command('export:result')
    .description('send the result of a query as a new job; print the new job')
    .argument('<id>', 'job of the query', parseId)
    .argument('<result>', 'where to send it: JSON, @FILE with it, or the name of a saved result')
    .option('--sandbox', 'rehearse with the built-in sandbox; nothing is sent to the receiving service')
    .addOption(waitOption())
    .option('--fail-on-reject', FAIL_ON_REJECT)
    .action((id: number, result: string, options: Options) =>
      withProduct((product) => exportResult(product, { id, result }, options)),
    );
}

async function exportResult(
  product: Product,
  { id, result }: { id: number; result: string },
  { sandbox, wait, ...options }: Options,
): Promise<void> {
  const target = await readTarget({ result, sandbox });
  const { type } = await product.call(getJob, { job: id });
  if (!hasResult(type)) throw new UserError('job_without_query', { id });
  const { upload } = await product.call(getJobDetails, { job: id });
  if (upload === null) throw new UserError('job_without_result', { id });
  const resolvedTarget = await resolveTarget(product, target);
  const job = await product.call(createExport, { upload: upload.id, ...resolvedTarget });
  say(`Job ${job.job_id} is queued.\nUse 'pintd job:show ${job.job_id}' to show the status.`);
  if (wait === undefined) return reportJob(product, job);
  const stopProgress = showProgress(product, job.job_id);
  const ended = await product
    .waitForJob(job.job_id, commandIo().interruptSignal(), deadlineOf(wait))
    .finally(stopProgress);
  await reportAwaited(product, ended, options);
}
