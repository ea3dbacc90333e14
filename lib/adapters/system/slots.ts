import { UserError } from '../../core/errors.ts';

export interface SlotLimits {
  /** Most tasks that run at a time; further ones wait. */
  readonly atATime: number;
  /** Most tasks that may wait; further ones are refused. */
  readonly waiting: number;
}

/** A semaphore with a bounded queue. */
export class Slots {
  readonly #mostWaiting: number;
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor({ atATime, waiting }: SlotLimits) {
    this.#free = atATime;
    this.#mostWaiting = waiting;
  }

  /** Does this work when its turn comes. Throws UserError `query_engine_busy`, and what the signal throws while it waits. */
  async use<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#take(signal);
    try {
      return await work();
    } finally {
      this.#give();
    }
  }

  async #take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    if (this.#waiting.length >= this.#mostWaiting) throw new UserError('query_engine_busy');
    await new Promise<void>((enter, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(taken), 1);
        reject(signal.reason);
      };
      const taken = () => {
        signal.removeEventListener('abort', leave);
        enter();
      };
      this.#waiting.push(taken);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** Passes the slot directly to the longest waiting task, so that no new one can take it first. */
  #give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
