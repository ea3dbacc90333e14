import { z } from 'zod';
import { OUTCOMES } from '../../core/job/job.ts';
import { LOG_LEVELS } from '../../core/view/log-query.ts';
import { RECORD_STATUSES } from '../../core/view/record-query.ts';
import { translate } from '../../messages/translate.ts';
import { jobOf } from '../../operations/jobs/control-job.ts';
import { NOT_ACCEPTED } from '../../operations/records/rejected-csv.ts';
import { rejectedCsv } from '../../runtime/reading/files.ts';
import { flag } from '../flag.ts';
import { pageAsked, pageOf, turn } from '../page.ts';
import { route } from '../route.ts';
import { batchObject, batchShape } from '../shapes/batch.ts';
import { isoTime, moment, named } from '../shapes/named.ts';
import { recordObject, recordShape } from '../shapes/record.ts';

export const listBatches = route({
  id: 'listBatches',
  method: 'GET',
  path: '/jobs/{job}/batches',
  tag: 'jobs',
  input: z.object(pageAsked),
  answer: named('BatchPage', pageOf(batchShape)),
  run({ job, cursor, limit }, runtime) {
    const { id } = jobOf(runtime, job);
    return turn(runtime.records.batchPage(id, { after: cursor, limit: limit + 1 }), limit, ({ id }) => id, batchObject);
  },
});

/** Without a status every record of which there is something to say, those with a mere warning too. */
export const listRecords = route({
  id: 'listRecords',
  method: 'GET',
  path: '/jobs/{job}/records',
  tag: 'jobs',
  input: z.object({
    ...pageAsked,
    status: z.enum(RECORD_STATUSES).optional(),
    code: z.string().max(300).optional(),
    column: z.string().max(1000).optional(),
  }),
  answer: named('RecordPage', pageOf(recordShape)),
  run({ job, cursor = 0, limit, ...filter }, runtime) {
    const { id } = jobOf(runtime, job);
    const said = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
    return turn(runtime.records.page(id, said, cursor, limit + 1), limit, ({ record }) => record, recordObject);
  },
});

export const getRejectedCsv = route({
  id: 'getRejectedCsv',
  method: 'GET',
  path: '/jobs/{job}/rejected.csv',
  tag: 'jobs',
  input: z.object({
    status: z
      .union([z.string().transform((list) => list.split(',')), z.array(z.string())])
      .pipe(z.array(z.enum(OUTCOMES)).min(1))
      .default([...NOT_ACCEPTED]),
    spreadsheet_safe: flag.default(false),
    bom: flag.default(false),
  }),
  answer: 'csv',
  run: ({ job, status: statuses, spreadsheet_safe: spreadsheetSafe, bom }, runtime) =>
    rejectedCsv(runtime, job, { statuses, spreadsheetSafe, bom }),
});

export const listLog = route({
  id: 'listLog',
  method: 'GET',
  path: '/jobs/{job}/log',
  tag: 'jobs',
  input: z.object({ ...pageAsked, level: z.enum(LOG_LEVELS).default('info') }),
  answer: named(
    'LogPage',
    pageOf(
      named(
        'LogLine',
        z.object({
          id: z.int(),
          at: moment,
          level: z.enum(['info', 'warn', 'error']),
          code: z.string(),
          message: z.string(),
        }),
      ),
    ),
  ),
  run({ job, cursor: after = 0, limit, level: atLeast }, runtime) {
    const lines = runtime.log.page(jobOf(runtime, job).id, { limit: limit + 1, after, atLeast });
    return turn(
      lines,
      limit,
      ({ id }) => id,
      ({ id, at, level, code, params }) => {
        return { id, at: isoTime(at), level, code, message: translate('log', code, params) };
      },
    );
  },
});
