import type { SentChannel } from '../core/notification/notification.ts';
import { type SendingOptions, sendNext } from '../operations/settings/send-next.ts';
import type { Runtime } from '../runtime/runtime.ts';

const IDLE_MS = 1000;

/**
 * Sends the pending notifications of one channel, one after the other, until aborted. A server that does not respond
 * delays only its own channel. After an error, the channel pauses for a second.
 */
export async function sendUntilAborted(
  channel: SentChannel,
  options: SendingOptions,
  { clock, logger }: Pick<Runtime, 'clock' | 'logger'>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const wasDue = await sendNext(options, channel, signal).catch((error: unknown) => {
      logger.warn({ channel, err: error }, 'could not process the outbox');
      return false;
    });
    if (!wasDue) await clock.sleep(IDLE_MS, signal).catch(() => {});
  }
}
