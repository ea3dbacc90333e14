/** So many texts are remembered, of each field: enough for the cities of a country, and little memory. */
const MOST = 2048;
/** A longer text is no city and no name. */
const LONGEST = 256;

/**
 * The hashes of texts that come again and again: a shop ships to few countries, and its customers share first names. Where
 * texts hardly ever come again it stops looking, since that costs more than it saves.
 */
export class RecentHashes {
  readonly #hashes = new Map<string, string>();
  #found = 0;
  #isUseful = true;

  find(text: string): string | undefined {
    if (!this.#isUseful) return undefined;
    const hash = this.#hashes.get(text);
    if (hash !== undefined) this.#found += 1;
    return hash;
  }

  add(text: string, hash: string): void {
    if (!this.#isUseful || text.length > LONGEST) return;
    if (this.#hashes.size === MOST) this.#startAnew();
    this.#hashes.set(detached(text), hash);
  }

  #startAnew(): void {
    this.#isUseful = this.#found >= MOST;
    this.#found = 0;
    this.#hashes.clear();
  }
}

/** A copy of its own: a cell is a piece of its record's text, which it would keep alive as a whole. */
function detached(text: string): string {
  return ` ${text}`.slice(1);
}
