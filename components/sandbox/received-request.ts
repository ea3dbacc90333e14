import type { JsonObject } from '#lib/core/record/field.ts';

export interface ReceivedSummary {
  readonly id: string;
  readonly at: number;
  readonly account: string;
  readonly test: boolean;
  readonly status: number | null;
  readonly count: number;
  /** How many of its events were rejected one by one; 0 if it was refused as a whole. */
  readonly rejected: number;
}

export interface ReceivedDetail extends ReceivedSummary {
  readonly content: 'none' | 'kept' | 'gone';
  /** Its first events. */
  readonly events: readonly JsonObject[];
  /** Dotted paths of hashes. */
  readonly hashed: readonly string[];
}
