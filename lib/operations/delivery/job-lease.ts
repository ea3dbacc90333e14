import type { JobLedger } from '../../core/delivery/ledger.ts';
import { isDatabaseUnavailable } from '../../core/machine-fault.ts';
import { DISK_FULL, type Stop, stopFor, stopOf } from './stops.ts';

/** The lease of the job that a process executes. It is renewed regularly, and signals when the execution has to end. */
export class JobLease {
  readonly ledger: Pick<JobLedger, 'heartbeat' | 'job'>;
  readonly #hasRoom: () => boolean;
  readonly #abort = new AbortController();
  #stop: Stop | undefined;
  #leaseUntil = 0;
  #renewing: Promise<void> | undefined;

  constructor({ ledger, hasRoom }: { ledger: Pick<JobLedger, 'heartbeat' | 'job'>; hasRoom: () => boolean }) {
    this.ledger = ledger;
    this.#hasRoom = hasRoom;
  }

  get stop(): Stop | undefined {
    return this.#stop;
  }

  /** End of the lease, after which another process may claim the job. */
  get leaseUntil(): number {
    return this.#leaseUntil;
  }

  /** Aborted when the execution has to end. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The first reason counts, except that killing has priority. */
  halt(stop: Stop): void {
    if (!this.#stop || stop.state === 'killed') this.#stop = stop;
    this.#abort.abort();
  }

  /**
   * Renews the lease, checks disk space, and applies a pending request, unless a renewal is already under way. Never
   * rejects, because a timer calls it.
   */
  renew(): Promise<void> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  async #renew(): Promise<void> {
    try {
      const { request, leaseUntil } = await this.ledger.heartbeat();
      this.#leaseUntil = leaseUntil;
      if (request) this.halt(stopFor(request, this.ledger.job));
      else if (!this.#hasRoom()) this.halt(DISK_FULL);
    } catch (error) {
      // While the database is unavailable, the next renewal tries again; the lease ends at `leaseUntil` in any case.
      if (!isDatabaseUnavailable(error)) this.halt(stopOf(error));
    }
  }
}

const HEARTBEAT_MS = 500;

/** Ends an execution from outside. Its stop has the state that the job gets: paused, killed, or queued again. */
export interface Interrupt {
  readonly signal: AbortSignal;
  readonly stop: Stop;
}

/** Runs `work` while renewing the lease; an interrupt halts the lease. */
export async function withLease<T>(
  lease: Pick<JobLease, 'renew' | 'halt'>,
  interrupt: Interrupt,
  work: () => Promise<T>,
): Promise<T> {
  const { signal } = interrupt;
  const onInterrupt = () => lease.halt(interrupt.stop);
  signal.addEventListener('abort', onInterrupt);
  const timer = setInterval(() => void lease.renew(), HEARTBEAT_MS);
  try {
    if (signal.aborted) onInterrupt();
    await lease.renew();
    return await work();
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', onInterrupt);
  }
}
