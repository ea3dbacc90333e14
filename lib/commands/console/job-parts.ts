import { Readable } from 'node:stream';
import { z } from 'zod';
import { connectorOf } from '../../connectors/registry.ts';
import { uploadOf } from '../../core/job/job.ts';
import type { BatchDetail } from '../../core/view/batch-view.ts';
import { LOG_LEVELS } from '../../core/view/log-query.ts';
import { LOCALES, type Locale } from '../../messages/locale.ts';
import { logLineText } from '../../messages/log-line-text.ts';
import { translate } from '../../messages/translate.ts';
import { jobOf } from '../../operations/jobs/control-job.ts';
import { logText, type ReadLogOptions, readLog } from '../../operations/jobs/read-log.ts';
import { measureThroughput } from '../../operations/records/measure-throughput.ts';
import { notAcceptedRecordsOf, showRequest } from '../../operations/records/show-batch.ts';
import { unavailableReason } from '../../operations/uploads/readable-upload.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { defineInternalCommand, idInPath } from '../command.ts';
import { concealEvent, forActor } from '../concealed/concealed.ts';

/** The calls and the log of a job. */

const BATCHES_PER_PAGE = 100;
const MAX_LINES = 500;
const cursor = z.int().nonnegative().optional();

export const viewThroughput = defineInternalCommand({
  id: 'viewThroughput',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({ job: idInPath }),
  run: async ({ job }, runtime) => measureThroughput(runtime, await jobOf(runtime, job)),
});

/** A page of batches, and the cursors of the pages before and after it, each undefined if there is no such page. */
export const viewBatches = defineInternalCommand({
  id: 'viewBatches',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({ job: idInPath, before: cursor, after: cursor }),
  async run({ job, before, after }, runtime) {
    const { id } = await jobOf(runtime, job);
    const page = (options: { limit: number; before?: number | undefined; after?: number | undefined }) =>
      runtime.records.batchPage(id, options);
    const batches = await page({ limit: BATCHES_PER_PAGE, before, after });
    const first = batches[0]?.id;
    const last = batches.at(-1)?.id;
    return {
      batches,
      previousBefore: first !== undefined && (await page({ limit: 1, before: first })).length > 0 ? first : undefined,
      nextAfter: last !== undefined && (await page({ limit: 1, after: last })).length > 0 ? last : undefined,
    };
  },
});

/** A batch of the ledger: its request with personal values masked, and its response. Undefined if there is none. */
export const viewBatch = defineInternalCommand({
  id: 'viewBatch',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({ job: idInPath, batch: idInPath }),
  async run({ job: jobId, batch: batchId }, runtime, actor): Promise<BatchDetail | undefined> {
    const { records, uploads, files, effects } = runtime;
    const job = await jobOf(runtime, jobId);
    const batch = await records.batch(job.id, batchId);
    if (!batch) return undefined;
    const upload = await uploads.get(uploadOf(job));
    const fileGone = await unavailableReason(upload, files);
    const options = { connector: connectorOf(job.connector), source: await runtime.rowsOfJob(job, upload), effects };
    const request = fileGone ? null : await showRequest(batch, job, options);
    return {
      batch,
      fileGone,
      request: request && forActor(actor, request, (shown) => ({ ...shown, events: shown.events.map(concealEvent) })),
      notAccepted: await notAcceptedRecordsOf(job.id, batch, records),
    };
  },
});

/** Lines of a job's log. The search applies to their text in the given language. */
export const viewLog = defineInternalCommand({
  id: 'viewLog',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({
    job: idInPath,
    level: z.enum(LOG_LEVELS),
    text: z.string(),
    before: cursor,
    after: cursor,
    limit: z.int().min(1).max(MAX_LINES).default(MAX_LINES),
    locale: z.enum(LOCALES),
  }),
  run: async ({ job, limit, locale, ...query }, runtime) =>
    readLog(readLogOptions(runtime, locale), (await jobOf(runtime, job)).id, query, limit),
});

/** The full log of a job as text in a language; times are UTC. */
export const downloadLog = defineInternalCommand({
  id: 'downloadLog',
  permission: 'jobs.read',
  effect: 'reads',
  input: z.object({ job: idInPath, locale: z.enum(LOCALES) }),
  async run({ job, locale }, runtime) {
    const { id } = await jobOf(runtime, job);
    return { content: Readable.from(logText(readLogOptions(runtime, locale), id)), name: `job-${id}-log.txt` };
  },
});

function readLogOptions({ log }: Runtime, locale: Locale): ReadLogOptions {
  return {
    log,
    textOf: (line) => logLineText(line, (catalog, code, params) => translate(catalog, code, params, locale)),
  };
}
