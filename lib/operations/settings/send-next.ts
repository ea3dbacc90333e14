import {
  type DueNotice,
  type Notice,
  retryDelayMs,
  type SendResult,
  type SentChannel,
} from '../../core/notification/notification.ts';
import { codeOrNameOf } from '../../core/upload/sweep.ts';

export interface SendingOptions {
  readonly outbox: {
    take(channel: SentChannel): Promise<DueNotice | undefined>;
    putBack(due: DueNotice): Promise<void>;
    record(due: DueNotice, result: SendResult, delayMs: number | undefined): Promise<void>;
  };
  readonly send: (due: DueNotice, signal: AbortSignal) => Promise<SendResult>;
  readonly random: () => number;
  /** Logs each try: ids and codes, never an address. */
  readonly log: (
    facts: { readonly notification: number; readonly job?: number; readonly attempt?: number },
    result: SendResult,
  ) => void;
}

/**
 * Sends the longest-waiting notification of a channel, and stores the result. False if none is due, or if the try was
 * aborted. Delivers at least once: a crash between sending and storing causes a repeat.
 */
export async function sendNext(options: SendingOptions, channel: SentChannel, signal: AbortSignal): Promise<boolean> {
  const { outbox, send, random, log } = options;
  const due = await outbox.take(channel);
  if (!due) return false;
  const result = await Promise.try(send, due, signal).catch(failureOf);
  if (!result.ok && signal.aborted) {
    await outbox.putBack(due);
    return false;
  }
  await outbox.record(due, result, isChannelRemoved(result) ? undefined : retryDelayMs(due.tries, random()));
  log({ notification: due.id, ...subjectOf(due.notice) }, result);
  return true;
}

function subjectOf(notice: Notice): { readonly job?: number; readonly attempt?: number } {
  if ('job' in notice) return { job: notice.job };
  return 'attempt' in notice ? { attempt: notice.attempt } : {};
}

/** Whether a try failed because the channel was removed meanwhile, so that no further try is needed. */
function isChannelRemoved(result: SendResult): boolean {
  return !result.ok && result.code === 'not_configured';
}

/** An internal error counts as a failed try, so that a notification that can never be sent is eventually given up. */
function failureOf(error: unknown): SendResult {
  return { ok: false, code: 'not_sent', params: { reason: codeOrNameOf(error) } };
}
