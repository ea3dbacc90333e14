import type { JsonObject } from '#lib/core/record/field.ts';

export interface ReceivedSummary {
  readonly id: string;
  readonly at: number;
  readonly account: string;
  readonly test: boolean;
  /** Null if the sandbox dropped the connection. */
  readonly status: number | null;
  readonly count: number;
  /** How many events were rejected one by one; 0 if the request was refused as a whole. */
  readonly rejected: number;
}

export interface ReceivedDetail extends ReceivedSummary {
  /** Whether the sandbox still has the body. none: the request had no body. */
  readonly content: 'none' | 'kept' | 'gone';
  /** Its first events. */
  readonly events: readonly JsonObject[];
  /** Dotted paths of hashes. */
  readonly hashed: readonly string[];
}
