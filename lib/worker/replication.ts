import { isUnsafe, type ReplicationFault } from '../core/view/replication.ts';
import type { Runtime } from '../runtime/runtime.ts';

const TICK_MS = 1000;

type Tools = Pick<Runtime, 'replication' | 'clock' | 'logger'>;

/**
 * Holds back the jobs of a worker while commits of the database could be lost. If the commit for a call were lost, the
 * call would be repeated without being counted.
 */
export class ReplicationWatch {
  readonly #tools: Tools;
  #hold = new AbortController();
  #fault: ReplicationFault | null = null;

  constructor(tools: Tools) {
    this.#tools = tools;
  }

  /** The signal for a job that starts now, aborted when jobs are held back. */
  get signal(): AbortSignal {
    return this.#hold.signal;
  }

  /** Checks the replication each second until aborted. While the database cannot be reached, the last result counts. */
  async watchUntilAborted(signal: AbortSignal): Promise<void> {
    const { replication, clock, logger } = this.#tools;
    while (!signal.aborted) {
      await replication().then(
        (status) => this.#note(status?.fault ?? null),
        (error: unknown) => logger.warn({ err: error }, 'could not read the replication of the database'),
      );
      await clock.sleep(TICK_MS, signal).catch(() => {});
    }
  }

  #note(fault: ReplicationFault | null): void {
    const { logger } = this.#tools;
    if (fault?.code === this.#fault?.code) return;
    this.#fault = fault;
    if (isUnsafe(fault)) {
      logger.error({ fault: fault.code }, 'jobs are held back, because commits of the database could be lost');
      this.#hold.abort();
    } else if (this.#hold.signal.aborted) {
      logger.info('jobs are no longer held back');
      this.#hold = new AbortController();
    }
  }
}
