/** A value of a query's result, as programs take it; null for a missing one. */
export type ResultValue = string | number | bigint | boolean | null;

const WHOLE = /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/i;
const REAL = /^(?:FLOAT|DOUBLE|REAL)$/i;
/** What MessagePack holds as a whole number. */
const SMALLEST = -(2n ** 63n);
const LARGEST = 2n ** 64n - 1n;

/**
 * Gives the values of a column back that were frozen as text. Whole numbers, reals and truth values are such again; all
 * else stays text, decimals too, which no number of JSON holds exactly. `type` is in the engine's words.
 */
export function valueReader(type: string): (text: string) => ResultValue {
  const read = readerOf(type);
  return (text) => (text === '' ? null : read(text));
}

function readerOf(type: string): (text: string) => ResultValue {
  if (WHOLE.test(type)) return wholeNumber;
  if (REAL.test(type)) return real;
  if (/^BOOLEAN$/i.test(type)) return (text) => text === 'true';
  return (text) => text;
}

function wholeNumber(text: string): ResultValue {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  const exact = BigInt(text);
  return exact >= SMALLEST && exact <= LARGEST ? exact : text;
}

/** Infinity and what is no number have no form in JSON. */
function real(text: string): ResultValue {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
