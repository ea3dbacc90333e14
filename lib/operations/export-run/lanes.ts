/** Calls in flight, at most so many at a time. */
export class Lanes {
  readonly #width: number;
  readonly #onFailure: () => void;
  readonly #running = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;

  /** `onFailure` is told at once when a lane throws; `drain` then throws what it threw. */
  constructor(width: number, onFailure: () => void) {
    this.#width = width;
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

  /** Resolves when one more may start. */
  async free(): Promise<void> {
    while (this.#running.size >= this.#width) await Promise.race(this.#running);
  }

  /** Resolves when none is running. Throws the first failure of a lane. */
  async drain(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
    if (this.#failure) throw this.#failure.error;
  }
}
