import { InvalidArgumentError } from 'commander';

/** A number as ids and counts are written. */
export function identifier(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return Number(text);
}
