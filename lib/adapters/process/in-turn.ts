/** Work of this process that must not overlap, by what it is about. */
export class InTurn {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Does this work once all that was asked for before, about the same, has ended, well or not. */
  async do<T>(about: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(about);
    const mine = (async () => {
      await before?.catch(() => {});
      return work();
    })();
    this.#last.set(about, mine);
    try {
      return await mine;
    } finally {
      if (this.#last.get(about) === mine) this.#last.delete(about);
    }
  }
}
