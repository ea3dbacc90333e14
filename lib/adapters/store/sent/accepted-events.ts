import type { Clock } from '../../../core/clock.ts';
import type { Digests } from '../../../core/delivery/digests.ts';
import type { Acceptances } from '../../../core/delivery/ledger.ts';
import type { Job } from '../../../core/job/job.ts';
import type { SentLedger } from './sent-ledger.ts';

/** One job's view of the sent ledger: events of other jobs that were accepted within the window. */
export class AcceptedEvents {
  readonly #sent: SentLedger;
  readonly #job: Job;
  readonly #windowMs: number;
  readonly #clock: Clock;

  constructor(options: { sent: SentLedger; job: Job; clock: Clock; windowMs: number }) {
    this.#sent = options.sent;
    this.#job = options.job;
    this.#windowMs = options.windowMs;
    this.#clock = options.clock;
  }

  recall(digests: Digests): Promise<Acceptances> {
    return this.#sent.recall(this.#job, digests, { since: this.#since, except: this.#job.id });
  }

  /** Stores accepted events, in the caller's transaction. */
  async remember(digests: Digests): Promise<void> {
    const acceptance = { job: this.#job.id, acceptedAt: this.#clock.now() };
    await this.#sent.remember(this.#job, digests, acceptance, this.#since);
  }

  get #since(): number {
    return this.#clock.now() - this.#windowMs;
  }
}
