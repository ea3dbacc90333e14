import { UserError } from '../../core/errors.ts';

export interface SemaphoreLimits {
  /** Maximum number of callers whose work runs at the same time; further callers wait. */
  readonly maxRunning: number;
  /** Maximum number of waiting callers; further callers are refused. */
  readonly maxWaiting: number;
  /** The code of the UserError for refused callers. */
  readonly busyCode: string;
}

/** A semaphore with a bounded queue. */
export class Semaphore {
  readonly #maxWaiting: number;
  readonly #busyCode: string;
  /** Callbacks of the waiting callers, which give them their turn. */
  readonly #waiting: (() => void)[] = [];
  /** How many more callers may run now. */
  #free: number;

  constructor({ maxRunning, maxWaiting, busyCode }: SemaphoreLimits) {
    this.#free = maxRunning;
    this.#maxWaiting = maxWaiting;
    this.#busyCode = busyCode;
  }

  /**
   * Runs `work` as soon as fewer than `maxRunning` callers run. Throws the UserError if too many wait, or the signal's
   * reason if aborted.
   */
  async use<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#acquire(signal);
    try {
      return await work();
    } finally {
      this.#release();
    }
  }

  async #acquire(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    if (this.#waiting.length >= this.#maxWaiting) throw new UserError(this.#busyCode);
    await new Promise<void>((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.splice(this.#waiting.indexOf(onTurn), 1);
        reject(signal.reason);
      };
      const onTurn = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      this.#waiting.push(onTurn);
      signal.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Gives the turn directly to the caller that has waited longest, so that no new one can take it first. */
  #release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
