import type { JsonValue } from './field.ts';

/** A malformed or unusual cell, and its expected result. */
export interface CarelessValue {
  readonly cell: string;
  /** The value before hashing; null if the cell is not sent, undefined if it makes the record invalid. */
  readonly sent: JsonValue | undefined;
  /** The codes of the issues that the cell gets. */
  readonly issues: readonly string[];
}
