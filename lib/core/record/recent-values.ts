import { copyText } from '../text/own-text.ts';
import type { JsonValue } from './field.ts';

/** Places for texts that are remembered: enough for the cities of a country, and little memory. A power of two. */
const PLACES = 2048;
/** A longer text is no city and no name; the next longer may be a hash already. */
const LONGEST = 63;
/** So many texts are looked for before it is judged whether that pays. */
const TRIAL = 4096;
/** Remembering pays if one in so many is found, which spares a rule and mostly a hash. */
const ONE_IN = 4;

/**
 * What texts that come again and again become: a shop ships to few countries and sells in few currencies, and its
 * customers share first names. Where texts hardly ever come again it stops looking, since that costs more than it saves.
 *
 * A text has one place, and the next one that falls there takes it: a `Map` would first make each text it is asked for one
 * of the program's own names, which takes longer than comparing.
 */
export class RecentValues {
  readonly #texts = new Array<string | undefined>(PLACES);
  readonly #values = new Array<JsonValue>(PLACES);
  #looked = 0;
  #found = 0;
  #isUseful = true;

  find(text: string): JsonValue | undefined {
    if (!this.#isUseful) return undefined;
    if (++this.#looked === TRIAL) this.#judge();
    const place = placeOf(text);
    if (this.#texts[place] !== text) return undefined;
    this.#found += 1;
    return this.#values[place];
  }

  add(text: string, value: JsonValue): void {
    if (!this.#isUseful || text.length > LONGEST) return;
    const place = placeOf(text);
    this.#texts[place] = copyText(text);
    this.#values[place] = value;
  }

  #judge(): void {
    this.#isUseful = this.#found * ONE_IN >= TRIAL;
    this.#looked = 0;
    this.#found = 0;
    if (!this.#isUseful) this.#forget();
  }

  #forget(): void {
    this.#texts.length = 0;
    this.#values.length = 0;
  }
}

/** So much of a text's beginning and of its end says where its place is. */
const ENDS = 4;

function placeOf(text: string): number {
  let mixed = text.length;
  for (let i = 0; i < text.length; i++) {
    if (i === ENDS) i = Math.max(ENDS, text.length - ENDS);
    mixed = (Math.imul(mixed, 31) + text.charCodeAt(i)) | 0;
  }
  return (mixed ^ (mixed >>> 15)) & (PLACES - 1);
}
