import type { Command } from 'commander';
import { type Job, RESENDABLE, type Resendable } from '../../core/job.ts';
import { duplicateWindowOf } from '../../core/settings.ts';
import { translate } from '../../messages/translate.ts';
import { jobOf, seeThrough } from '../../operations/control-job.ts';
import { resendRecords } from '../../operations/resend-records.ts';
import { controlOf } from '../../runtime/execute.ts';
import { againOptions } from '../../runtime/operation-options.ts';
import type { Runtime } from '../../runtime.ts';
import { identifier } from '../identifier.ts';
import { say } from '../output.ts';
import { showProgress } from '../progress.ts';
import { listOf } from '../statuses.ts';
import { interruptSignal, withRuntime } from '../with-runtime.ts';
import { reportJob } from './jobs.ts';

interface Options {
  readonly status: readonly Resendable[];
  readonly wait: boolean;
  readonly failOnReject?: boolean;
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
    .option('--no-wait', 'print the queued job and return')
    .option('--fail-on-reject', 'exit with 4 where a record was rejected or invalid')
    .action(retry);
}

async function retry(id: number, options: Options): Promise<void> {
  const interrupt = interruptSignal();
  await withRuntime(async (runtime) => {
    const parent = jobOf(runtime, id);
    const job = await resendRecords(againOptions(runtime), { id, statuses: options.status });
    sayWhereLate(runtime, parent);
    say(translate('cli', 'resending', { job: job.id, id }));
    if (!options.wait) return reportJob(runtime, job, options);
    const stopProgress = showProgress(runtime, job.id);
    const ended = await seeThrough(controlOf(runtime), job.id, interrupt).finally(stopProgress);
    return reportJob(runtime, ended, options);
  });
}

/** What the other side no longer recognises as a repeat counts twice, should it have it after all. */
function sayWhereLate({ clock, settings }: Runtime, { startedAt }: Job): void {
  const window = duplicateWindowOf(settings.current());
  if (startedAt === null || clock.now() - startedAt <= window) return;
  say(translate('cli', 'past_window', { hours: Math.round(window / 3_600_000) }));
}
