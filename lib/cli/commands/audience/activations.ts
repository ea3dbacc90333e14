import type { Command } from 'commander';
import type { AnswerOf } from '../../../commands/command.ts';
import {
  deleteActivation,
  type getActivation,
  listActivationRuns,
  listActivations,
  pauseActivation,
  resumeActivation,
  runActivation,
} from '../../../commands/rows/audience/activations.ts';
import { listSegments } from '../../../commands/rows/audience/segments.ts';
import { segmentPath } from '../../../core/audience/segment.ts';
import { UserError } from '../../../core/errors.ts';
import { translate } from '../../../messages/translate.ts';
import { commandIo } from '../../invocation.ts';
import { reportAwaited, reportJob, sayCreated } from '../../job-output/report-job.ts';
import { nextTimeText, timesText } from '../../options/schedule-times.ts';
import { deadlineOf, FAIL_ON_REJECT, waitOption } from '../../options/wait-option.ts';
import { printJson, printLine, say } from '../../output/output.ts';
import { newTable } from '../../output/table.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';
import { findParentSegment, findSegment } from './find-segment.ts';

type Activation = AnswerOf<typeof getActivation>;

interface Json {
  readonly json?: boolean;
}

interface RunOptions extends Json {
  readonly wait?: number;
  readonly failOnReject?: boolean;
}

const SEGMENT = 'segment: PARENT/FOLDER/NAME, or PARENT/NAME';
const NAME = 'activation';

export function addActivations(program: Command): void {
  program
    .command('activation:list')
    .description('list the activations of a parent segment')
    .argument('<parent>', 'parent segment')
    .option('--json', 'print an array')
    .action((parent: string, { json }: Json) => withProduct((product) => list(product, parent, json)));
  program
    .command('activation:show')
    .description('show an activation')
    .argument('<segment>', SEGMENT)
    .argument('<name>', NAME)
    .option('--json', 'print the object; this is the default')
    .action((segment: string, name: string) =>
      withProduct(async (product) => printJson(await find(product, segment, name))),
    );
  program
    .command('activation:run')
    .description('run an activation now')
    .argument('<segment>', SEGMENT)
    .argument('<name>', NAME)
    .addOption(waitOption('wait until its job has ended, or for this many seconds'))
    .option('--fail-on-reject', FAIL_ON_REJECT)
    .option('--json', 'print the job object; this is the default')
    .action((segment: string, name: string, options: RunOptions) =>
      withProduct((product) => run(product, segment, name, options)),
    );
  for (const [verb, change, description] of PAUSE_COMMANDS) {
    program
      .command(`activation:${verb}`)
      .description(description)
      .argument('<segment>', SEGMENT)
      .argument('<name>', NAME)
      .action((segment: string, name: string) =>
        withProduct(async (product) => {
          const { id: activation } = await find(product, segment, name);
          await printJson(await product.call(change, { activation }));
        }),
      );
  }
  program
    .command('activation:history')
    .description('list the runs of an activation, newest first')
    .argument('<segment>', SEGMENT)
    .argument('<name>', NAME)
    .option('--json', 'print an array')
    .action((segment: string, name: string, { json }: Json) =>
      withProduct((product) => printHistory(product, segment, name, json)),
    );
  program
    .command('activation:delete')
    .description('permanently delete an activation; its jobs are kept')
    .argument('<segment>', SEGMENT)
    .argument('<name>', NAME)
    .requiredOption('-f, --force', 'confirm the deletion')
    .action((segment: string, name: string) => withProduct((product) => remove(product, segment, name)));
}

const PAUSE_COMMANDS = [
  ['pause', pauseActivation, 'pause the schedule of an activation'],
  ['resume', resumeActivation, 'resume the schedule of an activation, from its next planned time on'],
] as const;

/** Throws UserError `activation_unknown`, and what `findSegment` throws. */
async function find(product: Product, path: string, name: string): Promise<Activation> {
  const { id: segment, parent_segment } = await findSegment(product, path);
  const all = itemsOf((page) => product.call(listActivations, { parent_segment, segment, ...page }));
  const found = (await Array.fromAsync(all)).find((activation) => activation.name === name);
  if (!found) throw new UserError('activation_unknown', { name });
  return found;
}

async function list(product: Product, parent: string, json = false): Promise<void> {
  const { id: parent_segment, name: parentName } = await findParentSegment(product, parent);
  const segments = await Array.fromAsync(itemsOf((page) => product.call(listSegments, { parent_segment, ...page })));
  const paths = new Map(segments.map((segment) => [segment.id, `${parentName}/${segmentPath(segment)}`]));
  const activations = await Array.fromAsync(
    itemsOf((page) => product.call(listActivations, { parent_segment, ...page })),
  );
  const all = activations.map((activation) => ({ ...activation, segment_path: paths.get(activation.segment) ?? '' }));
  if (json) return printJson(all);
  const table = newTable({ head: ['ID', 'Segment', 'Name', 'Authentication', 'Cron', 'Timezone', 'Next run'] });
  for (const { id, segment_path, name, authentication, schedule } of all)
    table.push([
      id,
      segment_path,
      name,
      authentication,
      timesText(schedule),
      schedule?.timezone ?? '',
      nextTimeText(schedule),
    ]);
  await printLine(all.length === 0 ? translate('cli', 'activations_none', { name: parent }) : table);
}

async function run(product: Product, segment: string, name: string, options: RunOptions): Promise<void> {
  const { id: activation } = await find(product, segment, name);
  const job = await product.call(runActivation, { activation });
  const { wait } = options;
  if (wait === undefined) return reportJob(product, job);
  const interrupt = commandIo().interruptSignal();
  const awaited = await product.waitForJob(job.job_id, interrupt, deadlineOf(wait)).catch(sayCreated(job));
  await reportAwaited(product, awaited, options);
}

async function printHistory(product: Product, segment: string, name: string, json = false): Promise<void> {
  const { id: activation } = await find(product, segment, name);
  const runs = await Array.fromAsync(itemsOf((page) => product.call(listActivationRuns, { activation, ...page })));
  if (json) return printJson(runs);
  const table = newTable({ head: ['Time', 'Status', 'Job', 'Job status', 'Problem'] });
  for (const { time, state, job_id, status, problem } of runs)
    table.push([time, state, job_id ?? '', status ?? '', problem?.message ?? '']);
  await printLine(runs.length === 0 ? translate('cli', 'activation_never_run', { name }) : table);
}

async function remove(product: Product, segment: string, name: string): Promise<void> {
  const { id: activation } = await find(product, segment, name);
  await product.call(deleteActivation, { activation });
  say(translate('cli', 'activation_deleted', { name }));
}
