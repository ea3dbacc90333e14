import type { Answer } from '../../core/delivery/answer.ts';
import type { Exchange } from '../../core/delivery/ledger.ts';
import { retryAfterMs, backoff, isUnknownTooLong, isUnreachable, shouldGiveUp } from '../../core/delivery/retry.ts';
import { type UncertainReason, settleAnswered, settleUncertain } from '../../core/delivery/settle.ts';
import type { IssueParams } from '../../core/issue.ts';
import type { Refusal } from '../../core/job/job.ts';
import { isolateRejected, ProbeFailed } from './narrow-down.ts';
import type { LoadedBatch, CallPermit, Run } from './run.ts';
import { BACK_TO_QUEUE, type Stop } from './stops.ts';

/**
 * Sends a batch whose intent stands in the ledger until each of its records has an outcome, or the run is to end. The
 * same bytes go out at each try, and what is known after it is committed before anything else happens.
 */
export async function deliverBatch(run: Run, loaded: LoadedBatch, place: CallPermit): Promise<void> {
  const delivery = new Delivery(run, loaded);
  let granted: CallPermit | undefined = place;
  while (granted) granted = await delivery.try(granted);
}

/** So often a call goes out again that was refused as malformed though the test calls found no event at fault. */
const MOST_REFUSALS_FOR_NOTHING = 2;

type Verdict<Kind extends Answer['kind']> = Extract<Answer, { kind: Kind }>;

class Delivery {
  readonly #run: Run;
  #loaded: LoadedBatch;
  /** Whether an earlier try may have been taken: only an outcome ends that, not a later "too many calls". */
  #unknown: boolean;
  #failed = 0;
  #firstFailedAt = 0;
  #refusedForNothing = 0;

  constructor(run: Run, loaded: LoadedBatch) {
    this.#run = run;
    this.#loaded = loaded;
    this.#unknown = loaded.unknown;
  }

  /** One try. Gives the place of the next one; undefined where there is none. */
  async try(place: CallPermit): Promise<CallPermit | undefined> {
    const called = await this.#run.unlessHalted(() => this.#run.call(this.#loaded.events, place));
    if (!called) return this.#leave(undefined);
    const { answer, exchange } = called;
    switch (answer.kind) {
      case 'answered':
        return this.#settle(answer, exchange);
      case 'contradictory':
        return this.#doubt('answer_contradictory', exchange);
      case 'malformed':
        return this.#narrow(answer, exchange);
      case 'refused':
        return this.#halt('error', 'refused', { status: exchange.status ?? 0, message: answer.message }, exchange);
      case 'unauthorized':
      case 'forbidden':
        return this.#refused(answer.kind, exchange);
      case 'busy':
      case 'unknown':
      case 'unreachable':
        return this.#tryLater(answer, exchange);
    }
  }

