import { KeyedMutex } from '../../system/keyed-mutex.ts';

const nothing = () => undefined;

/**
 * Lets the transactions of a process take turns: one without a subject runs alone; those of one subject run one after
 * the other. The database's locks have the same effect. But if transactions waited for these, and the process were
 * suspended, the database would give each transaction its lock in turn, and end it only after a timeout.
 */
export class TransactionTurns {
  readonly #subjects = new KeyedMutex();
  /** Settles when the last transaction without a subject has ended. */
  #lastAlone: Promise<void> = Promise.resolve();
  /**
   * One promise for each transaction with a subject since the last one without; it settles when the transaction ends.
   */
  #withSubject = new Set<Promise<void>>();

  run<T>(subject: string | undefined, work: () => Promise<T>): Promise<T> {
    return subject === undefined ? this.#runAlone(work) : this.#runBesideOthers(subject, work);
  }

  #runAlone<T>(work: () => Promise<T>): Promise<T> {
    const running = Promise.all([this.#lastAlone, ...this.#withSubject]).then(work);
    this.#lastAlone = running.then(nothing, nothing);
    this.#withSubject = new Set();
    return running;
  }

  #runBesideOthers<T>(subject: string, work: () => Promise<T>): Promise<T> {
    const running = this.#lastAlone.then(() => this.#subjects.run(subject, work));
    const withSubject = this.#withSubject;
    const ended: Promise<void> = running.then(nothing, nothing).then(() => void withSubject.delete(ended));
    withSubject.add(ended);
    return running;
  }
}
