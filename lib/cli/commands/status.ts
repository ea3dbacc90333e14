import type { Command } from 'commander';
import type { Status } from '../../core/status.ts';
import { messagesOf, translate } from '../../messages/translate.ts';
import { reportStatus } from '../../operations/report-status.ts';
import { statusOptions } from '../../runtime/operation-options.ts';
import type { Runtime } from '../../runtime.ts';
import { printJson, printLine } from '../output.ts';
import { withRuntime } from '../with-runtime.ts';

export function addStatus(program: Command): void {
  program
    .command('status')
    .description('tell how the product is doing on this data folder, and what waits for you')
    .option('--json', 'print an object')
    .action(({ json }: { json?: boolean }) => withRuntime((runtime) => printStatus(runtime, json)));
}

async function printStatus(runtime: Runtime, json = false): Promise<void> {
  const status = await reportStatus(statusOptions(runtime));
  if (json) return printJson(statusObject(status));
  for (const line of statusLines(status)) await printLine(line);
}

/** What scripts see. Names stay; more may come. */
function statusObject(status: Status) {
  const { version, dataDir, isWorkerAlive, jobs, oldestQueuedAt, paused, uncertain, disk, database, uploads } = status;
  return {
    version,
    data_dir: dataDir,
    worker_alive: isWorkerAlive,
    jobs,
    oldest_queued_at: isoTime(oldestQueuedAt),
    paused: paused.map(({ reason, jobs }) => ({ reason, jobs })),
    uncertain: uncertain.map(({ job, records }) => ({ job_id: job, records })),
    uploads: { files: uploads.files, bytes: uploads.bytes },
    notifications: { waiting: status.notifications.waiting, given_up: status.notifications.givenUp },
    disk: { free_bytes: disk.freeBytes, reserve_bytes: disk.reserveBytes },
    database: { bytes: database.bytes, wal_bytes: database.walBytes },
    next_deletions: status.nextDeletions.map(({ jobs, dueAt }) => ({ jobs, due_at: isoTime(dueAt) })),
    sweeps: status.sweeps.map(({ name, ranAt, problem }) => ({ name, ran_at: isoTime(ranAt), problem })),
  };
}

function statusLines(status: Status): string[] {
  const { version, dataDir, isWorkerAlive, jobs, oldestQueuedAt, paused, uncertain, disk, database } = status;
  const counted = Object.entries(jobs).filter(([, count]) => count > 0);
  const say = (code: string, params: Record<string, string | number>) => translate('status', code, params);
  return [
    say('version', { version }),
    say('data_dir', { path: dataDir }),
    say(isWorkerAlive ? 'worker' : 'no_worker', {}),
    say('jobs', { jobs: counted.map(([state, count]) => `${count} ${state}`).join(', ') || 'none' }),
    ...(oldestQueuedAt === null ? [] : [say('oldest', { since: new Date(oldestQueuedAt).toISOString() })]),
    ...paused.map(({ reason, jobs: waiting }) => say('paused', { jobs: listed(waiting), todo: todoOf(reason) })),
    ...uncertain.map(({ job, records }) => say('uncertain', { job, records })),
    say('disk', { free: sizeOf(disk.freeBytes), reserve: sizeOf(disk.reserveBytes) }),
    say('database', { size: sizeOf(database.bytes + database.walBytes) }),
    say('uploads', { files: status.uploads.files, size: sizeOf(status.uploads.bytes) }),
    ...(status.notifications.waiting + status.notifications.givenUp === 0
      ? []
      : [say('notifications', { ...status.notifications })]),
    ...status.nextDeletions.map(({ jobs: of, dueAt }) =>
      say('deletion', { jobs: listed(of), count: of.length, date: new Date(dueAt).toISOString() }),
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

function isoTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
