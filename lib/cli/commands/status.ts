import type { Command } from 'commander';
import { getStatus } from '../../commands/rows/product.ts';
import type { StatusObject } from '../../commands/shapes/status.ts';
import { messagesOf, translate } from '../../messages/translate.ts';
import { printJson, printLine } from '../output/output.ts';
import type { Product } from '../product/product.ts';
import { dataPlace, withProduct } from '../product/with-product.ts';

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('show the state of the product, and what needs your attention')
    .option('--json', 'print an object')
    .action(({ json }: { json?: boolean }) => withProduct((product) => printStatus(product, json)));
}

async function printStatus(product: Product, json = false): Promise<void> {
  const status = await product.call(getStatus, {});
  if (json) return printJson(status);
  for (const line of statusLines(status, dataPlace() === 'server')) await printLine(line);
}

function statusLines(status: StatusObject, isServer: boolean): string[] {
  const { version, data_dir, worker_alive, jobs, oldest_queued_at, paused, uncertain, disk, database } = status;
  const { other_destination: elsewhere } = status;
  const nonZero = Object.entries(jobs).filter(([, count]) => count > 0);
  const { waiting, given_up: givenUp } = status.notifications;
  const text = (code: string, params: Record<string, string | number>) => translate('status', code, params);
  return [
    text('version', { version }),
    text('data_dir', { path: data_dir }),
    ...(worker_alive ? status.workers.map(workerLine) : [text('no_worker', {})]),
    text('sends_to', { addresses: Object.values(status.destinations).join(', '), isServer: String(isServer) }),
    text('jobs', { jobs: nonZero.map(([state, count]) => `${count} ${state}`).join(', ') || 'none' }),
    ...(oldest_queued_at === null ? [] : [text('oldest', { since: oldest_queued_at })]),
    ...fullAccounts(status).map(({ account, authentication, running, waiting }) =>
      text('account', { account, authentication, running, waiting }),
    ),
    ...(elsewhere.length === 0 ? [] : [text('elsewhere', { jobs: formatJobIds(elsewhere), count: elsewhere.length })]),
    ...paused.map(({ reason, jobs: ids }) =>
      text('paused', { jobs: formatJobIds(ids), count: ids.length, todo: todoOf(reason) }),
    ),
    ...uncertain.map(({ job_id: job, records }) => text('uncertain', { job, records })),
    text('disk', { free: formatSize(disk.free_bytes), reserve: formatSize(disk.reserve_bytes) }),
    text('database', { size: formatSize(database.bytes + (database.wal_bytes ?? 0)) }),
    ...replicationLines(status.replication),
    text('uploads', { files: status.uploads.files, size: formatSize(status.uploads.bytes) }),
    ...(waiting + givenUp === 0 ? [] : [text('notifications', { waiting, givenUp })]),
    ...status.next_deletions.map(({ jobs: ids, due_at: date }) =>
      text('deletion', { jobs: formatJobIds(ids), count: ids.length, date }),
    ),
    ...status.sweeps.flatMap(({ name, problem }) =>
      problem === null ? [] : [text('sweep_failed', { name, problem })],
    ),
  ];
}

function workerLine({ host, process_id: pid, version, jobs }: StatusObject['workers'][number]): string {
  const ids = jobs.map(({ job_id }) => job_id);
  const params = {
    host: host || 'unknown',
    pid: String(pid),
    version: version || 'unknown',
    count: ids.length,
    jobs: formatJobIds(ids),
  };
  return translate('status', 'worker', params);
}

/** Accounts whose jobs wait because the allowed number is already running. */
function fullAccounts({ accounts }: StatusObject): StatusObject['accounts'] {
  return accounts.filter(({ running, limit, waiting }) => waiting > 0 && running >= limit).slice(0, MAX_LISTED);
}

function replicationLines(replication: StatusObject['replication']): string[] {
  if (replication === null) return [];
  const { standbys, problem } = replication;
  return [
    ...standbys.map(({ name, sync_state: state, lag_bytes: lag }) =>
      translate('status', 'standby', {
        name,
        state: state ?? 'unknown',
        lag: lag === null ? 'unknown' : formatSize(lag),
      }),
    ),
    ...(problem === null ? [] : [translate('status', 'replication', { problem: problem.message })]),
  ];
}

/** The next step for a pause reason; by default, to resume the job. */
function todoOf(reason: string): string {
  const code = `todo_${reason}`;
  return translate('status', code in messagesOf('status') ? code : 'todo_user');
}

const MAX_LISTED = 5;

function formatJobIds(jobs: readonly number[]): string {
  const unlisted = jobs.length - MAX_LISTED;
  return jobs.slice(0, MAX_LISTED).join(', ') + (unlisted > 0 ? ` and ${unlisted} more` : '');
}

function formatSize(bytes: number): string {
  const [unit, divisor] = bytes < 1e9 ? ['MB', 1e6] : ['GB', 1e9];
  return `${(bytes / divisor).toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}`;
}