  async #settle({ results }: Verdict<'answered'>, exchange: Exchange): Promise<undefined> {
    const { batch, events } = this.#loaded;
    const settlement = settleAnswered(events.records, results, exchange);
    const { accepted, rejected } = settlement;
    const facts = { events: batch.events, accepted, rejected, milliseconds: exchange.latencyMs };
    await Promise.all([
      this.#run.ledger.settle(batch, settlement),
      this.#log(rejected > 0 ? 'batch_rejected_some' : 'batch_accepted', facts, rejected > 0 ? 'warn' : 'info'),
    ]); // asked for in one turn, they share a commit
    this.#run.options.release(events.body);
  }

  async #doubt(code: UncertainReason, exchange: Exchange): Promise<undefined> {
    const { batch, events } = this.#loaded;
    await this.#run.ledger.settle(batch, settleUncertain(events.records, code, exchange));
    await this.#log('batch_uncertain', { events: batch.events, status: exchange.status ?? 0 }, 'error');
  }

  async #refused(kind: Refusal, exchange: Exchange): Promise<undefined> {
    await this.#leave(exchange);
    const { account } = this.#run.ledger.job;
    const stands = this.#run.options.onRefusal(kind);
    this.#run.halt(stands ? { state: 'paused', error: { code: kind, params: { account } } } : BACK_TO_QUEUE);
  }

  /** Goes on with the events that are left once those at fault are found. */
  async #narrow({ message }: Verdict<'malformed'>, exchange: Exchange): Promise<CallPermit | undefined> {
    try {
      const isLast = this.#refusedForNothing >= MOST_REFUSALS_FOR_NOTHING;
      const rest = await isolateRejected(this.#run, this.#loaded, message, { exchange, isLast });
      if (!rest) return undefined;
      if (rest.events === this.#loaded.events) this.#refusedForNothing += 1;
      this.#loaded = rest;
      return await this.#run.acquirePermit();
    } catch (error) {
      if (error instanceof ProbeFailed) return this.#tryLater({ kind: 'busy', retryAfter: undefined }, exchange);
      if (this.#run.signal.aborted) return this.#leave(exchange);
      throw error;
    }
  }

  /** Waits for the next try and commits that it begins. */
  async #tryLater(answer: Verdict<'busy' | 'unknown' | 'unreachable'>, exchange: Exchange): Promise<CallPermit | undefined> {
    this.#unknown ||= answer.kind === 'unknown';
    const reason = this.#unknown ? this.#whyNotAgain() : undefined;
    if (reason) return this.#doubt(reason, exchange);
    await this.#leave(exchange);
    if (answer.kind !== 'unreachable') this.#run.inFlight.shrink();
    const wait = this.#judge(answer);
    if (typeof wait !== 'number') {
      this.#run.halt(wait);
      return undefined;
    }
    await this.#log(`batch_${answer.kind}`, { status: exchange.status ?? 0, milliseconds: wait }, 'warn');
    return this.#run.unlessHalted(async () => {
      const { limiter, clock } = this.#run.options;
      if (answer.kind === 'busy') limiter.slowDown(wait);
      else await clock.sleep(wait, this.#run.signal);
      const place = await this.#run.acquirePermit();
      this.#loaded = { ...this.#loaded, batch: await this.#run.ledger.recordAttempt(this.#loaded.batch) };
      return place;
    });
  }

  /** Why events that may have been taken are not sent again. */
  #whyNotAgain(): UncertainReason | undefined {
    const { ledger, clock } = this.#run.options;
    if (ledger.job.delivery === 'at_most_once') return 'not_sent_again';
    return isUnknownTooLong(this.#loaded.batch, clock.now()) ? 'unknown_too_long' : undefined;
  }

  /** How many milliseconds to wait before the next try, or why there should be none. */
  #judge(answer: Verdict<'busy' | 'unknown' | 'unreachable'>): number | Stop {
    const now = this.#run.options.clock.now();
    const asked = answer.kind === 'busy' ? retryAfterMs(answer.retryAfter, now) : undefined;
    if (asked !== undefined) return asked; // a wait that was asked for is no failure
    if (this.#failed === 0) this.#firstFailedAt = now;
    this.#failed += 1;
    const tries = { failed: this.#failed, firstFailedAt: this.#firstFailedAt, now };
    if (answer.kind === 'unreachable' && isUnreachable(tries)) {
      return { state: 'paused', error: { code: 'unreachable', params: { reason: answer.reason } } };
    }
    if (answer.kind !== 'unreachable' && shouldGiveUp(tries)) {
      return { state: 'error', error: { code: 'gave_up', params: { tries: this.#failed } } };
    }
    return backoff(this.#failed, this.#run.options.random());
  }

  async #halt(state: Stop['state'], code: string, params: IssueParams, exchange: Exchange): Promise<undefined> {
    await this.#leave(exchange);
    this.#run.halt({ state, error: { code, params } });
  }

  /** Leaves the batch in the ledger as what it is: not taken, or nobody knows. */
  async #leave(exchange: Exchange | undefined): Promise<undefined> {
    await this.#run.ledger.postpone(this.#loaded.batch, this.#unknown ? 'unknown' : 'waiting', exchange);
  }

  #log(code: string, params: IssueParams, level: 'info' | 'warn' | 'error'): Promise<void> {
    return this.#run.ledger.log(level, code, { batch: this.#loaded.batch.name, ...params });
  }
}
