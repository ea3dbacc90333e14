/** Where statements belong: to a transaction, to a part of it, or, outermost, to none. */
export class Scope {
  readonly depth: number;
  readonly #parent: Scope | undefined;
  readonly #end = Promise.withResolvers<void>();
  #part: Scope | undefined;
  #isOpen = true;
  #fault: unknown;

  constructor(parent?: Scope) {
    this.#parent = parent;
    this.depth = parent ? parent.depth + 1 : 0;
  }

  /** Whether it and all it is a part of are open. */
  get isLive(): boolean {
    return this.#isOpen && (this.#parent?.isLive ?? true);
  }

  /** Why it was rolled back. */
  get fault(): unknown {
    return this.#fault;
  }

  /** The part that is open now. */
  get part(): Scope | undefined {
    return this.#part;
  }

  get ended(): Promise<void> {
    return this.#end.promise;
  }

  /**
   * Itself, or what it was a part of if it has ended: a callback may outlive its transaction. Throws if it was rolled back: what
   * its work has not done by then must not happen alone.
   */
  get current(): Scope {
    if (this.isLive) return this;
    if (this.#fault !== undefined) throw new Error('the transaction was rolled back', { cause: this.#fault });
    return this.#parent?.current ?? this;
  }

  /** Throws why it was rolled back. */
  assertLive(): void {
    if (!this.isLive) throw this.#fault ?? new Error('the transaction has ended');
  }

  begin(): Scope {
    this.#part = new Scope(this);
    return this.#part;
  }

  /** Ends it with all its parts, which are rolled back with it if there is a fault. Once ended, it stays as it is. */
  end(fault?: unknown): void {
    if (!this.#isOpen) return;
    this.#part?.end(fault ?? new Error('the transaction has ended'));
    this.#isOpen = false;
    this.#fault = fault;
    if (this.#parent && this.#parent.#part === this) this.#parent.#part = undefined;
    this.#end.resolve();
  }

  /** Ends the whole transaction that it is a part of. */
  endWhole(fault: unknown): void {
    if (this.depth > 1) this.#parent?.endWhole(fault);
    else this.end(fault);
  }
}
