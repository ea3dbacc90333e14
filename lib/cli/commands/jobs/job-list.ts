import { type Command, Option } from 'commander';
import { listJobs as list } from '../../../commands/rows/jobs.ts';
import { JOB_FILTERS, JOB_TYPES, type JobFilter, type JobType } from '../../../core/job/job.ts';
import { awaitsOtherExecutor } from '../../../core/job/job-destination.ts';
import type { JobObject } from '../../../core/view/job-object.ts';
import { parseId, parseWholeNumber } from '../../options/number-arguments.ts';
import { printJson, printLine } from '../../output/output.ts';
import { newTable } from '../../output/table.ts';
import { itemsOf, type Product } from '../../product/product.ts';
import { withProduct } from '../../product/with-product.ts';

const DEFAULT_COUNT = 20;
/** How many jobs --slow searches. */
const SLOW_JOB_SEARCH_DEPTH = 10_000;

export function addJobList(program: Command): void {
  program
    .command('job:list')
    .alias('jobs')
    .description('list the newest jobs')
    .argument('[max]', 'how many', parseId, DEFAULT_COUNT)
    .option('--json', 'print an array of job objects')
    .option('-p, --page <number>', 'page to list, from 1; max is the page size', parseId, 1)
    .option('-s, --skip <count>', 'skip this many of the newest', parseWholeNumber, 0)
    .option('-R, --running', 'only running jobs')
    .option('-S, --success', 'only successful jobs')
    .option('-E, --error', 'only failed jobs')
    .addOption(
      new Option(
        '--status <status>',
        'only jobs with this status; success_with_rejects: successful, with rejected or invalid records',
      ).choices(JOB_FILTERS),
    )
    .addOption(new Option('--type <type>', 'only jobs of this type').choices(JOB_TYPES))
    .option(
      '--search <text>',
      'only jobs with this in the name of their file, query, parent segment or activation or in their query, or with this ID or ad account',
    )
    .option('--slow <seconds>', 'only jobs that took longer', parseId)
    .action((max: number, options: ListOptions) => withProduct((product) => listJobs(product, max, options)));
}

interface ListOptions {
  readonly json?: boolean;
  readonly page: number;
  readonly skip: number;
  readonly running?: boolean;
  readonly success?: boolean;
  readonly error?: boolean;
  readonly status?: JobFilter;
  readonly type?: JobType;
  readonly search?: string;
  readonly slow?: number;
}

async function listJobs(product: Product, max: number, options: ListOptions): Promise<void> {
  const { json, page, skip, slow = 0, type, search } = options;
  const status = statusOf(options);
  const offset = skip + (page - 1) * max;
  const limit = slow > 0 ? SLOW_JOB_SEARCH_DEPTH : offset + max;
  const listPage = (pageInput: { limit: number; cursor?: string }) =>
    product.call(list, { ...pageInput, ...(status && { status }), ...(type && { type }), ...(search && { search }) });
  const candidates = await Array.fromAsync(itemsOf(listPage, limit));
  const jobs = candidates.filter((job) => slow === 0 || tookSeconds(job) > slow).slice(offset, offset + max);
  if (json) return printJson(jobs);
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
      'Started',
    ],
  });
  for (const job of jobs) {
    const { job_id, type, test_event, records, started_at } = job;
    table.push([
      job_id,
      type,
      statusText(job),
      test_event ? 'TEST' : '',
      records.read,
      records.accepted,
      records.rejected,
      records.invalid,
      records.not_sent,
      records.uncertain,
      started_at ?? '',
    ]);
  }
  await printLine(jobs.length === 0 ? 'No jobs found.' : table);
}

function statusOf({ running, success, error, status }: ListOptions): JobFilter | undefined {
  if (running) return 'running';
  if (success) return 'success';
  return error ? 'error' : status;
}

/** The status, marked if the queued job waits for an executor with another destination. */
function statusText({ status, error }: JobObject): string {
  return awaitsOtherExecutor({ state: status, error }) ? `${status} (other destination)` : status;
}

function tookSeconds({ started_at, ended_at }: JobObject): number {
  if (started_at === null) return 0;
  const end = ended_at === null ? Date.now() : Date.parse(ended_at);
  return (end - Date.parse(started_at)) / 1000;
}
