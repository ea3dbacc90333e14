import type { Connector } from '../../core/connector/connector.ts';
import type { Chunk } from '../../core/delivery/batch.ts';
import { type Events, jsonOf } from '../../core/delivery/events.ts';
import type { Batch, JobLedger } from '../../core/delivery/ledger.ts';
import type { Refusal } from '../../core/job/job.ts';
import type { Cursor } from '../../core/record/row.ts';
import { type CallResult, call, type Send } from './call.ts';
import { JobLease } from './hold.ts';
import { ConcurrencyWindow } from './lanes.ts';
import { INTERNAL } from './stops.ts';

/** How long to wait where the lease cannot be extended, since another process keeps the database. */
const BUSY_WAIT_MS = 100;

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects with the signal's reason when it is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Leave to begin one call, good until this moment. */
export interface CallPermit {
  readonly until: number;
}

/** Gives each call to the job's account its place under the rate limit, over all processes. */
export interface Limiter {
  acquire(test: boolean, signal: AbortSignal): Promise<CallPermit>;
  /** The account asked for patience: no call begins for so many milliseconds, then fewer for a while. */
  slowDown(milliseconds: number): void;
}

/** A job's file, made ready by its frozen mapping and parameters, the same each time. */
export interface PreparedFile {
  /** How many columns feed a field, and how many feed nothing. */
  readonly columns: { readonly matched: number; readonly ignored: number };
  chunks(from: Cursor): AsyncIterable<Chunk>;
  /** The events of a batch, built anew from the stretch of the file that the ledger names. */
  eventsOf(batch: Pick<Batch, 'from' | 'endByte' | 'leftOut'>): Promise<Events>;
  close(): void;
}

/** All that executing a job needs from outside. */
export interface RunOptions {
  readonly ledger: JobLedger;
  readonly connector: Connector;
  readonly token: string;
  /** `toldAt`: which record each warning was given at that is given once for a file. */
  readonly openFile: (toldAt: ReadonlyMap<string, number>) => PreparedFile;
  readonly send: Send;
  /** Hears of each body that is not needed any more. It must not be looked at afterwards. */
  readonly release: (body: Uint8Array) => void;
  readonly limiter: Limiter;
  readonly clock: Clock;
  readonly random: () => number;
  readonly sha256: (bytes: Uint8Array) => string;
  readonly callsInFlight: number;
  /** Whether the disk has more room left than must stay free. */
  readonly hasRoom: () => boolean;
  /**
   * Tells the rest of the product that the token was refused. False where it has been replaced meanwhile: what was refused
   * is the old one, and the job only has to begin anew with the other.
   */
  readonly onRefusal: (kind: Refusal) => boolean;
}

/** One execution of a job, as its parts share it: what to work with, and whether to go on. */
export class Run extends JobLease {
  readonly options: RunOptions;
  override readonly ledger: JobLedger;
  readonly inFlight: ConcurrencyWindow;

  constructor(options: RunOptions) {
    super(options);
    this.options = options;
    this.ledger = options.ledger;
    this.inFlight = new ConcurrencyWindow(options.callsInFlight, () => this.halt(INTERNAL));
  }

  /** Waits for a place under the rate limit. Rejects when the run is to end. */
  acquirePermit(test = this.ledger.job.testEvent): Promise<CallPermit> {
    return this.options.limiter.acquire(test, this.signal);
  }

  /** What `work` gives; undefined where it was interrupted because the run is to end. */
  async unlessHalted<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (this.signal.aborted && error === this.signal.reason) return undefined;
      throw error;
    }
  }

  /** The call itself, once it may begin. Rejects when the run is to end before it has. */
  async call(events: Events, place: CallPermit, test = this.ledger.job.testEvent): Promise<CallResult> {
    const { account } = this.ledger.job;
    const sent = { count: events.records.length, jsonAt: (index: number) => UTF8.decode(jsonOf(events, index)) };
    const options = { ...this.options, account, test };
    for (let current = place; ; ) {
      current = await this.#placeToBegin(current, test);
      const called = await call(events.body, sent, options, () => this.#mayBegin(current));
      if (called) return called;
    }
  }

  /** Whether a call may begin at this very moment. */
  #mayBegin({ until }: CallPermit): boolean {
    const now = this.options.clock.now();
    return !this.signal.aborted && now < until && now < this.ownedUntil;
  }

  /**
   * A lane that was slow to start takes a new place. A process that slept beyond its lease asks whether the job still is
   * its own: a person may have been told meanwhile that no call begins any more.
   */
  async #placeToBegin(given: CallPermit, test: boolean): Promise<CallPermit> {
    const { clock } = this.options;
    for (let place = given; ; place = await this.acquirePermit(test)) {
      this.signal.throwIfAborted();
      while (clock.now() >= this.ownedUntil) {
        this.renew();
        this.signal.throwIfAborted();
        if (clock.now() >= this.ownedUntil) await clock.sleep(BUSY_WAIT_MS, this.signal);
      }
      if (this.#mayBegin(place)) return place;
    }
  }
}

const UTF8 = new TextDecoder();

/** A batch with the events that its body carries. */
export interface LoadedBatch {
  readonly batch: Batch;
  readonly events: Events;
  /** Whether an earlier try may have been taken. */
  readonly unknown: boolean;
}
