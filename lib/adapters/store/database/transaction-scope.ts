/**
 * A transaction, or a nested one. Depth 1 is a transaction, greater depths are nested; the scope of depth 0 is for
 * statements outside a transaction.
 */
export class TransactionScope {
  readonly depth: number;
  /** The subject whose rows the transaction changes; undefined for one that must not overlap with others. */
  readonly subject: string | undefined;
  readonly #parent: TransactionScope | undefined;
  readonly #end = Promise.withResolvers<void>();
  #nested: TransactionScope | undefined;
  #isOpen = true;
  #rollbackCause: unknown;

  constructor(parent?: TransactionScope, subject?: string) {
    this.#parent = parent;
    this.subject = subject;
    this.depth = parent ? parent.depth + 1 : 0;
  }

  /** Whether this scope and all its ancestors are open. */
  get isLive(): boolean {
    return this.#isOpen && (this.#parent?.isLive ?? true);
  }

  /** The error that rolled the transaction back. */
  get rollbackCause(): unknown {
    return this.#rollbackCause;
  }

  /** The open nested transaction, if any. */
  get nested(): TransactionScope | undefined {
    return this.#nested;
  }

  get whenEnded(): Promise<void> {
    return this.#end.promise;
  }

  /**
   * This scope, or its nearest open ancestor, because a callback may outlive its transaction. Throws if the transaction
   * was rolled back, because later statements of its work must not be committed on their own.
   */
  get current(): TransactionScope {
    if (this.isLive) return this;
    if (this.#rollbackCause !== undefined)
      throw new Error('the statement belongs to a transaction that was rolled back', { cause: this.#rollbackCause });
    return this.#parent?.current ?? this;
  }

  /** Throws the error that rolled the transaction back, or an error if it has ended in another way. */
  assertLive(): void {
    if (!this.isLive) throw this.#rollbackCause ?? new Error('the transaction has already ended');
  }

  /** Throws what `assertLive` throws, or an error if a nested transaction is still open. */
  assertCommittable(): void {
    this.assertLive();
    if (this.#nested) throw new Error('a nested transaction is still open');
  }

  /**
   * Throws if a transaction of that subject must not be nested in this one: a transaction with a subject may contain
   * only transactions of the same subject.
   */
  assertCovers(subject: string | undefined): void {
    if (this.subject !== undefined && this.subject !== subject)
      throw new Error('a transaction is nested in one of another subject');
  }

  beginNested(subject?: string): TransactionScope {
    this.#nested = new TransactionScope(this, subject);
    return this.#nested;
  }

  /** Ends this scope and its nested one; with an error, both count as rolled back. Ending twice has no effect. */
  end(rollbackCause?: unknown): void {
    if (!this.#isOpen) return;
    this.#nested?.end(rollbackCause ?? new Error('the transaction has already ended'));
    this.#isOpen = false;
    this.#rollbackCause = rollbackCause;
    if (this.#parent && this.#parent.#nested === this) this.#parent.#nested = undefined;
    this.#end.resolve();
  }

  /** Ends the outermost transaction of this scope. */
  endOutermost(rollbackCause: unknown): void {
    if (this.depth > 1) this.#parent?.endOutermost(rollbackCause);
    else this.end(rollbackCause);
  }
}

/**
 * The error of a transaction whose work awaited a file, a timer or another call, during which the transaction would
 * have held its locks.
 */
export const AWAITED_MORE = 'rolled back: the transaction awaited something other than the database';
