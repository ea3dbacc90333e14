import type { CallResult } from '../../core/delivery/call-result.ts';
import type { Exchange, OpenState } from '../../core/delivery/ledger.ts';
import { backoffMs, isUnknownTooLong, isUnreachable, retryAfterMs, shouldGiveUp } from '../../core/delivery/retry.ts';
import { settleResults, settleUncertain, type UncertainReason } from '../../core/delivery/settle.ts';
import type { IssueParams } from '../../core/issue.ts';
import type { Refusal } from '../../core/job/job.ts';
import { isolateRejected, ProbeFailed } from './isolate-rejected.ts';
import type { CallPermit, LoadedBatch, OpenBatch, Run } from './run.ts';
import { BACK_TO_QUEUE, type Stop } from './stops.ts';

/**
 * Sends a batch with a committed intent until each of its records has an outcome, or the run has to end. Every try
 * sends the same bytes, unless malformed events were removed. The result of a try is committed before the next
 * one, and before the run ends.
 */
export async function deliverBatch(run: Run, open: OpenBatch, permit: CallPermit): Promise<void> {
  const delivery = new BatchDelivery(run, open);
  let nextPermit: CallPermit | undefined = permit;
  while (nextPermit) nextPermit = await delivery.tryOnce(nextPermit);
}

/** How often a call refused as malformed is repeated if probes find no malformed event. */
const MAX_UNEXPLAINED_REFUSALS = 2;

type ResultOf<Kind extends CallResult['kind']> = Extract<CallResult, { kind: Kind }>;

class BatchDelivery {
  readonly #run: Run;
  #loaded: LoadedBatch;
  /** The batch's state while it has no outcome. A `busy` response keeps it: an earlier call may have been accepted. */
  #openAs: OpenState;
  #failedTries = 0;
  #firstFailedAt = 0;
  /** When tries stopped reaching the receiving service; undefined if the last one reached it. */
  #unreachableSince: number | undefined;
  #unexplainedRefusals = 0;

  constructor(run: Run, { openAs, ...loaded }: OpenBatch) {
    this.#run = run;
    this.#loaded = loaded;
    this.#openAs = openAs;
  }

  /** One try. Returns the permit of the next one; undefined if there is none. */
  async tryOnce(permit: CallPermit): Promise<CallPermit | undefined> {
    const completed = await this.#run.unlessHalted(() => this.#run.call(this.#loaded.events, permit));
    if (!completed) return this.#leaveOpen(undefined);
    const { result, exchange } = completed;
    switch (result.kind) {
      case 'answered':
        return this.#settle(result, exchange);
      case 'contradictory':
        return this.#markUncertain('answer_contradictory', exchange);
      case 'malformed':
        return this.#isolate(result, exchange);
      case 'refused':
        return this.#halt('error', 'refused', { status: exchange.status ?? 0, message: result.message }, exchange);
      case 'unauthorized':
      case 'forbidden':
        return this.#haltOnRefusal(result.kind, exchange);
      case 'busy':
      case 'unknown':
      case 'unreachable':
        return this.#tryLater(result, exchange);
    }
  }

