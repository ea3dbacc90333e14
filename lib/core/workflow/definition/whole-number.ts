import type { ConfigValue } from '../config/config-node.ts';

/** A whole number, also as text; undefined for anything else, and for a number that is too large to be exact. */
export function wholeNumber(value: ConfigValue | undefined): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const number = /^[-+]?\d+$/.test(String(value)) ? Number(value) : Number.NaN;
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Whether a value is a whole number that is not negative, also as text. */
export function isCount(value: ConfigValue): boolean {
  const number = wholeNumber(value);
  return number !== undefined && number >= 0;
}
