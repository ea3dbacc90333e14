import { z } from 'zod';
import { OUTCOMES } from '../../core/job/job.ts';
import type { NotedRecord } from '../../core/view/record-view.ts';
import { bySeverity, issueShape } from './issue.ts';
import { registerShape } from './shape-registry.ts';

const issues = z.array(issueShape);

export const recordShape = registerShape(
  'Record',
  z.object({ record: z.int(), line: z.int(), status: z.enum(OUTCOMES), errors: issues, warnings: issues }),
);

/** A record with its status and issues, without its values. */
export function recordObject({ record, line, status, issues }: NotedRecord): z.output<typeof recordShape> {
  return { record, line, status, ...bySeverity(issues) };
}

/** A record of a preview, as an export would send it. */
export const previewRecordShape = registerShape(
  'PreviewRecord',
  z.object({
    record: z.int(),
    line: z.int(),
    event: z.record(z.string(), z.unknown()).nullable(),
    errors: issues,
    warnings: issues,
  }),
);

const byCode = z.record(z.string(), z.int());

/** The result of validating a file: counts of records, and of errors and warnings by code. */
export const summaryShape = registerShape(
  'Summary',
  z.object({
    read: z.int(),
    valid: z.int(),
    invalid: z.int(),
    /** Records that the mapping leaves out, and rows that are no records; absent if there are none. */
    left_out: z.int().optional(),
    errors: byCode,
    warnings: byCode,
  }),
);
