import type { Clock } from '../../core/clock.ts';
import { firstProbe, nextProbe, type Probing } from '../../core/delivery/outage.ts';
import { type NumericSettings, reconnectMsOf } from '../../core/settings/numeric-settings.ts';

/** A destination that paused jobs wait for. */
export interface UnreachableDestination {
  readonly connector: string;
  readonly destination: string;
}

/** Why a destination cannot be reached; undefined if it can. Sends neither events nor a token. */
export type Probe = (destination: UnreachableDestination) => Promise<string | undefined>;

export interface ResumeReachableOptions {
  readonly outages: {
    waiting(): Promise<readonly UnreachableDestination[]>;
    find(destination: string): Promise<Probing | undefined>;
    plan(destination: string, probing: Probing): Promise<void>;
  };
  readonly jobRequests: { requeueReachable(destination: string): Promise<void> };
  readonly settings: { current(): Promise<NumericSettings> };
  readonly probe: Probe;
  readonly clock: Clock;
  readonly random: () => number;
}

/**
 * Requeues the jobs that paused because their destination could not be reached, once it can be reached. Makes one probe
 * for each destination, at growing intervals, instead of one for each job.
 */
export async function resumeReachable(options: ResumeReachableOptions): Promise<void> {
  const { outages, jobRequests, settings, clock, random, probe } = options;
  const maxMs = reconnectMsOf(await settings.current());
  if (maxMs === 0) return;
  for (const waiting of await outages.waiting()) {
    const { destination } = waiting;
    const planned = await outages.find(destination);
    const next = firstProbe(planned, { now: clock.now(), maxMs, random: random() });
    if (next !== planned) await outages.plan(destination, next);
    if (next.retryAt > clock.now()) continue;
    const problem = await probe(waiting);
    // Also after a success, so that a job that soon pauses again does not start a new series of probes.
    await outages.plan(destination, nextProbe(next, { now: clock.now(), maxMs, random: random() }));
    if (problem === undefined) await jobRequests.requeueReachable(destination);
  }
}
