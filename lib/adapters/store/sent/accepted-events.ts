import type { Clock } from '../../../core/clock.ts';
import type { Acceptance } from '../../../core/delivery/ledger.ts';
import type { Job } from '../../../core/job/job.ts';
import type { SentLedger } from './sent-ledger.ts';

/** One job's view of the sent ledger: events that other jobs got accepted within the window, without its own. */
export class AcceptedEvents {
  readonly #sent: SentLedger;
  readonly #job: Job;
  readonly #window: number;
  readonly #clock: Clock;

  constructor(options: { sent: SentLedger; job: Job; clock: Clock; window: number }) {
    this.#sent = options.sent;
    this.#job = options.job;
    this.#window = options.window;
    this.#clock = options.clock;
  }

  recall(identities: readonly string[]): Promise<ReadonlyMap<string, Acceptance>> {
    return this.#sent.recall(this.#job, identities, { since: this.#since, except: this.#job.id });
  }

  /** In the caller's transaction. */
  async remember(identities: readonly string[]): Promise<void> {
    const acceptance = { job: this.#job.id, acceptedAt: this.#clock.now() };
    await this.#sent.remember(this.#job, identities, acceptance, this.#since);
  }

  get #since(): number {
    return this.#clock.now() - this.#window;
  }
}
