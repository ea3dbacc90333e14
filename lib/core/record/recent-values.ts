import { copyText } from '../text/copy-text.ts';
import type { JsonValue } from './field.ts';

/** Number of slots, a power of two: enough for the cities of a country, in little memory. */
const SLOTS = 2048;
/** Longer texts are not names of cities or people; from 64 characters on they may be hashes. */
const MAX_LENGTH = 63;
/** Number of lookups before their benefit is evaluated. */
const TRIAL_LOOKUPS = 4096;
/** The cache is useful if one in this many lookups hits, which saves a rule and usually a hash. */
const MIN_HIT_ONE_IN = 4;

/**
 * Caches results for frequent texts: a shop ships to few countries, sells in few currencies, and its customers share first
 * names. If texts rarely repeat, it turns itself off, since lookups would cost more than they save.
 *
 * Each text has one slot, and a later text replaces it. A `Map` would internalize every text it looks up, which takes longer
 * than comparing.
 */
export class RecentValues {
  readonly #texts = new Array<string | undefined>(SLOTS);
  readonly #values = new Array<JsonValue>(SLOTS);
  #lookups = 0;
  #hits = 0;
  #isUseful = true;

  find(text: string): JsonValue | undefined {
    if (!this.#isUseful) return undefined;
    if (++this.#lookups === TRIAL_LOOKUPS) this.#evaluate();
    const slot = slotOf(text);
    if (this.#texts[slot] !== text) return undefined;
    this.#hits += 1;
    return this.#values[slot];
  }

  add(text: string, value: JsonValue): void {
    if (!this.#isUseful || text.length > MAX_LENGTH) return;
    const slot = slotOf(text);
    this.#texts[slot] = copyText(text);
    this.#values[slot] = value;
  }

  #evaluate(): void {
    this.#isUseful = this.#hits * MIN_HIT_ONE_IN >= TRIAL_LOOKUPS;
    this.#lookups = 0;
    this.#hits = 0;
    if (!this.#isUseful) this.#clear();
  }

  #clear(): void {
    this.#texts.length = 0;
    this.#values.length = 0;
  }
}

/** Number of characters at each end that determine the slot. */
const ENDS = 4;

function slotOf(text: string): number {
  let mixed = text.length;
  for (let i = 0; i < text.length; i++) {
    if (i === ENDS) i = Math.max(ENDS, text.length - ENDS);
    mixed = (Math.imul(mixed, 31) + text.charCodeAt(i)) | 0;
  }
  return (mixed ^ (mixed >>> 15)) & (SLOTS - 1);
}
