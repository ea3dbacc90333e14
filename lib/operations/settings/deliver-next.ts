import { type Delivery, type JobNotice, retryDelayMs, type SentChannel } from '../../core/notification/notification.ts';
import { problemOf } from '../../core/upload/sweep.ts';

/** A notice to be sent. */
export interface DueNotice {
  readonly id: number;
  readonly key: string;
  readonly createdAt: number;
  readonly tries: number;
  readonly notice: JobNotice;
  /** Who gets the mail; undefined: those whom the settings name. */
  readonly recipients: readonly string[] | undefined;
}

export interface DeliverOptions {
  readonly outbox: {
    take(channel: SentChannel): DueNotice | undefined;
    putBack(due: DueNotice): Promise<void>;
    record(due: DueNotice, delivery: Delivery, pause: number | undefined): Promise<void>;
  };
  readonly send: (due: DueNotice, signal: AbortSignal) => Promise<Delivery>;
  readonly random: () => number;
  /** Hears of each try: ids and codes, never an address. */
  readonly log: (facts: { readonly notification: number; readonly job: number }, delivery: Delivery) => void;
}

/**
 * Sends the notice that has waited longest for this way out, and notes what came of it. False where none is due. Whoever
 * dies between sending and noting makes it come twice: it is sent at least once.
 */
export async function deliverNext(
  options: DeliverOptions,
  channel: SentChannel,
  signal: AbortSignal,
): Promise<boolean> {
  const { outbox, send, random, log } = options;
  const due = outbox.take(channel);
  if (!due) return false;
  const delivery = await Promise.try(send, due, signal).catch(failedDelivery);
  if (!delivery.ok && signal.aborted) {
    await outbox.putBack(due);
    return false;
  }
  await outbox.record(due, delivery, isFinal(delivery) ? undefined : retryDelayMs(due.tries, random()));
  log({ notification: due.id, job: due.notice.job }, delivery);
  return true;
}

/** A way out that was taken away since needs no further try. */
function isFinal(delivery: Delivery): boolean {
  return !delivery.ok && delivery.code === 'not_configured';
}

/** A fault of ours is one more try that failed: what can never be sent must be given up like anything else. */
function failedDelivery(error: unknown): Delivery {
  return { ok: false, code: 'not_sent', params: { reason: problemOf(error) } };
}
