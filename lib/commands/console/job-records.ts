import { z } from 'zod';
import { connectorOf } from '../../connectors/registry.ts';
import { UserError } from '../../core/errors.ts';
import { hasRecordsToSend, OUTCOMES, type Outcome, uploadOf } from '../../core/job/job.ts';
import { RECORD_STATUSES } from '../../core/view/record-query.ts';
import {
  countCodes,
  type NotedRecord,
  outcomeOfError,
  type RecordValues,
  type RecordWithHistory,
} from '../../core/view/record-view.ts';
import type { RecordStep } from '../../core/view/story-view.ts';
import { LOCALES } from '../../messages/locale.ts';
import { jobOf } from '../../operations/jobs/control-job.ts';
import { listRecords } from '../../operations/records/list-records.ts';
import { recordHistory } from '../../operations/records/record-history.ts';
import { bareRecord, showRecord, whyNoDetails } from '../../operations/records/show-record.ts';
import { isReviewOf } from '../../operations/review/fixing/job-records.ts';
import { viewReview } from '../../operations/review/view-review.ts';
import { unavailableReason } from '../../operations/uploads/readable-upload.ts';
import { constantCells, showCells } from '../../operations/uploads/show-cells.ts';
import { reviewOptions } from '../../runtime/operation-options.ts';
import { rejectedCsv } from '../../runtime/reading/files.ts';
import { openCsv, storyRecords } from '../../runtime/reading/story-records.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { defineInternalCommand, idInPath } from '../command.ts';
import { concealCells, forActor } from '../concealed/concealed.ts';
import { concealDetail, concealReview } from '../concealed/concealed-review.ts';
import { omitUndefined } from '../omit-undefined.ts';

const RECORDS_PER_PAGE = 50;

/**
 * Throws UserErrors `job_unknown` and, for a job that has no file yet or sends nothing, such as a query without an
 * export, `job_without_result`.
 */
async function jobWithRecords(runtime: Runtime, id: number) {
  const job = await jobOf(runtime, id);
  if (!hasRecordsToSend(job)) throw new UserError('job_without_result', { id });
  return { job, upload: await runtime.uploads.get(uploadOf(job)), connector: connectorOf(job.connector) };
}

const pageInput = z.object({
  job: idInPath,
  status: z.enum(RECORD_STATUSES),
  code: z.string().optional(),
  column: z.string().optional(),
  after: z.int().nonnegative(),
});

/** A page of the matching records of a job's export, without their values. */
export const viewRecords = defineInternalCommand({
  id: 'viewRecords',
  permission: 'jobs.read',
  effect: 'reads',
  input: pageInput,
  async run({ job: id, status, after, ...filter }, runtime) {
    const { job, upload, connector } = await jobWithRecords(runtime, id);
    const query = { status, after, ...omitUndefined(filter) };
    const { header } = upload;
    const { records, facets } = await storyRecords(runtime, id);
    const list = await listRecords({ job, query, records, header, connector, limit: RECORDS_PER_PAGE });
    const codes = await countCodes(facets?.issues ?? (await runtime.records.issueCounts(id)), ({ severity, code }) =>
      records.count(id, { status: severity === 'error' ? outcomeOfError(code) : 'warned', code }),
    );
    return { fileGone: await unavailableReason(upload, runtime.files), facets, codes, ...list };
  },
});

function cellsView(id: string, permission: 'jobs.read' | 'values.show') {
  const showPersonal = permission === 'values.show';
  return defineInternalCommand({
    id,
    permission,
    effect: showPersonal ? 'shows' : 'reads',
    input: pageInput,
    async run({ job: jobId, after, status, ...filter }, runtime, actor): Promise<RecordValues> {
      const { job, upload, connector } = await jobWithRecords(runtime, jobId);
      const fileGone = await unavailableReason(upload, runtime.files);
      if (fileGone) return { fileGone, records: [], constants: [] };
      const { records, newest } = await storyRecords(runtime, job.id);
      const page = await records.page(job.id, { status, ...omitUndefined(filter) }, after, RECORDS_PER_PAGE);
      // With the fixes of the newest job, but all rows of the file: that job may have sent only some of the records.
      const source = runtime.fixedRowsOf(newest, upload);
      const options = { connector, job, source, showPersonal };
      const shown: RecordValues = {
        fileGone,
        records: await showCells(page, options),
        constants: constantCells(options),
      };
      return forActor(actor, shown, ({ records: all, constants }) => ({
        fileGone,
        records: all.map((recordValues) => ({ ...recordValues, cells: concealCells(recordValues.cells) })),
        constants: concealCells(constants),
      }));
    },
  });
}

/** The cells of a page of records; personal values are masked. */
export const viewCells = cellsView('viewCells', 'jobs.read');
export const viewPersonalCells = cellsView('viewPersonalCells', 'values.show');

