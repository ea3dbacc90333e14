/** So many calls are under way before it is known how long answers take. */
const FIRST_WIDTH = 8;

/**
 * Calls in flight, at most so many at a time. There may be more of them as long as they are all busy and go well, until
 * the rate limit is what is waited for; and half as many when the other side is in trouble.
 */
export class ConcurrencyWindow {
  readonly #most: number;
  readonly #onFailure: () => void;
  readonly #running = new Set<Promise<void>>();
  #width: number;
  #failure: { readonly error: unknown } | undefined;

  /** `onFailure` is told at once when a lane throws; `drain` then throws what it threw. */
  constructor(most: number, onFailure: () => void) {
    this.#most = most;
    this.#width = Math.min(FIRST_WIDTH, most);
    this.#onFailure = onFailure;
  }

  start(work: () => Promise<void>): void {
    const running = work()
      .catch((error: unknown) => {
        this.#failure ??= { error };
        this.#onFailure();
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves when one more may start. Whoever had to wait finds one more lane. */
  async waitForRoom(): Promise<void> {
    while (this.#running.size >= this.#width) {
      const width = this.#width;
      await Promise.race(this.#running);
      if (this.#width === width) this.#width = Math.min(this.#most, width + 1);
    }
  }

  /** A call was not taken, or nobody knows whether: those under way go on, fewer begin. */
  shrink(): void {
    this.#width = Math.max(1, Math.floor(this.#width / 2));
  }

  /** Resolves when none is running. Throws the first failure of a lane. */
  async drain(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
    if (this.#failure) throw this.#failure.error;
  }
}
