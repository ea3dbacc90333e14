import { z } from 'zod';
import { NOT_ACCEPTED, OUTCOMES } from '../../core/job/job.ts';
import { LOG_LEVELS } from '../../core/view/log-query.ts';
import { RECORD_STATUSES } from '../../core/view/record-query.ts';
import { logLineText } from '../../messages/log-line-text.ts';
import { translate } from '../../messages/translate.ts';
import { jobOf } from '../../operations/jobs/control-job.ts';
import { OPEN } from '../../operations/records/rejected-csv.ts';
import { rejectedCsv } from '../../runtime/reading/files.ts';
import { openCsv } from '../../runtime/reading/story-records.ts';
import { defineCommand, idNumber } from '../command.ts';
import { booleanInput } from '../inputs/boolean-input.ts';
import { pageInput, pageShape, toPage } from '../inputs/page.ts';
import { omitUndefined } from '../omit-undefined.ts';
import { batchObject, batchShape } from '../shapes/batch.ts';
import { recordObject, recordShape } from '../shapes/record.ts';
import { isoTime, registerShape, timestamp } from '../shapes/shape-registry.ts';

export const listBatches = defineCommand({
  id: 'listBatches',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({ job: idNumber, ...pageInput }),
  answer: registerShape('BatchPage', pageShape(batchShape)),
  async run({ job, cursor, limit }, runtime) {
    const { id } = await jobOf(runtime, job);
    return toPage(
      await runtime.records.batchPage(id, { after: cursor, limit: limit + 1 }),
      limit,
      ({ id }) => id,
      batchObject,
    );
  },
});

/** Without a status filter, lists all noted records: those not accepted, and those accepted with a warning. */
export const listRecords = defineCommand({
  id: 'listRecords',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({
    job: idNumber,
    ...pageInput,
    status: z.enum(RECORD_STATUSES).optional(),
    code: z.string().max(300).optional(),
    column: z.string().max(1000).optional(),
  }),
  answer: registerShape('RecordPage', pageShape(recordShape)),
  async run({ job, cursor = 0, limit, ...filter }, runtime) {
    const { id } = await jobOf(runtime, job);
    return toPage(
      await runtime.records.page(id, omitUndefined(filter), cursor, limit + 1),
      limit,
      ({ record }) => record,
      recordObject,
    );
  },
});

/**
 * The job's records with these statuses; for the status `open`, the records of its whole export that are still
 * rejected, invalid or uncertain.
 */
export const getRejectedCsv = defineCommand({
  id: 'getRejectedCsv',
  permission: 'values.show',
  needsProof: true,
  effect: 'downloads',
  input: z.object({
    job: idNumber,
    status: z
      .union([z.string().transform((list) => list.split(',')), z.array(z.string())])
      .pipe(
        z
          .array(z.enum([...OUTCOMES, OPEN]))
          .min(1)
          .refine(hasNothingBesidesOpen, { error: 'open_not_alone' }),
      )
      .default([...NOT_ACCEPTED]),
    spreadsheet_safe: booleanInput.default(false),
    bom: booleanInput.default(false),
  }),
  answer: 'csv',
  run: ({ job, status, spreadsheet_safe: spreadsheetSafe, bom }, runtime) => {
    const statuses = status.filter((requested) => requested !== OPEN);
    return statuses.length === 0
      ? openCsv(runtime, job, { spreadsheetSafe, bom })
      : rejectedCsv(runtime, job, { statuses, spreadsheetSafe, bom });
  },
});

/** Also true for statuses without `open`. */
function hasNothingBesidesOpen(statuses: readonly string[]): boolean {
  return !statuses.includes(OPEN) || statuses.length === 1;
}

export const listLog = defineCommand({
  id: 'listLog',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({ job: idNumber, ...pageInput, level: z.enum(LOG_LEVELS).default('info') }),
  answer: registerShape(
    'LogPage',
    pageShape(
      registerShape(
        'LogLine',
        z.object({
          id: z.int(),
          at: timestamp,
          level: z.enum(['info', 'warn', 'error']),
          code: z.string(),
          message: z.string(),
        }),
      ),
    ),
  ),
  async run({ job, cursor: after = 0, limit, level: atLeast }, runtime) {
    const lines = await runtime.log.page((await jobOf(runtime, job)).id, { limit: limit + 1, after, atLeast });
    return toPage(
      lines,
      limit,
      ({ id }) => id,
      ({ id, at, level, code, params }) => {
        return { id, at: isoTime(at), level, code, message: logLineText({ code, params }, translate) };
      },
    );
  },
});
