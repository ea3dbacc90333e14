import { z } from 'zod';
import type { Repair } from '../connector/repair.ts';
import type { Issue, IssueParams } from '../issue.ts';
import type { CodeCount, IssueCount, ShownCell } from '../view/record-view.ts';
import { cellValue, columnRepair, MAX_CELLS_SET } from './fix.ts';
import type { FixState } from './fix-state.ts';
import type { RepairTotals } from './repairing/safe-repairs.ts';
import { fillShape, findShape, replacingShape } from './replacing.ts';

/** Requests and responses of the page on which a file is reviewed before it is sent. */

/** The states of the check of a file. */
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
  /** Left out by a person, by the mapping or as a total row: part of `read`, neither ready nor invalid. */
  readonly leftOut: number;
}

/** A repair that applies to some records. `column` is the column's name in the file. */
export interface OfferedRepair extends Pick<Repair, 'kind' | 'neededAnswer'> {
  readonly repair: string;
  readonly column: string;
  readonly records: number;
  /** An example of its effect; personal values are masked. */
  readonly before: string;
  readonly after: string;
}

/** How many ready records have an identifier, that is, all of its fields. */
export interface IdentifierCount {
  readonly fields: readonly string[];
  readonly records: number;
}

export interface Forecast {
  readonly calls: number;
  readonly bytes: number;
  readonly identifiers: readonly IdentifierCount[];
  /** Records that are ready, but so old that the receiving service counts them only as offline events. */
  readonly late: number;
}

/** The records of an ended job that a person can fix, and how many are fixed. */
export interface ReviewOfJob {
  readonly id: number;
  /** Its rejected and invalid records, by current state. */
  readonly records: Readonly<Record<FixState, number>>;
  /** Records with a warning, in any state. */
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
  /** By severity, code and column, most records first. Warnings of invalid records do not count. */
  readonly issues: readonly IssueCount[];
  /** The same by severity and code: a record with an error in several columns counts once. */
  readonly codes: readonly CodeCount[];
  readonly repairs: readonly OfferedRepair[];
  readonly forecast: Forecast;
  /** The last record that looks like a total row and is left out for that reason; null if there is none. */
  readonly totalRow: number | null;
  /** The number of such records. */
  readonly totalRowCount: number;
  /** Records that only the saved mapping changed. */
  readonly fixedByMapping: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The length of the stored fixes, which grows with each fix. */
  readonly fixesBytes: number;
  /** A list with another version is out of date. */
  readonly version: string;
  /** How many records the last edit changed, if it was made in the background; else null. */
  readonly changed: number | null;
  /** The edit that is being made in the background. Until it is complete, no other edit is possible. */
  readonly next: BackgroundEdit | null;
  /**
   * The effect of all safe repairs together: how many invalid records become valid, how many records change, and how
   * many of these the mapping leaves out.
   */
  readonly safeRepairs: Pick<RepairTotals, 'becomeReady' | 'records' | 'leftOut'>;
}

/** A change of a cell, as an example; personal values are masked. */
export interface RepairSample {
  readonly before: string;
  readonly after: string;
}

/** What safe repairs would do to a column. */
export interface ColumnToRepair {
  readonly column: string;
  /** Fields that it feeds. */
  readonly fields: readonly string[];
  /** How many cells change. */
  readonly cells: number;
  /** How many of these cells have an error. */
  readonly errors: number;
  readonly repairs: readonly { readonly repair: string; readonly cells: number }[];
  readonly samples: readonly RepairSample[];
}

/** What all safe repairs would do, for a person to choose from. */
export interface SafeRepairs {
  readonly version: string;
  readonly columns: readonly ColumnToRepair[];
  /** The totals of the chosen columns. */
  readonly totals: RepairTotals;
  /** The repairs that are not made, because they have several possible results or need an answer. */
  readonly open: readonly Pick<OfferedRepair, 'repair' | 'column' | 'records' | 'neededAnswer'>[];
}

/** The answer to a page that already has the current version of a finished review. */
export interface SameReview {
  readonly isSame: true;
  readonly next: BackgroundEdit | null;
}

/** An edit of so many records that the whole file is checked again. */
export interface BackgroundEdit extends Pick<ReviewView, 'error' | 'progress'> {
  readonly state: ReviewState;
  /** Records checked so far. */
  readonly read: number;
}

/**
 * Which records the list of a review shows. In the review of a job, `invalid` includes those whose `FixState` is
 * `unchanged`, and `resent` are records that were sent again.
 */
export const SHOWN_RECORDS = ['invalid', 'all', 'warned', 'ready', 'fixed', 'left_out', 'resent'] as const;
export type ShownRecords = (typeof SHOWN_RECORDS)[number];

/** The job whose rejected and invalid records are reviewed. Without a job, the whole file is reviewed. */
const job = z.coerce.number<number>().int().positive().optional();

export const reviewQuery = z.object({ job });

/** `without` are the columns that are not to be repaired. Sent by POST, as names of columns may be long. */
export const safeRepairsRequest = z.object({ without: z.array(z.string().max(1000)).max(1000).default([]) });

/** `known` is the version that the page has. */
export const stateQuery = reviewQuery.extend({ known: z.string().max(100).optional() });

