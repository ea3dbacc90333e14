import type { IssueParams } from '../issue.ts';

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
export type JsonObject = { [key: string]: JsonValue };

/** What a cleaning rule may say of the cell it looks at, and the two outside facts it may ask for. */
export interface Cell {
  /** The record cannot be sent because of this cell. */
  error(code: string, params?: IssueParams): undefined;
  /** The record is sent, but the person should know. */
  warn(code: string, params?: IssueParams): void;
  /** The job's frozen reference time, Unix seconds. */
  readonly now: number;
  isIp(text: string): boolean;
}

/**
 * Turns a cell's trimmed text into what is sent (or hashed). It returns undefined with an error for what cannot be sent, and
 * with a warning for what stands for no value. In a field that is a list, an array is several values.
 */
export type Clean = (text: string, cell: Cell) => JsonValue | undefined;

/** One row of a connector's field table: the only place that knows the field. Its help stands in the message files. */
export interface FieldSpec {
  /** The column's base name in a file. */
  readonly name: string;
  readonly group: string;
  /** single: one column, one value. list: name, name_1, name_2 … make one array. item: the same, one key of an object each. */
  readonly shape: 'single' | 'list' | 'item';
  /** Type as users know it, for docs and help. */
  readonly type: 'string' | 'integer' | 'boolean' | 'decimal';
  /** Where the value goes in the event, outermost key first. An item's path ends with the key inside its object. */
  readonly path: readonly string[];
  readonly required: boolean;
  /** Tells one event from another, so that one value for all of them would make them one. */
  readonly unique?: boolean;
  /** Values that are no hash yet are hashed with SHA-256; values that are pass through, lower-cased. */
  readonly hashed: boolean;
  readonly clean: Clean;
  readonly choices?: readonly string[];
  /** Those of the choices that the connector's own page does not list. */
  readonly laterChoices?: readonly string[];
  /** What others call the field, in any spelling: suggested to people, never taken for granted. */
  readonly aliases?: readonly string[];
  /** A fitting cell for docs and sample files; `now` stands for the current time. */
  readonly example: string;
  /** An addition of ours to the fields that the connector's own page lists. */
  readonly extra?: boolean;
}

/** The highest number a list or item column may carry: em_1 to em_100. */
export const MAX_SUFFIX = 100;
