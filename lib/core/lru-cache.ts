/** The most recently used values, by key. */
export class LruCache<K, V> {
  readonly #maxSize: number;
  /** In the order of last use. */
  readonly #values = new Map<K, V>();

  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  get(key: K): V | undefined {
    const value = this.#values.get(key);
    return value === undefined ? undefined : this.set(key, value);
  }

  /** Returns `value`. */
  set(key: K, value: V): V {
    this.#values.delete(key);
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#maxSize && oldest !== undefined) this.#values.delete(oldest);
    return value;
  }

  delete(key: K): void {
    this.#values.delete(key);
  }
}
