import { z } from 'zod';
import { type OfferedRepair, REVIEW_STATES, type ReviewRow, type ReviewView } from '../../core/review/review-view.ts';
import { errorText } from '../error-text.ts';
import { bySeverity, issueShape } from './issue.ts';
import { registerShape } from './shape-registry.ts';

const count = z.int().nonnegative();

export const reviewShape = registerShape(
  'Review',
  z.object({
    upload: z.int(),
    state: z.enum(REVIEW_STATES),
    error: z.object({ code: z.string(), message: z.string() }).nullable(),
    progress: z.object({ bytes: count, of: count }),
    records: z.object({ read: count, ready: count, invalid: count, warned: count, fixed: count, left_out: count }),
    issues: z.array(
      z.object({ severity: z.enum(['error', 'warning']), code: z.string(), column: z.string(), records: count }),
    ),
    /** Personal values of `before` and `after` are masked. */
    repairs: z.array(
      z.object({ repair: z.string(), column: z.string(), records: count, before: z.string(), after: z.string() }),
    ),
    /** All safe repairs together: the records that they change, and the invalid ones among them that become valid. */
    safe_repairs: z.object({ records: count, become_ready: count }),
    forecast: z.object({
      calls: count,
      bytes: count,
      late: count,
      identifiers: z.array(z.object({ fields: z.array(z.string()), records: count })),
    }),
    can_undo: z.boolean(),
    can_redo: z.boolean(),
    /** Rises with each edit; an edit names the version it is based on. */
    version: count,
  }),
);

export function reviewObject(view: ReviewView): z.output<typeof reviewShape> {
  const { upload, issues, repairs, canUndo: can_undo, canRedo: can_redo } = view;
  // During a background edit, these three describe the edit, while the records are still those from before the edit.
  const { state, error, progress } = view.next ?? view;
  const { leftOut: left_out, ...records } = view.records;
  const { identifiers, ...forecast } = view.forecast;
  const { records: repairable, becomeReady: become_ready } = view.safeRepairs;
  const safe_repairs = { records: repairable, become_ready };
  return {
    upload,
    state,
    progress: { ...progress },
    can_undo,
    can_redo,
    version: view.fixesBytes,
    safe_repairs,
    error: error && { code: error.code, message: errorText(error.code, error.params) },
    records: { ...records, left_out },
    issues: issues.map((issue) => ({ ...issue })),
    repairs: repairs.map((repair: OfferedRepair) => ({ ...repair })),
    forecast: {
      ...forecast,
      identifiers: identifiers.map(({ fields, records }) => ({ fields: [...fields], records })),
    },
  };
}

export const reviewRecordShape = registerShape(
  'ReviewRecord',
  z.object({
    record: z.int(),
    line: z.int(),
    status: z.enum(['invalid', 'warned', 'ready', 'left_out']),
    errors: z.array(issueShape),
    warnings: z.array(issueShape),
    cells: z.array(
      z.object({ column: z.string(), value: z.string(), field: z.string().nullable(), masked: z.boolean() }),
    ),
    /** Columns whose value differs from the file. */
    fixed: z.array(z.string()),
    /**
     * False if the row cannot be read, for example because of a stray quotation mark; it has to be fixed in the file.
     */
    readable: z.boolean(),
  }),
);

export function reviewRecordObject(row: ReviewRow): z.output<typeof reviewRecordShape> {
  const { record, line, status, issues, cells, fixed, isReadable: readable } = row;
  return {
    record,
    line,
    status,
    ...bySeverity(issues),
    fixed: [...fixed],
    readable,
    cells: cells.map(({ column, value, field, isMasked: masked }) => ({ column, value, field, masked })),
  };
}
