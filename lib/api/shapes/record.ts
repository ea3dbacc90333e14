import { z } from 'zod';
import { OUTCOMES } from '../../core/job/job.ts';
import type { NotedRecord } from '../../core/view/record-view.ts';
import { bySeverity, issueShape } from './issue.ts';
import { named } from './named.ts';

const issues = z.array(issueShape);

export const recordShape = named(
  'Record',
  z.object({ record: z.int(), line: z.int(), status: z.enum(OUTCOMES), errors: issues, warnings: issues }),
);

/** A record of which there is something to say: what it is, and no value of it. */
export function recordObject({ record, line, status, issues }: NotedRecord): z.output<typeof recordShape> {
  return { record, line, status, ...bySeverity(issues) };
}

/** One of the first records of a file, as an export would send it. */
export const previewRecordShape = named(
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

/** What judging a whole file comes to: records, and how many have an error or a warning of each code. */
export const summaryShape = named(
  'Summary',
  z.object({ read: z.int(), valid: z.int(), invalid: z.int(), errors: byCode, warnings: byCode }),
);
