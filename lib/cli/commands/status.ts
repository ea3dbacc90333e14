import type { Command } from 'commander';
import { getStatus } from '../../api/routes/product.ts';
import type { StatusObject } from '../../api/shapes/status.ts';
import { messagesOf, translate } from '../../messages/translate.ts';
import { printJson, printLine } from '../output.ts';
import type { Product } from '../product.ts';
import { withProduct } from '../with-product.ts';

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('tell how the product is doing on this data folder, and what waits for you')
    .option('--json', 'print an object')
    .action(({ json }: { json?: boolean }) => withProduct((product) => printStatus(product, json)));
}

async function printStatus(product: Product, json = false): Promise<void> {
  const status = await product.call(getStatus, {});
  if (json) return printJson(status);
  for (const line of statusLines(status)) await printLine(line);
}

function statusLines(status: StatusObject): string[] {
  const { version, data_dir, worker_alive, jobs, oldest_queued_at, paused, uncertain, disk, database } = status;
  const { other_destination: elsewhere } = status;
  const counted = Object.entries(jobs).filter(([, count]) => count > 0);
  const { waiting, given_up: givenUp } = status.notifications;
  const say = (code: string, params: Record<string, string | number>) => translate('status', code, params);
  return [
    say('version', { version }),
    say('data_dir', { path: data_dir }),
    say(worker_alive ? 'worker' : 'no_worker', {}),
    say('sends_to', { addresses: Object.values(status.destinations).join(', ') }),
    say('jobs', { jobs: counted.map(([state, count]) => `${count} ${state}`).join(', ') || 'none' }),
    ...(oldest_queued_at === null ? [] : [say('oldest', { since: oldest_queued_at })]),
    ...(elsewhere.length === 0 ? [] : [say('elsewhere', { jobs: listed(elsewhere), count: elsewhere.length })]),
    ...paused.map(({ reason, jobs: waiting }) =>
      say('paused', { jobs: listed(waiting), count: waiting.length, todo: todoOf(reason) }),
    ),
    ...uncertain.map(({ job_id: job, records }) => say('uncertain', { job, records })),
    say('disk', { free: sizeOf(disk.free_bytes), reserve: sizeOf(disk.reserve_bytes) }),
    say('database', { size: sizeOf(database.bytes + database.wal_bytes) }),
    say('uploads', { files: status.uploads.files, size: sizeOf(status.uploads.bytes) }),
    ...(waiting + givenUp === 0 ? [] : [say('notifications', { waiting, givenUp })]),
    ...status.next_deletions.map(({ jobs: of, due_at: date }) =>
      say('deletion', { jobs: listed(of), count: of.length, date }),
    ),
    ...status.sweeps.flatMap(({ name, problem }) => (problem === null ? [] : [say('sweep_failed', { name, problem })])),
  ];
}

/** What has a way out of its own says so; whatever else waits can be told to go on. */
function todoOf(reason: string): string {
  const code = `todo_${reason}`;
  return translate('status', code in messagesOf('status') ? code : 'todo_user');
}

const LISTED = 5;

function listed(jobs: readonly number[]): string {
  const rest = jobs.length - LISTED;
  return jobs.slice(0, LISTED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function sizeOf(bytes: number): string {
  const [unit, divisor] = bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9];
  return `${(bytes / divisor).toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}`;
}