  async #settle({ results }: ResultOf<'answered'>, exchange: Exchange): Promise<undefined> {
    const { batch, events } = this.#loaded;
    const settlement = settleResults(events, results, exchange);
    const { accepted, rejected } = settlement;
    const facts = { events: batch.events, accepted, rejected, milliseconds: exchange.latencyMs };
    await Promise.all([
      this.#run.ledger.settle(batch, settlement),
      this.#log(rejected > 0 ? 'batch_rejected_some' : 'batch_accepted', facts, rejected > 0 ? 'warn' : 'info'),
    ]); // started together, so that they share a commit
    this.#run.options.release(events.body);
  }

  async #markUncertain(code: UncertainReason, exchange: Exchange): Promise<undefined> {
    const { batch, events } = this.#loaded;
    await this.#run.ledger.settle(batch, settleUncertain(events, code, exchange));
    await this.#log('batch_uncertain', { events: batch.events, status: exchange.status ?? 0 }, 'error');
  }

  async #haltOnRefusal(kind: Refusal, exchange: Exchange): Promise<undefined> {
    await this.#leaveOpen(exchange);
    await this.#log('batch_refused', { status: exchange.status ?? 0, kind }, 'warn');
    const { account } = this.#run.ledger.job;
    const isCurrentToken = await this.#run.options.onRefusal(kind);
    this.#run.halt(isCurrentToken ? { state: 'paused', error: { code: kind, params: { account } } } : BACK_TO_QUEUE);
  }

  /** Isolates the malformed events and continues with the others. */
  async #isolate({ message }: ResultOf<'malformed'>, exchange: Exchange): Promise<CallPermit | undefined> {
    try {
      const isLastRepeat = this.#unexplainedRefusals >= MAX_UNEXPLAINED_REFUSALS;
      const narrowed = await isolateRejected(this.#run, this.#loaded, message, { exchange, isLastRepeat });
      if (!narrowed) return undefined;
      if (narrowed.events === this.#loaded.events) this.#unexplainedRefusals += 1;
      this.#loaded = narrowed;
      return await this.#run.acquirePermit();
    } catch (error) {
      if (error instanceof ProbeFailed) return this.#tryLater({ kind: 'busy', retryAfter: undefined }, exchange);
      if (this.#run.signal.aborted) return this.#leaveOpen(exchange);
      throw error;
    }
  }

  /** Waits for the next try and commits its start, unless the batch becomes uncertain or the run has to end. */
  async #tryLater(
    result: ResultOf<'busy' | 'unknown' | 'unreachable'>,
    exchange: Exchange,
  ): Promise<CallPermit | undefined> {
    if (result.kind === 'unknown') this.#openAs = 'unknown';
    const reason = this.#openAs === 'unknown' ? this.#reasonNotToRetry() : undefined;
    if (reason) return this.#markUncertain(reason, exchange);
    await this.#leaveOpen(exchange);
    if (result.kind !== 'unreachable') this.#run.inFlight.shrink();
    const delay = this.#delayOrStop(result);
    if (typeof delay !== 'number') {
      this.#run.halt(delay);
      return undefined;
    }
    const cause: IssueParams = result.kind === 'unreachable' ? { reason: result.reason } : {};
    await this.#log(`batch_${result.kind}`, { status: exchange.status ?? 0, milliseconds: delay, ...cause }, 'warn');
    return this.#run.unlessHalted(async () => {
      const { limiter, clock } = this.#run.options;
      if (result.kind === 'busy') await limiter.slowDown(delay);
      else await clock.sleep(delay, this.#run.signal);
      const permit = await this.#run.acquirePermit();
      this.#loaded = { ...this.#loaded, batch: await this.#run.ledger.recordAttempt(this.#loaded.batch) };
      return permit;
    });
  }

  /** Why events that may have been accepted are not sent again; undefined if they are. */
  #reasonNotToRetry(): UncertainReason | undefined {
    const { ledger, clock } = this.#run.options;
    if (ledger.job.delivery === 'at_most_once') return 'not_sent_again';
    return isUnknownTooLong(this.#loaded.batch, clock.now()) ? 'unknown_too_long' : undefined;
  }

  /** The delay before the next try in milliseconds, or why there is none. */
  #delayOrStop(result: ResultOf<'busy' | 'unknown' | 'unreachable'>): number | Stop {
    const now = this.#run.options.clock.now();
    this.#unreachableSince = result.kind === 'unreachable' ? (this.#unreachableSince ?? now) : undefined;
    const requested = result.kind === 'busy' ? retryAfterMs(result.retryAfter, now) : undefined;
    if (requested !== undefined) return requested; // a requested delay is not a failure
    if (this.#failedTries === 0) this.#firstFailedAt = now;
    this.#failedTries += 1;
    const tries = { failed: this.#failedTries, firstFailedAt: this.#firstFailedAt, now };
    if (result.kind === 'unreachable' && isUnreachable(this.#unreachableSince ?? now, now)) {
      return { state: 'paused', error: { code: 'unreachable', params: { reason: result.reason } } };
    }
    if (result.kind !== 'unreachable' && shouldGiveUp(tries)) {
      return { state: 'error', error: { code: 'gave_up', params: { tries: this.#failedTries } } };
    }
    return backoffMs(this.#failedTries, this.#run.options.random());
  }

  async #halt(state: Stop['state'], code: string, params: IssueParams, exchange: Exchange): Promise<undefined> {
    await this.#leaveOpen(exchange);
    this.#run.halt({ state, error: { code, params } });
  }

  /** Leaves the batch open in the ledger. */
  async #leaveOpen(exchange: Exchange | undefined): Promise<undefined> {
    await this.#run.ledger.postpone(this.#loaded.batch, this.#openAs, exchange);
  }

  #log(code: string, params: IssueParams, level: 'info' | 'warn' | 'error'): Promise<void> {
    return this.#run.ledger.log(level, code, { batch: this.#loaded.batch.name, ...params });
  }
}
