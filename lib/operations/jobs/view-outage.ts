import type { Clock } from '../../core/clock.ts';
import type { LogLine } from '../../core/delivery/ledger.ts';
import { type Outage, outageInLog, type Probing, silentOutage } from '../../core/delivery/outage.ts';
import type { Job } from '../../core/job/job.ts';
import { type NumericSettings, reconnectMsOf } from '../../core/settings/numeric-settings.ts';

export interface OutageOptions {
  readonly outages: {
    find(destination: string): Promise<Probing | undefined>;
    oldestCallSentAt(job: number): Promise<number | undefined>;
  };
  readonly settings: { current(): Promise<NumericSettings> };
  readonly workers: { isAnyAlive(): Promise<boolean> };
  readonly clock: Clock;
}

const PAUSED = 'job_paused';

/** Why a job waits for its destination, by the newest lines of its log; null if it does not. */
export async function outageOf(job: Job, log: readonly LogLine[], options: OutageOptions): Promise<Outage | null> {
  if (job.state === 'paused' && job.error?.code === 'unreachable') return pausedOutage(job, log, options);
  if (job.state !== 'running' || job.destination === null) return null;
  const now = options.clock.now();
  return outageInLog(log, now) ?? (await findSilentOutage(job, log, options, now)) ?? null;
}

/** When the worker next tries to reach the destination of a paused job; null if it never does, or is about to. */
export async function retryAtOf(job: Job, options: OutageOptions): Promise<number | null> {
  if (job.state !== 'paused' || job.error?.code !== 'unreachable') return null;
  return (await pausedOutage(job, [], options)).retryAt;
}

async function pausedOutage(
  { destination, error }: Job,
  log: readonly LogLine[],
  options: OutageOptions,
): Promise<Outage> {
  const { outages, settings, workers, clock } = options;
  const retriesAutomatically = reconnectMsOf(await settings.current()) > 0 && (await workers.isAnyAlive());
  const tries = log.filter(({ code }) => code !== PAUSED);
  const probing = destination === null ? undefined : await outages.find(destination);
  const retryAt = probing?.retryAt ?? 0;
  const now = clock.now();
  return {
    kind: 'unreachable',
    reason: String(error?.params['reason'] ?? ''),
    since: outageInLog(tries, now)?.since ?? log.at(-1)?.at ?? now,
    retryAt: retriesAutomatically && retryAt > now ? retryAt : null,
    retriesAutomatically,
  };
}

/**
 * The outage of a job whose calls have had no response for a while. The log grows while calls get responses, so the
 * batches are read only once the log no longer grows.
 */
async function findSilentOutage(
  { id }: Job,
  log: readonly LogLine[],
  { outages }: OutageOptions,
  now: number,
): Promise<Outage | undefined> {
  const loggedAt = log.at(-1)?.at ?? 0;
  if (!silentOutage(loggedAt, now)) return undefined;
  const sentAt = await outages.oldestCallSentAt(id);
  return silentOutage(sentAt === undefined ? undefined : Math.max(sentAt, loggedAt), now);
}