function recordView(id: string, permission: 'jobs.read' | 'values.show') {
  const showPersonal = permission === 'values.show';
  return defineInternalCommand({
    id,
    permission,
    effect: showPersonal ? 'shows' : 'reads',
    input: z.object({ job: idInPath, record: idInPath }),
    async run({ job: jobId, record }, runtime, actor): Promise<RecordWithHistory> {
      const { records, jobs, files, effects } = runtime;
      const { upload, connector } = await jobWithRecords(runtime, jobId);
      const history = await recordHistory(runtime, { jobs: await runtime.stories.jobsOf(jobId), upload }, record);
      const job = await jobOf(runtime, decidingJobOf(history) ?? jobId);
      const noted = (await records.find(job.id, record)) ?? (await acceptedNote(history, record, records));
      if (!noted) {
        const notSentNoted = await records.count(job.id, { status: 'not_sent' });
        const isLeftOut = history.some((step) => step.job === job.id && step.outcome === 'left_out');
        const selection = await jobs.selection(job.id);
        const noDetails = whyNoDetails(job, record, { selection, isLeftOut, notSentNoted });
        return { record, noDetails, read: job.cursor.record, history };
      }
      const reason = await unavailableReason(upload, files);
      if (reason) return { ...bareRecord(noted, reason), history };
      const source = await runtime.rowsOfJob(job, upload);
      const shown = await showRecord(noted, { connector, job, source, showPersonal, effects });
      return { ...forActor(actor, shown, concealDetail), history };
    },
  });
}

/**
 * The job whose outcome counts for a record: the last in which it was accepted, otherwise the last in which it has an
 * outcome other than not sent or waiting.
 */
function decidingJobOf(history: readonly RecordStep[]): number | undefined {
  const decided = history.filter(({ outcome }) => outcome !== 'not_sent' && outcome !== 'waiting');
  return (decided.findLast(({ outcome }) => outcome === 'accepted') ?? decided.at(-1))?.job;
}

/**
 * A record that was accepted in a resend has no note there, so its position is read from another job that noted it.
 */
async function acceptedNote(
  history: readonly RecordStep[],
  record: number,
  records: Runtime['records'],
): Promise<NotedRecord | undefined> {
  if (history.length < 2 || !history.some(({ outcome }) => outcome === 'accepted')) return undefined;
  for (const { job } of history) {
    const earlier = await records.find(job, record);
    if (earlier) return { ...earlier, status: 'accepted', issues: [] };
  }
  return undefined;
}

/** The details of a record, or why there are none; personal values are masked. */
export const viewRecord = recordView('viewRecord', 'jobs.read');
export const viewPersonalRecord = recordView('viewPersonalRecord', 'values.show');

/** Records of a job as a CSV for fixing and resending; by default those that are open in its export. */
export const downloadRecords = defineInternalCommand({
  id: 'downloadRecords',
  permission: 'values.show',
  needsProof: true,
  effect: 'downloads',
  input: z.object({
    job: idInPath,
    statuses: z.array(z.enum(OUTCOMES)),
    bom: z.boolean(),
    spreadsheetSafe: z.boolean(),
    locale: z.enum(LOCALES),
  }),
  async run({ job: id, statuses, ...format }, runtime) {
    const { upload } = await jobWithRecords(runtime, id);
    const csv =
      statuses.length > 0
        ? await rejectedCsv(runtime, id, { statuses, ...format })
        : await openCsv(runtime, id, format);
    return {
      csv,
      name: `${upload.name.replace(/\.[^.]*$/, '')}-job-${id}-${fileSuffix(statuses)}.csv`,
    };
  },
});

function fileSuffix(statuses: readonly Outcome[]): string {
  if (statuses.length === 0) return 'rejected';
  return statuses.length === OUTCOMES.length ? 'all' : statuses.join('-').replace('_', '-');
}

/**
 * What the page for fixing records shows: nothing if the file no longer exists, and no review if the file was not
 * reviewed as the job read it.
 */
export const viewFixing = defineInternalCommand({
  id: 'viewFixing',
  permission: 'reviews.read',
  effect: 'reads',
  input: z.object({ job: idInPath }),
  async run({ job: id }, runtime, actor) {
    const { job, upload, connector } = await jobWithRecords(runtime, id);
    if (await unavailableReason(upload, runtime.files)) return undefined;
    const { mapping, constants } = job;
    const review = await runtime.reviews.find(upload.id);
    const isOfJob = review !== undefined && isReviewOf(review, job);
    return {
      header: upload.header,
      matching: { mapping, constants },
      hasOtherMapping: review !== undefined && !isOfJob,
      review: isOfJob
        ? forActor(actor, await viewReview(upload.id, reviewOptions(runtime, connector), job.id), concealReview)
        : undefined,
    };
  },
});
