import { z } from 'zod';
import type { ShownCell } from '../../view/record-view.ts';

/** Requests and responses of the page about the repeats of a reviewed file. */

export const REPEAT_KINDS = ['identical', 'differing'] as const;
export type RepeatKind = (typeof REPEAT_KINDS)[number];

/** How many records of a file repeat the event of an earlier one. */
export interface RepeatCounts {
  /** Only in the state `ready` are the numbers known. They then take all fixes of the version into account. */
  readonly state: 'counting' | 'ready' | 'failed';
  readonly identical: number;
  readonly differing: number;
  /** The version of the review that the numbers belong to. */
  readonly version: string;
}

export function repeatsOf({ identical, differing }: Pick<RepeatCounts, 'identical' | 'differing'>): number {
  return identical + differing;
}

/** A record on a page of repeats: the first with its event, or one that repeats it. */
export interface RepeatRow {
  readonly record: number;
  readonly line: number;
  readonly cells: readonly ShownCell[];
  /** The first record with the event; possibly this record itself. */
  readonly first: number;
  /** The last record with the event. */
  readonly last: number;
  /** Mapped columns whose value differs from the value in the first record. */
  readonly differing: readonly string[];
}

/** Where the next page begins: after this repeat. */
const repeatCursor = z.object({ first: z.int().nonnegative(), record: z.int().nonnegative() });
export type RepeatCursor = z.output<typeof repeatCursor>;

export interface RepeatPage {
  readonly rows: readonly RepeatRow[];
  /** Null after the last page. */
  readonly next: RepeatCursor | null;
}

/** The request for a page of repeats. Sent by POST, since record numbers do not belong in stored URLs. */
export const repeatsRequest = z.object({
  kind: z.enum(REPEAT_KINDS).optional(),
  after: repeatCursor.optional(),
});
