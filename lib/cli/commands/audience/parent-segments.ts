import type { Command } from 'commander';
import type { AnswerOf } from '../../../commands/command.ts';
import {
  deleteParentSegment,
  listBuilds,
  listParentSegments,
  runParentSegment,
} from '../../../commands/rows/audience/parent-segments.ts';
import { translate } from '../../../messages/translate.ts';
import { commandIo } from '../../invocation.ts';
import { sayCreated, sayError, sayIfUnderWay, setExitStatus } from '../../job-output/report-job.ts';
import { nextTimeText } from '../../options/schedule-times.ts';
import { deadlineOf, waitOption } from '../../options/wait-option.ts';
import { printJson, printLine, say } from '../../output/output.ts';
import { newTable } from '../../output/table.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';
import { findParentSegment } from './find-segment.ts';

type Build = AnswerOf<typeof listBuilds>['data'][number];

interface Json {
  readonly json?: boolean;
}

export function addParentSegments(program: Command): void {
  program
    .command('ps:list')
    .description('list the parent segments')
    .option('--json', 'print an array')
    .action(({ json }: Json) => withProduct((product) => list(product, json)));
  program
    .command('ps:show')
    .description('show a parent segment, and the build in use')
    .argument('<name>', 'parent segment')
    .option('--json', 'print the object')
    .action((name: string, { json }: Json) => withProduct((product) => show(product, name, json)));
  program
    .command('ps:run')
    .description('build a parent segment; the previous build stays in use until the new one is complete')
    .argument('<name>', 'parent segment')
    .addOption(waitOption('wait until it is built, or for this many seconds'))
    .option(
      '--json',
      'with --wait, print the counts of the build as an object; without --wait, the job object is always printed',
    )
    .action((name: string, options: RunOptions) => withProduct((product) => run(product, name, options)));
  program
    .command('ps:delete')
    .description('permanently delete a parent segment with its builds; its jobs are kept')
    .argument('<name>', 'parent segment')
    .requiredOption('-f, --force', 'confirm the deletion')
    .action((name: string) => withProduct((product) => remove(product, name)));
}

async function list(product: Product, json = false): Promise<void> {
  const parentSegments = await Array.fromAsync(itemsOf((page) => product.call(listParentSegments, page)));
  const sorted = parentSegments.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.id - b.id);
  if (json) return printJson(sorted);
  const table = newTable({
    head: ['ID', 'Name', 'Master table', 'Customers', 'Built', 'Last build', 'Cron', 'Timezone', 'Next build'],
  });
  for (const { id, name, master, build, last_build, schedule, timezone } of sorted)
    table.push([
      id,
      name,
      `${master.database}.${master.table}`,
      build?.customers ?? '',
      build?.ended_at ?? '',
      last_build?.status ?? '',
      schedule?.cron ?? '',
      timezone,
      nextTimeText(schedule),
    ]);
  await printLine(sorted.length === 0 ? translate('cli', 'parent_segments_none') : table);
}

async function show(product: Product, name: string, json = false): Promise<void> {
  const parentSegment = await findParentSegment(product, name);
  if (json) return printJson(parentSegment);
  const { master, attributes, behaviors, build, last_build, schedule, timezone } = parentSegment;
  const sourceOf = ({ source }: { source: { database: string; table: string } }) =>
    `${source.database}.${source.table}`;
  const facts = newTable();
  facts.push(
    { ID: String(parentSegment.id) },
    { Name: parentSegment.name },
    { Database: parentSegment.database },
    { Master: `${master.database}.${master.table}` },
    { Attributes: attributes.map((attribute) => `${attribute.name} (${sourceOf(attribute)})`).join('\n') },
    { Behaviors: behaviors.map((behavior) => `${behavior.name} (${sourceOf(behavior)})`).join('\n') },
    { Schedule: schedule?.cron ?? 'none' },
    { Timezone: timezone },
    { Customers: build === null ? 'not built yet' : String(build.customers) },
    { Built: build?.ended_at ?? '' },
    { 'Last build': lastBuildOf(last_build) },
  );
  await printLine(facts);
  if (build) await report(build);
}

/** The status of the newest build, which need not be the build in use, and its error. */
function lastBuildOf(build: Build | null): string {
  if (build === null) return '';
  return build.error === null ? build.status : `${build.status}: ${build.error.message}`;
}

/** Prints how the tables of a build match, and says what is wrong with its keys and values. */
async function report(build: Build): Promise<void> {
  if (build.joins.length > 0) await printLine(joinsOf(build));
  const { duplicate_master_keys: repeated, missing_master_keys: missing, unreadable } = build;
  if (repeated) say(translate('cli', 'build_keys_repeated', { customers: repeated }));
  if (missing) say(translate('cli', 'build_keys_missing', { customers: missing }));
  for (const { table, column, values } of unreadable)
    say(translate('cli', 'build_unreadable', { table, column, values }));
}

function joinsOf({ joins }: Build) {
  const table = newTable({ head: ['Table', 'Matched rows', 'Unmatched rows', 'Duplicate keys', 'Customers'] });
  for (const { table: name, matched, unmatched, duplicate_keys, customers } of joins)
    table.push([name, matched, unmatched, duplicate_keys, customers]);
  return table;
}

interface RunOptions extends Json {
  readonly wait?: number;
}

async function run(product: Product, name: string, { wait, json }: RunOptions): Promise<void> {
  const { id: parent_segment } = await findParentSegment(product, name);
  const job = await product.call(runParentSegment, { parent_segment });
  if (wait === undefined) {
    await printJson(job);
    return say(translate('cli', 'build_queued', { name, job: job.job_id }));
  }
  const interrupt = commandIo().interruptSignal();
  const awaited = await product.waitForJob(job.job_id, interrupt, deadlineOf(wait)).catch(sayCreated(job));
  setExitStatus(awaited, {});
  const [build] = (await product.call(listBuilds, { parent_segment, limit: 1 })).data;
  if (json) await printJson(builtObject(parent_segment, name, awaited.status, build));
  else if (awaited.status === 'success' && build) {
    await printLine(translate('cli', 'build_done', { name, customers: build.customers ?? 0 }));
    await report(build);
  }
  sayIfUnderWay(awaited);
  sayError(awaited, { isPrinted: false });
}

/** Scripts rely on this shape. */
function builtObject(parent_segment_id: number, name: string, status: string, build: Build | undefined) {
  const joins = (build?.joins ?? []).map(({ customers: _, ...join }) => join);
  return {
    parent_segment_id,
    name,
    status,
    customers: build?.customers ?? null,
    behaviors: build?.behaviors ?? {},
    joins,
  };
}

async function remove(product: Product, name: string): Promise<void> {
  const { id: parent_segment } = await findParentSegment(product, name);
  await product.call(deleteParentSegment, { parent_segment });
  say(translate('cli', 'parent_segment_deleted', { name }));
}
