import type { JobLedger } from '../../core/delivery/ledger.ts';
import { machineFaultOf } from '../../core/machine-fault.ts';
import { DISK_FULL, type Stop, stopFor, stopOf } from './stops.ts';

/** A process's hold on the job that it executes: it keeps the lease, and hears when the execution is to end. */
export class JobLease {
  readonly ledger: Pick<JobLedger, 'heartbeat' | 'job'>;
  readonly #hasRoom: () => boolean;
  readonly #abort = new AbortController();
  #stop: Stop | undefined;
  #ownedUntil = 0;

  constructor({ ledger, hasRoom }: { ledger: Pick<JobLedger, 'heartbeat' | 'job'>; hasRoom: () => boolean }) {
    this.ledger = ledger;
    this.#hasRoom = hasRoom;
  }

  get stop(): Stop | undefined {
    return this.#stop;
  }

  /** When another may take the job over, unless the lease is kept. */
  get ownedUntil(): number {
    return this.#ownedUntil;
  }

  /** Aborted once the execution is to end. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The first reason counts, but killing outranks the others. */
  halt(stop: Stop): void {
    if (!this.#stop || stop.state === 'killed') this.#stop = stop;
    this.#abort.abort();
  }

  /**
   * Keeps the lease, looks after the disk, and hears what was asked for. It never throws: a timer has nobody above it to
   * catch what the disk says.
   */
  renew(): void {
    try {
      const { request, leaseUntil } = this.ledger.heartbeat();
      this.#ownedUntil = leaseUntil;
      if (request) this.halt(stopFor(request, this.ledger.job));
      else if (!this.#hasRoom()) this.halt(DISK_FULL);
    } catch (error) {
      // Where nobody can write, nobody can take the job over either: the next beat tries again.
      if (machineFaultOf(error) !== 'busy') this.halt(stopOf(error));
    }
  }
}

const HEARTBEAT_MS = 500;

/** Ends an execution from outside, and says what the job then is: waiting for a person, or for the next worker. */
export interface Interrupt {
  readonly signal: AbortSignal;
  readonly stop: Stop;
}

/** Does work while the hold is kept, and until it is interrupted. */
export async function withLease<T>(
  hold: Pick<JobLease, 'beat' | 'halt'>,
  interrupt: Interrupt,
  work: () => Promise<T>,
): Promise<T> {
  const { signal } = interrupt;
  const interrupted = () => hold.halt(interrupt.stop);
  signal.addEventListener('abort', interrupted);
  const heart = setInterval(() => hold.renew(), HEARTBEAT_MS);
  try {
    if (signal.aborted) interrupted();
    hold.renew();
    return await work();
  } finally {
    clearInterval(heart);
    signal.removeEventListener('abort', interrupted);
  }
}
