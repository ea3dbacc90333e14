import type { ReadyRecord } from '../../core/batch.ts';
import type { Connector } from '../../core/connector.ts';
import type { JobError } from '../../core/job.ts';
import type { Batch, JobLedger } from '../../core/ledger.ts';
import type { PrepareEffects } from '../../core/prepare.ts';
import type { Cursor, Row } from '../../core/row.ts';
import { type Called, call, type Send } from '../call.ts';

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects with the signal's reason when it is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** Leave to begin one call, good until this moment. */
export interface Place {
  readonly until: number;
}

/** Gives each call its place under the rate limit. */
export interface Limiter {
  place(account: string, signal: AbortSignal): Promise<Place>;
}

/** The rows of a job's file. */
export interface RowSource {
  readonly header: readonly string[];
  /** Rows behind the cursor; where `until` is given, those that begin before this byte of the spool. */
  rows(from: Cursor, until?: number): AsyncIterable<readonly Row[]>;
}

/** All that executing a job needs from outside. */
export interface RunOptions {
  readonly ledger: JobLedger;
  readonly connector: Connector;
  readonly token: string;
  readonly source: RowSource;
  readonly send: Send;
  readonly limiter: Limiter;
  readonly testLimiter: Limiter;
  readonly clock: Clock;
  readonly random: () => number;
  readonly sha256: (text: string) => string;
  readonly prepareEffects: PrepareEffects;
  readonly callsInFlight: number;
  /** Tells the rest of the product that the token was refused, for this account or altogether. */
  readonly onRefusal: (kind: 'unauthorized' | 'forbidden') => void;
}

/** Why a run ends before the file does. */
export interface Stop {
  readonly state: 'queued' | 'paused' | 'killed' | 'error';
  readonly error: JobError | null;
}

/** One execution of a job, as its parts share it: what to work with, and whether to go on. */
export class Run {
  readonly options: RunOptions;
  readonly #abort = new AbortController();
  #stop: Stop | undefined;
  #quietUntil = 0;

  constructor(options: RunOptions) {
    this.options = options;
  }

  get ledger(): JobLedger {
    return this.options.ledger;
  }

  get stop(): Stop | undefined {
    return this.#stop;
  }

  /** Aborted once the run is to end: waits end, calls under way do not. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** No further call begins. The first reason counts, but killing outranks the others. */
  halt(stop: Stop): void {
    if (!this.#stop || stop.state === 'killed') this.#stop = stop;
    this.#abort.abort();
  }

  /** Waits, alone or, where the other side asked for it, with every lane of the run. Rejects when the run is to end. */
  async rest(milliseconds: number, everyLane: boolean): Promise<void> {
    const { clock } = this.options;
    if (everyLane) this.#quietUntil = Math.max(this.#quietUntil, clock.now() + milliseconds);
    await clock.sleep(milliseconds, this.signal);
  }

  /** Waits for a place under the rate limit. Rejects when the run is to end. */
  async place(test = this.ledger.job.testEvent): Promise<Place> {
    const { clock, limiter, testLimiter } = this.options;
    const quiet = this.#quietUntil - clock.now();
    if (quiet > 0) await clock.sleep(quiet, this.signal);
    return (test ? testLimiter : limiter).place(this.ledger.job.account, this.signal);
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

  bodyOf(ready: readonly ReadyRecord[]): string {
    return this.options.connector.body(ready.map(({ json }) => json));
  }

  /** The call itself, in a place that is still good: a lane that was slow to start takes a new one. */
  async call(ready: readonly ReadyRecord[], place: Place, test = this.ledger.job.testEvent): Promise<Called> {
    const { account } = this.ledger.job;
    if (this.options.clock.now() >= place.until) await this.place(test);
    return call(
      this.bodyOf(ready),
      ready.map(({ json }) => json),
      { ...this.options, account, test },
    );
  }
}

/** A batch with the records its body is made of. */
export interface LoadedBatch {
  readonly batch: Batch;
  readonly ready: readonly ReadyRecord[];
  /** Whether an earlier try may have been taken. */
  readonly unknown: boolean;
}
