import type { JsonValue } from './field.ts';

/** A cell as a careless spreadsheet may hold it, and what becomes of it. */
export interface CarelessValue {
  readonly cell: string;
  /** Before it is hashed; null where nothing is sent of the cell, undefined where it makes its record invalid. */
  readonly sent: JsonValue | undefined;
  /** The codes of its issues. */
  readonly issues: readonly string[];
}
