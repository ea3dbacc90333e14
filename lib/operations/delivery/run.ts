import type { Clock } from '../../core/clock.ts';
import type { Connector } from '../../core/connector/connector.ts';
import type { Chunk } from '../../core/delivery/batch.ts';
import type { Events } from '../../core/delivery/events.ts';
import type { Batch, JobLedger, OpenState } from '../../core/delivery/ledger.ts';
import type { SeenEvents } from '../../core/delivery/repeats.ts';
import type { Refusal } from '../../core/job/job.ts';
import { isLeased } from '../../core/lease.ts';
import type { Cursor } from '../../core/record/row.ts';
import { type CompletedCall, call, type Send } from './call.ts';
import { ConcurrencyWindow } from './concurrency-window.ts';
import { JobLease } from './job-lease.ts';
import { stopOf } from './stops.ts';

/** Delay before the next try to renew the lease while the database is busy. */
const BUSY_WAIT_MS = 100;

/** A clock that can also wait. */
interface SleepingClock extends Clock {
  /** Rejects with the signal's reason when it is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Permission to start one call before `until`. */
export interface CallPermit {
  readonly until: number;
}

/** What a permit is for: a test has a limit of its own, besides the one for all calls. `signal` ends the wait. */
export interface PermitRequest {
  readonly isTest: boolean;
  readonly signal: AbortSignal;
}

/** The rate limiter for calls to an account, shared by all processes. */
export interface Limiter {
  acquire(request: PermitRequest): Promise<CallPermit>;
  /** For a rate-limited account: blocks calls for this many milliseconds, then reduces the pace for a while. */
  slowDown(milliseconds: number): Promise<void>;
}

/** A job's file, prepared with its frozen mapping and parameters; every execution gets the same events. */
export interface PreparedFile {
  /** How many columns are mapped and ignored. */
  readonly columns: { readonly matched: number; readonly ignored: number };
  chunks(from: Cursor): AsyncIterable<Chunk>;
  /** Rebuilds the events of a batch from its section of the file. */
  eventsOf(batch: Pick<Batch, 'from' | 'endByte' | 'leftOut'>): Promise<Events>;
  close(): void;
}

/** Dependencies of the execution of a job. */
export interface RunOptions {
  readonly ledger: JobLedger;
  readonly connector: Connector;
  readonly token: string;
  /** `firstWarnedAt`: the record of each once-per-file warning. */
  readonly openFile: (firstWarnedAt: ReadonlyMap<string, number>) => Promise<PreparedFile>;
  /** Where the first record of the file begins. */
  readonly start: Cursor;
  readonly newSeenEvents: () => SeenEvents;
  readonly send: Send;
  /** Called with each body that is no longer needed; it must not be used afterwards. */
  readonly release: (body: Uint8Array) => void;
  readonly limiter: Limiter;
  readonly clock: SleepingClock;
  readonly random: () => number;
  readonly sha256: (bytes: Uint8Array) => string;
  readonly callsInFlight: number;
  /** Whether the disk has more free space than the reserve. */
  readonly hasRoom: () => boolean;
  /**
   * Called when the token was refused. Returns false if it has been replaced meanwhile; then the job only has to
   * restart with the new token.
   */
  readonly onRefusal: (kind: Refusal) => Promise<boolean>;
  /** Whether the token is unchanged since the job was claimed. */
  readonly isCurrentToken: () => Promise<boolean>;
}

/** How a call differs from the other calls of its job. */
interface CallChoice {
  /** Whether it sends test events; by default, as the job does. */
  readonly isTest?: boolean;
}

/** One execution of a job: its dependencies, calls in flight, and whether to continue. */
export class Run extends JobLease {
  readonly options: RunOptions;
  override readonly ledger: JobLedger;
  readonly inFlight: ConcurrencyWindow;

  constructor(options: RunOptions) {
    super(options);
    this.options = options;
    this.ledger = options.ledger;
    this.inFlight = new ConcurrencyWindow(options.callsInFlight, (error) => this.halt(stopOf(error)));
  }

  /** Waits for the rate limit. Rejects when the run has to end. */
  acquirePermit({ isTest = this.ledger.job.testEvent }: CallChoice = {}): Promise<CallPermit> {
    return this.options.limiter.acquire({ isTest, signal: this.signal });
  }

  /** The result of `work`; undefined if it was interrupted because the run has to end. */
  async unlessHalted<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (this.signal.aborted && error === this.signal.reason) return undefined;
      throw error;
    }
  }

  /** Sends a call once it may start. Rejects if the run has to end before that. */
  async call(events: Events, permit: CallPermit, choice: CallChoice = {}): Promise<CompletedCall> {
    const { isTest = this.ledger.job.testEvent } = choice;
    const { account } = this.ledger.job;
    const sent = { count: events.count, jsonAt: (index: number) => UTF8.decode(events.jsonAt(index)) };
    const options = { ...this.options, account, isTest };
    for (let currentPermit = permit; ; ) {
      currentPermit = await this.#validPermit(currentPermit, choice);
      const completed = await call(events.body, sent, options, () => this.#mayBegin(currentPermit));
      if (completed) return completed;
    }
  }

  /** Whether a call may start now. */
  #mayBegin({ until }: CallPermit): boolean {
    const now = this.options.clock.now();
    return !this.signal.aborted && now < until && isLeased(this.leaseUntil, now);
  }

  /**
   * Renews an expired permit. A process that slept beyond its lease first checks that it still owns the job, because a
   * person who ended the job may have been promised that no more calls start.
   */
  async #validPermit(current: CallPermit, choice: CallChoice): Promise<CallPermit> {
    const { clock } = this.options;
    for (let permit = current; ; permit = await this.acquirePermit(choice)) {
      this.signal.throwIfAborted();
      while (!isLeased(this.leaseUntil, clock.now())) {
        await this.renew();
        this.signal.throwIfAborted();
        if (!isLeased(this.leaseUntil, clock.now())) await clock.sleep(BUSY_WAIT_MS, this.signal);
      }
      if (this.#mayBegin(permit)) return permit;
    }
  }
}

const UTF8 = new TextDecoder();

/** A batch with the events of its body. */
export interface LoadedBatch {
  readonly batch: Batch;
  readonly events: Events;
}

/** A batch whose call may begin: its intent is committed. */
export interface OpenBatch extends LoadedBatch {
  /** The state that the batch keeps if this call has no outcome: what is known from earlier calls. */
  readonly openAs: OpenState;
}
