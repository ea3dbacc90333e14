import { z } from 'zod';
import type { Repair } from '../connector/repair.ts';
import type { Issue, IssueParams } from '../issue.ts';
import type { IssueCount, ShownCell } from '../view/record-view.ts';
import type { FixState } from './fix-state.ts';

/** Requests and responses of the page that reviews a file before it is sent. */

export const REVIEW_STATES = ['queued', 'running', 'ready', 'failed'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export interface ReviewCounts {
  readonly read: number;
  /** Valid, with or without a warning. */
  readonly ready: number;
  readonly invalid: number;
  /** Ready, with a warning. */
  readonly warned: number;
  /** Changed by fixes, ready or not. */
  readonly fixed: number;
  /** Excluded by a person: part of `read`, neither ready nor invalid. */
  readonly leftOut: number;
}

/** A repair that applies to some records; `column` is the name in the file. */
export interface OfferedRepair extends Pick<Repair, 'kind' | 'asks'> {
  readonly repair: string;
  readonly column: string;
  readonly records: number;
  /** An example of its effect; personal values are masked. */
  readonly before: string;
  readonly after: string;
}

/** How many ready records have an identifier, that is, all of these fields. */
export interface MatchKeyCount {
  readonly fields: readonly string[];
  readonly records: number;
}

export interface Forecast {
  readonly calls: number;
  readonly bytes: number;
  readonly matchKeys: readonly MatchKeyCount[];
  /** Ready, but so old that the receiving service counts them as offline only. */
  readonly late: number;
}

/** The repairable records of an ended job, and the progress of their repair. */
export interface ReviewOfJob {
  readonly id: number;
  /** Its rejected and invalid records, by current state. */
  readonly records: Readonly<Record<FixState, number>>;
  /** Those with a warning, in any state. */
  readonly warned: number;
}

export interface ReviewView {
  readonly upload: number;
  /** The job whose rejected and invalid records are reviewed; null for a review of the whole file. */
  readonly job: ReviewOfJob | null;
  readonly state: ReviewState;
  readonly error: { readonly code: string; readonly params: IssueParams } | null;
  /** Progress of reading the file. */
  readonly progress: { readonly bytes: number; readonly of: number };
  readonly records: ReviewCounts;
  /** By severity, code and column, most records first. */
  readonly issues: readonly IssueCount[];
  readonly repairs: readonly OfferedRepair[];
  readonly forecast: Forecast;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Grows with each fix, so that older data can be recognized. */
  readonly fixesBytes: number;
}

/** In the review of a job, `invalid` includes unchanged records, and `resent` are records that were sent again. */
export const REVIEW_SHOWS = ['invalid', 'all', 'warned', 'ready', 'fixed', 'left_out', 'resent'] as const;
export type ReviewShow = (typeof REVIEW_SHOWS)[number];

/** The job whose rejected and invalid records are meant; without one, the whole file. */
const job = z.coerce.number<number>().int().positive().optional();

export const reviewQuery = z.object({ job });

export const reviewFilter = z.object({
  job,
  show: z.enum(REVIEW_SHOWS).default('invalid'),
  code: z.string().max(300).optional(),
  /** '' for issues that belong to no single column. */
  column: z.string().max(1000).optional(),
});
export type ReviewFilter = z.output<typeof reviewFilter>;

/**
 * The numbers of the records that a filter finds, in file order, as ranges. The page keeps them: a repaired record stays
 * visible until the filter is applied again. At most `MAX_LISTED` records are included.
 */
export interface ReviewNumbers {
  readonly ranges: readonly (readonly [first: number, last: number])[];
  readonly total: number;
}

export const MAX_LISTED = 300_000;

/** A row of the grid with its fixes applied. */
export interface ReviewRow {
  readonly record: number;
  readonly line: number;
  readonly status: 'invalid' | 'warned' | 'ready' | 'left_out';
  readonly issues: readonly Issue[];
  /** In the order of the header. */
  readonly cells: readonly ShownCell[];
  /** Columns with a changed value. */
  readonly fixed: readonly string[];
  /** Its state in the review of a job; null in the review of a file. */
  readonly fixState: FixState | null;
  /** False for a row that could not be split into cells: it has to be corrected in the file. */
  readonly isReadable: boolean;
}

/** Maximum number of changed records that an edit lists. */
export const MAX_CHANGED_LISTED = 1000;

export const MAX_ROWS = 200;

/** The rows that a page needs. Sent by POST, since record numbers do not belong in stored URLs. */
export const rowsRequest = z.object({
  job,
  records: z.array(z.int().positive()).max(MAX_ROWS),
});

/** The record that a page shows in full. */
export const recordRequest = z.object({ record: z.int().positive() });

/** An edit in the grid. */
export const reviewEdit = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('cell'),
    record: z.int().positive(),
    column: z.string().max(1000),
    value: z.string().max(100_000),
  }),
  z.object({
    kind: z.literal('repair'),
    column: z.string().max(1000),
    repair: z.string().max(100),
    answer: z.string().max(100).optional(),
  }),
  z.object({
    kind: z.literal('replace'),
    column: z.string().max(1000),
    from: z.string().max(100_000),
    to: z.string().max(100_000),
  }),
  /** These records; with a filter, only those that it still finds. */
  z.object({
    kind: z.literal('leave_out'),
    records: z.array(z.int().positive()).max(10_000),
    filter: reviewFilter.optional(),
  }),
  z.object({ kind: z.literal('leave_out_found'), filter: reviewFilter }),
  z.object({ kind: z.literal('undo') }),
  z.object({ kind: z.literal('redo') }),
]);
export type ReviewEdit = z.output<typeof reviewEdit>;

/** The result of an edit: the review, and the changed records (the first thousand). */
export interface ReviewEdited {
  readonly view: ReviewView;
  readonly changed: readonly number[];
  readonly changedCount: number;
  /** The row of an edited cell; undefined for an edit of many records. */
  readonly row: ReviewRow | undefined;
}
