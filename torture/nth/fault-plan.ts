/** How operations can fail: before they have an effect, or after, so that their success is not reported. */
export const KINDS = [
  'write before',
  'write after',
  'commit before',
  'commit after',
  'call before',
  'call after',
  'read',
  'sync',
] as const;
export type Kind = (typeof KINDS)[number];

/** The Nth operation of a kind fails, or every one from the Nth on. Without a kind, the plan only counts. */
export class FaultPlan {
  /** Number of operations by kind while the plan was armed. */
  readonly hits = new Map<Kind, number>();
  readonly #kind: Kind | undefined;
  readonly #at: number;
  readonly #isPermanent: boolean;
  #isArmed = false;
  hasFailed = false;

  constructor(kind?: Kind, at = 0, isPermanent = false) {
    this.#kind = kind;
    this.#at = at;
    this.#isPermanent = isPermanent;
  }

  arm(): void {
    this.#isArmed = true;
  }

  disarm(): void {
    this.#isArmed = false;
  }

  /** Performs an operation, or fails before or after it, as planned. */
  wrap<T>(operation: 'write' | 'commit', work: () => T, fault: () => Error): T {
    if (this.shouldFail(`${operation} before`)) throw fault();
    const result = work();
    if (this.shouldFail(`${operation} after`)) throw fault();
    return result;
  }

  shouldFail(kind: Kind): boolean {
    if (!this.#isArmed) return false;
    const hit = (this.hits.get(kind) ?? 0) + 1;
    this.hits.set(kind, hit);
    if (kind !== this.#kind) return false;
    const fails = this.#isPermanent ? hit >= this.#at : hit === this.#at;
    this.hasFailed ||= fails;
    return fails;
  }

  /** The error code of the fault, alternating between a full and a broken disk. */
  get code(): string {
    return this.#at % 2 === 0 ? 'SQLITE_FULL' : 'SQLITE_IOERR_FSYNC';
  }
}