export const reviewFilter = z.object({
  job,
  show: z.enum(SHOWN_RECORDS).default('invalid'),
  code: z.string().max(300).optional(),
  /** '' for issues that belong to no single column. */
  column: z.string().max(1000).optional(),
});
export type ReviewFilter = z.output<typeof reviewFilter>;

/** `included` finds only records that are not left out. */
export const numbersQuery = reviewFilter.extend({ included: z.literal('1').optional() });

/**
 * The numbers of the records that a filter finds, in file order, as ranges. The page keeps these numbers, so that a
 * fixed record stays visible until the filter is applied again. At most `MAX_LISTED` records are included.
 */
export interface ReviewNumbers {
  /** The version of the review that was searched. */
  readonly version: string;
  readonly ranges: readonly (readonly [first: number, last: number])[];
  readonly total: number;
}

export const MAX_LISTED = 300_000;

/** A row of the grid with its fixes applied. */
export interface ReviewRow {
  readonly record: number;
  readonly line: number;
  /** `ready` means without a warning here, unlike in `ReviewCounts`. */
  readonly status: 'invalid' | 'warned' | 'ready' | 'left_out';
  readonly issues: readonly Issue[];
  /** In the order of the header. */
  readonly cells: readonly ShownCell[];
  /** Columns with a changed value. */
  readonly fixed: readonly string[];
  /** Whether only the saved mapping changed these values. */
  readonly isFixedByMapping: boolean;
  /** Its state in the review of a job; null in the review of a file. */
  readonly fixState: FixState | null;
  /** False for a row with a fault: it has to be corrected in the file. */
  readonly isReadable: boolean;
}

/** Maximum number of changed records that an edit lists. */
export const MAX_CHANGED_LISTED = 1000;

/** Maximum number of rows in one request. */
export const MAX_ROWS = 200;

/** The rows that a page needs. Sent by POST, since record numbers do not belong in stored URLs. */
export const rowsRequest = z.object({
  job,
  records: z.array(z.int().positive()).max(MAX_ROWS),
});

/** A change whose effect on a section of a file is shown without making it. */
export const previewRequest = z.object({
  replacing: replacingShape,
  /** Only records that the filter finds. */
  filter: reviewFilter.optional(),
  /** Only records after this one. */
  after: z.int().nonnegative().default(0),
  /** The length of the fixes that the page shows. */
  fixesBytes: z.int().nonnegative(),
});
export type PreviewRequest = z.output<typeof previewRequest>;

/** The record that a page shows in full. */
export const recordRequest = z.object({ record: z.int().positive() });

/** How many records the person expects an edit to change. The edit is refused if the number differs. */
const count = z.int().nonnegative().optional();

/** An edit in the grid. */
export const reviewEdit = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('cell'), ...cellValue.shape }),
  /** Sets several cells; the values of a cell that occurs more than once: the last one counts. */
  z.object({ kind: z.literal('cells'), cells: z.array(cellValue).min(1).max(MAX_CELLS_SET) }),
  z.object({ kind: z.literal('repair'), ...columnRepair.shape }),
  /** Makes all safe repairs of these columns, or of all, as one edit. */
  z.object({ kind: z.literal('safe_repairs'), columns: z.array(z.string().max(1000)).max(1000).optional(), count }),
  /** Replaces values in all records, or in those that a filter finds. */
  findShape.extend({ filter: reviewFilter.optional(), count }),
  fillShape.extend({ filter: reviewFilter.optional(), count }),
  /** Leaves out these records; with a filter, only those that it still finds. */
  z.object({
    kind: z.literal('leave_out'),
    records: z.array(z.int().positive()).max(10_000),
    filter: reviewFilter.optional(),
    count,
  }),
  /** Leaves out the records that a filter finds. */
  z.object({ kind: z.literal('leave_out_found'), filter: reviewFilter, count }),
  /** Includes the total row that was left out automatically, so that jobs send it. */
  z.object({ kind: z.literal('include_total_row') }),
  z.object({ kind: z.literal('undo') }),
  z.object({ kind: z.literal('redo') }),
  /** Stops an edit that is still being made in the background, and reverts it. */
  z.object({ kind: z.literal('cancel') }),
]);
export type ReviewEdit = z.output<typeof reviewEdit>;

/** What became of cells that were to be set. All others already had the value. */
export interface CellCounts {
  readonly changed: number;
  /** Cells of malformed rows, which cannot be changed. */
  readonly malformed: number;
}

/** The result of an edit. */
export interface EditedReview {
  readonly view: ReviewView;
  /** The version right after the edit; the view may already be of a later one. */
  readonly version: string;
  readonly changedCount: number;
  /** Whether the worker makes the edit; it may be complete by now. */
  readonly isInBackground: boolean;
  /** The rechecked records, to be shown again: at most `MAX_CHANGED_LISTED` of them. */
  readonly checked: readonly number[];
  /** How many records were rechecked. */
  readonly checkedCount: number;
  /** What became of the cells that the edit was to set; undefined for other edits. */
  readonly cells: CellCounts | undefined;
  /** The row of an edited cell; undefined for an edit of many records. */
  readonly row: ReviewRow | undefined;
}
