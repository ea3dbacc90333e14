import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { peakMemory } from '../../torture/kit/memory.ts';
import { type JobObject, Pintd, resultOf } from '../../torture/kit/pintd.ts';
import { Program, root } from '../../torture/kit/process.ts';
import type { Cost } from './cost.ts';
import { THREADS, ThreadClock, type ThreadTimes } from './thread-times.ts';

/** Higher than any rate that a machine reaches. */
const NO_LIMIT = 1_000_000;

export interface Exported extends Cost {
  readonly job: JobObject;
  /** One per second while the command ran. */
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly seconds: number;
  readonly calls: number;
  readonly cpuSeconds: number;
  readonly threads: ThreadTimes;
}

export interface ExportOptions {
  readonly folder: string;
  readonly file: string;
  readonly latencyMs?: number;
  /** Whether the default rate limit applies. */
  readonly isPaced?: boolean;
  /** The folder with the sources of the exporting version; these sources by default. */
  readonly checkout?: string;
}

/** Exports a file from the command line to a receiver, each in its own process. */
export async function exportFile(options: ExportOptions): Promise<Exported> {
  const { folder, file, latencyMs = 0, isPaced = false, checkout = root } = options;
  const receiver = new Program('bench/kit/receiver-process.ts', [String(latencyMs)]);
  const [{ url }] = (await once(receiver.child, 'message')) as [{ url: string }];
  const settings = {
    PINTD_DATA_DIR: join(folder, 'data'),
    PINTEREST_API_BASE_URL: url,
    ...(isPaced ? {} : { PINTD_CALLS_PER_MINUTE: String(NO_LIMIT) }),
  };
  const pintd = new Pintd(settings, checkout);
  await pintd.createAuthentication('Shop');
  // The launcher replaces itself with the measured process.
  const program = pintd.start(['export', file, '--result', resultOf({ ad_account_id: '549' })]);
  const peak = peakMemory(program);
  const samples = await watch(program, receiver);
  const { status, out, err } = await program.ended;
  receiver.signal('SIGKILL');
  if (status !== 0) throw new Error(`the export ended with ${status}: ${err}`);
  const job = JSON.parse(out) as JobObject;
  const seconds = (Date.parse(job.ended_at ?? '') - Date.parse(job.started_at ?? '')) / 1000;
  const cpuSeconds = samples.at(-1)?.cpuSeconds ?? Number.NaN;
  return { job, records: job.records.read, seconds, cpuSeconds, peakMegabytes: await peak(), samples };
}

async function watch(program: Program, receiver: Program): Promise<Sample[]> {
  const samples: Sample[] = [];
  const startedAt = performance.now();
  const clock = new ThreadClock(program.pid);
  for (;;) {
    await Promise.race([program.ended, wait(1000)]);
    if (!program.isAlive) return samples;
    receiver.child.send('count');
    const [{ calls }] = (await once(receiver.child, 'message')) as [{ calls: number }];
    const threads = await clock.read();
    const cpuSeconds = THREADS.reduce((sum, thread) => sum + threads[thread], 0);
    samples.push({ seconds: (performance.now() - startedAt) / 1000, calls, cpuSeconds, threads });
  }
}
