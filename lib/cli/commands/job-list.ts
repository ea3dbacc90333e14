import { type Command, Option } from 'commander';
import { listJobs as list } from '../../api/routes/jobs.ts';
import { JOB_FILTERS, type JobFilter } from '../../core/job/job.ts';
import { awaitsOtherExecutor } from '../../core/job/job-destination.ts';
import type { JobObject } from '../../core/view/job-object.ts';
import { identifier, wholeNumber } from '../identifier.ts';
import { printJson, printLine } from '../output.ts';
import { entriesOf, type Product } from '../product.ts';
import { newTable } from '../table.ts';
import { withProduct } from '../with-product.ts';

const LISTED = 20;
/** How far back slow jobs are looked for. */
const LOOKED_THROUGH = 10_000;

export function addJobList(program: Command): void {
  program
    .command('job:list')
    .alias('jobs')
    .description('list the newest jobs')
    .argument('[max]', 'how many', identifier, LISTED)
    .option('--json', 'print an array of job objects')
    .option('-p, --page <number>', 'the page of so many jobs, from 1', identifier, 1)
    .option('-s, --skip <count>', 'leave out so many of the newest', wholeNumber, 0)
    .option('-R, --running', 'only those that are running')
    .option('-S, --success', 'only those that have ended well')
    .option('-E, --error', 'only those that have ended in error')
    .addOption(
      new Option(
        '--status <status>',
        'only those that stand like this; success_with_rejects: ended well, with rejected or invalid records',
      ).choices(JOB_FILTERS),
    )
    .option('--slow <seconds>', 'only those that took longer', identifier)
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
  readonly slow?: number;
}

async function listJobs(product: Product, max: number, options: ListOptions): Promise<void> {
  const { json, page, skip, slow = 0 } = options;
  const status = statusOf(options);
  const passed = skip + (page - 1) * max;
  const most = slow > 0 ? LOOKED_THROUGH : passed + max;
  const asked = (turn: { limit: number; cursor?: string }) =>
    product.call(list, { ...turn, ...(status && { status }) });
  const found = await Array.fromAsync(entriesOf(asked, most));
  const jobs = found.filter((job) => slow === 0 || tookSeconds(job) > slow).slice(passed, passed + max);
  if (json) return printJson(jobs);
  const counted = ['Read', 'Accepted', 'Rejected', 'Invalid', 'Not sent', 'Uncertain'];
  const table = newTable({ head: ['Job', 'Type', 'Status', 'Test', ...counted, 'Started'] });
  for (const job of jobs) {
    const { job_id, type, test_event, records, started_at } = job;
    const { read, accepted, rejected, invalid, not_sent, uncertain } = records;
    const counts = [read, accepted, rejected, invalid, not_sent, uncertain];
    table.push([job_id, type, statusText(job), test_event ? 'TEST' : '', ...counts, started_at ?? '']);
  }
  await printLine(jobs.length === 0 ? 'No jobs yet.' : table);
}

function statusOf({ running, success, error, status }: ListOptions): JobFilter | undefined {
  if (running) return 'running';
  if (success) return 'success';
  return error ? 'error' : status;
}

/** The status, and what sets a job that is refused for its destination apart from one that waits its turn. */
function statusText({ status, error }: JobObject): string {
  return awaitsOtherExecutor({ state: status, error }) ? `${status} (other destination)` : status;
}

function tookSeconds({ started_at: from, ended_at: to }: JobObject): number {
  return from === null ? 0 : ((to === null ? Date.now() : Date.parse(to)) - Date.parse(from)) / 1000;
}
