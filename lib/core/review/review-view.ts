import { z } from 'zod';
import type { Repair } from '../connector/repair.ts';
import type { Issue, IssueParams } from '../issue.ts';
import type { IssueCount, ShownCell } from '../view/record-view.ts';
import type { FixState } from './fix-state.ts';

/** What the page that reviews a file before anything is sent is told, and what it may ask for. */

export const REVIEW_STATES = ['queued', 'running', 'ready', 'failed'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export interface ReviewCounts {
  readonly read: number;
  /** Could be sent as they are now, with a warning or without. */
  readonly ready: number;
  readonly invalid: number;
  /** Ready, and with a warning. */
  readonly warned: number;
  /** Changed by fixes, ready or not. */
  readonly fixed: number;
  /** Not to be sent, as a person decided: part of `read`, neither ready nor invalid. */
  readonly leftOut: number;
}

/** A repair that some records wait for: `column` is the file's own name. */
export interface OfferedRepair extends Pick<Repair, 'kind' | 'asks'> {
  readonly repair: string;
  readonly column: string;
  readonly records: number;
  /** What it does, from one of them; personal values are masked. */
  readonly before: string;
  readonly after: string;
}

/** How many of the ready records carry an identifier: all of these fields at once. */
export interface MatchKeyCount {
  readonly fields: readonly string[];
  readonly records: number;
}

export interface Forecast {
  readonly calls: number;
  readonly bytes: number;
  readonly matchKeys: readonly MatchKeyCount[];
  /** Ready, and too late for the receiving side to count them as anything but offline. */
  readonly late: number;
}

/** What a job that has ended left to be repaired, and how far that is. */
export interface ReviewOfJob {
  readonly id: number;
  /** Its rejected and invalid records, by how they stand now. */
  readonly records: Readonly<Record<FixState, number>>;
  /** Of all of them, ready or not: those with a warning. */
  readonly warned: number;
}

export interface ReviewView {
  readonly upload: number;
  /** The job whose rejected and invalid records are reviewed, and whose issues and steps back these are; null: all of the file. */
  readonly job: ReviewOfJob | null;
  readonly state: ReviewState;
  readonly error: { readonly code: string; readonly params: IssueParams } | null;
  /** Of the file, while it is read. */
  readonly progress: { readonly bytes: number; readonly of: number };
  readonly records: ReviewCounts;
  /** By severity, code and column, most records first. */
  readonly issues: readonly IssueCount[];
  readonly repairs: readonly OfferedRepair[];
  readonly forecast: Forecast;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Rises with each fix: what was fetched before is out of date. */
  readonly fixesBytes: number;
}

/** Of a job's records, `invalid` are also those that nobody has changed, and `resent` those that went out again. */
export const REVIEW_SHOWS = ['invalid', 'all', 'warned', 'ready', 'fixed', 'left_out', 'resent'] as const;
export type ReviewShow = (typeof REVIEW_SHOWS)[number];

/** A job whose rejected and invalid records it is about; without one, the whole file. */
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
 * The numbers of the records that a filter finds, in the order of the file, as ranges. They are frozen in the page: a
 * record that is repaired stays in sight until the filter is applied anew. Behind `MOST_LISTED` they are cut.
 */
export interface ReviewNumbers {
  readonly ranges: readonly (readonly [first: number, last: number])[];
  readonly total: number;
}

export const MAX_LISTED = 300_000;

/** A row of the grid as it stands now, with every fix. */
export interface ReviewRow {
  readonly record: number;
  readonly line: number;
  readonly status: 'invalid' | 'warned' | 'ready' | 'left_out';
  readonly issues: readonly Issue[];
  /** In the order of the file's header. */
  readonly cells: readonly ShownCell[];
  /** Columns whose value is not the file's. */
  readonly fixed: readonly string[];
  /** How it stands in the review of a job; null in one of the file. */
  readonly fixState: FixState | null;
  /** A row that could not be split into cells has to be repaired in the file. */
  readonly isReadable: boolean;
}

/** Most records that an edit names of those that it changed. */
export const MAX_CHANGED_LISTED = 1000;

export const MAX_ROWS = 200;

/** Which rows a page needs. A POST: numbers of records do not belong into addresses that are kept. */
export const rowsRequest = z.object({
  job,
  records: z.array(z.int().positive()).max(MAX_ROWS),
  personal: z.boolean().default(false),
});

/** Which record a page shows in full. */
export const recordRequest = z.object({ record: z.int().positive(), personal: z.boolean().default(false) });

/** What a person asks for in the grid. */
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
  /** These records (with a filter: those of them that it still finds), or all that a filter finds. */
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

/** After an edit: how the review stands, and which records are different now (the first thousand of them). */
export interface ReviewEdited {
  readonly view: ReviewView;
  readonly changed: readonly number[];
  readonly changedCount: number;
  /** The record of an edited cell as it stands now; undefined for an edit of many. */
  readonly row: ReviewRow | undefined;
}
