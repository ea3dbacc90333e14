/** What can fail, by the side on which the fault lies: the deed was not done, or done and nobody heard of it. */
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

/** One kind of deed fails at the Nth time, once or from then on. Without a number it only counts. */
export class FaultPlan {
  /** How often each kind of deed was done while the plan was armed. */
  readonly hits = new Map<Kind, number>();
  readonly #kind: Kind | undefined;
  readonly #at: number;
  readonly #forGood: boolean;
  #isArmed = false;
  hasStruck = false;

  constructor(kind?: Kind, at = 0, forGood = false) {
    this.#kind = kind;
    this.#at = at;
    this.#forGood = forGood;
  }

  arm(): void {
    this.#isArmed = true;
  }

  heal(): void {
    this.#isArmed = false;
  }

  /** Does a deed, or fails before or after it, as planned. */
  around<T>(deed: 'write' | 'commit', work: () => T, fault: () => Error): T {
    if (this.strikes(`${deed} before`)) throw fault();
    const result = work();
    if (this.strikes(`${deed} after`)) throw fault();
    return result;
  }

  strikes(kind: Kind): boolean {
    if (!this.#isArmed) return false;
    const hit = (this.hits.get(kind) ?? 0) + 1;
    this.hits.set(kind, hit);
    if (kind !== this.#kind) return false;
    const strikes = this.#forGood ? hit >= this.#at : hit === this.#at;
    this.hasStruck ||= strikes;
    return strikes;
  }

  /** Full disk and broken disk take turns. */
  get code(): string {
    return this.#at % 2 === 0 ? 'SQLITE_FULL' : 'SQLITE_IOERR_FSYNC';
  }
}
