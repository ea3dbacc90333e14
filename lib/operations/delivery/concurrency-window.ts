/** The maximum number of calls in flight at first. */
const INITIAL_WIDTH = 8;

/**
 * Limits the number of calls in flight. The window grows while it is full and calls succeed, until the rate limit is
 * the bottleneck; it shrinks by half when the receiving service has problems.
 */
export class ConcurrencyWindow {
  readonly #max: number;
  readonly #onFailure: (error: unknown) => void;
  readonly #running = new Set<Promise<void>>();
  #width: number;
  #failure: { readonly error: unknown } | undefined;

  /** `onFailure` is called immediately when work fails; `drain` throws the first error. */
  constructor(max: number, onFailure: (error: unknown) => void) {
    this.#max = max;
    this.#width = Math.min(INITIAL_WIDTH, max);
    this.#onFailure = onFailure;
  }

  start(work: () => Promise<void>): void {
    const running = work()
      .catch((error: unknown) => {
        this.#failure ??= { error };
        this.#onFailure(error);
      })
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Resolves when one more call may start. Waiting enlarges the window by one, unless it shrinks meanwhile. */
  async waitForRoom(): Promise<void> {
    while (this.#running.size >= this.#width) {
      const width = this.#width;
      await Promise.race(this.#running);
      if (this.#width === width) this.#width = Math.min(this.#max, width + 1);
    }
  }

  /** Halves the window; calls in flight continue. */
  shrink(): void {
    this.#width = Math.max(1, Math.floor(this.#width / 2));
  }

  /** Resolves when no call is in flight. Throws the first error of work that failed. */
  async drain(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
    if (this.#failure) throw this.#failure.error;
  }
}
