import type { SentChannel } from '../core/notification/notification.ts';
import { type DeliverOptions, deliverNext } from '../operations/settings/deliver-next.ts';
import type { Runtime } from '../runtime/runtime.ts';

const REST = 1000;

/**
 * Sends what waits to go out on one way, one after the other, until it is aborted. A server that does not answer holds up
 * its own way alone, and a fault here neither the jobs nor the next try.
 */
export async function deliverUntilAborted(
  channel: SentChannel,
  options: DeliverOptions,
  { clock, logger }: Pick<Runtime, 'clock' | 'logger'>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const wasDue = await deliverNext(options, channel, signal).catch((error: unknown) => {
      logger.warn({ channel, err: error }, 'the outbox could not be worked on');
      return false;
    });
    if (!wasDue) await clock.sleep(REST, signal).catch(() => {});
  }
}
