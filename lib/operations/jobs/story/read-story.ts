import { LEFT_OUT_CODES } from '../../../core/delivery/settle.ts';
import { countNotAccepted, type Job } from '../../../core/job/job.ts';
import { type JobOutcomes, type Story, sumStory } from '../../../core/job/story.ts';
import { isSameMatching } from '../../../core/matching/same-matching.ts';
import {
  intersect,
  mergeRanges,
  type Selection,
  sizeOf,
  subtract,
  takeFirst,
  union,
} from '../../../core/record/selection.ts';
import type { Fix } from '../../../core/review/fix.ts';
import { leftOutIn, noneIfDeleted } from '../../../core/review/fixer.ts';
import type { Review } from '../../../core/review/review.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import type { NotSentOptions } from '../../records/not-sent.ts';

export interface StoryOptions extends NotSentOptions {
  readonly stories: { jobsOf(id: number): Promise<readonly Job[]> };
  readonly uploads: { get(id: number): Promise<Upload> };
  readonly reviews: { find(uploadId: number): Promise<Review | undefined> };
  readonly files: { fixes(folder: string, bytes: number): Promise<readonly Fix[]> };
}

/** The outcomes of all records of an export, from the ledgers of its `jobs`, which are sorted oldest first. */
export async function readStory(options: StoryOptions, jobs: readonly Job[]): Promise<Story> {
  const outcomes = await Promise.all(jobs.map((job) => outcomesOf(options, job)));
  return sumStory(outcomes, await leftOutSince(options, jobs));
}

/**
 * What a job did with its records. Records in the range of a settled batch were accepted, unless the ledger has another
 * outcome for them.
 */
export async function outcomesOf({ jobs, ranges }: NotSentOptions, job: Job): Promise<JobOutcomes> {
  const { id, cursor, records } = job;
  const upToCursor: Selection = cursor.record === 0 ? [] : [[1, cursor.record]];
  const read = intersect((await jobs.selection(id)) ?? upToCursor, upToCursor);
  const rejected = await ranges.noted(id, ['rejected']);
  const invalid = await ranges.noted(id, ['invalid']);
  const withLeftOutCode = mergeRanges(
    (await Promise.all(LEFT_OUT_CODES.map((code) => ranges.withCode(id, code)))).flat(),
  );
  const left_out = withLeftOutCode.length === 0 ? [] : intersect(await ranges.noted(id, ['not_sent']), withLeftOutCode);
  const unsent = [rejected, invalid, left_out].reduce(union, []);
  const uncertain = await uncertainOf(ranges, job, subtract(read, unsent));
  const notAccepted = union(unsent, uncertain);
  const accepted = subtract(intersect(read, mergeRanges(await ranges.settled(id))), notAccepted);
  return { job: id, read, counts: records, accepted, rejected, invalid, uncertain, left_out };
}

/**
 * The uncertain records among those that a job sent. For a batch whose file was deleted, no uncertain records are
 * noted, but the job's count of them is exact. Therefore the first records of such batches are added until the count is
 * reached, although the ranges of the batches may also contain records that were excluded before the job.
 */
async function uncertainOf(
  ranges: NotSentOptions['ranges'],
  { id, records }: Job,
  sent: Selection,
): Promise<Selection> {
  const noted = await ranges.noted(id, ['uncertain']);
  const missing = records.uncertain - sizeOf(noted);
  if (missing <= 0) return noted;
  const notNoted = subtract(intersect(sent, mergeRanges(await ranges.uncertain(id))), noted);
  return union(noted, takeFirst(notNoted, missing));
}

/** The length of the fixes that apply to an export: those that its jobs include, and later ones with its mapping. */
export async function applicableFixesBytes(
  { reviews }: Pick<StoryOptions, 'reviews'>,
  jobs: readonly Job[],
): Promise<number> {
  const newest = jobs.at(-1);
  const bytesInJobs = Math.max(0, ...jobs.map(({ fixesBytes }) => fixesBytes));
  if (newest === undefined || newest.uploadId === null) return bytesInJobs;
  const review = await reviews.find(newest.uploadId);
  const hasSameMapping = review?.connector === newest.connector && isSameMatching(review, newest);
  return hasSameMapping ? Math.max(bytesInJobs, review.fixesBytes) : bytesInJobs;
}

/**
 * The records that a person has left out, before or since the first job. None if nothing was fixed since that job, if
 * all records were accepted, or if the file was deleted.
 */
async function leftOutSince(options: StoryOptions, jobs: readonly Job[]): Promise<Selection> {
  const [first] = jobs;
  const bytes = await applicableFixesBytes(options, jobs);
  if (!first || first.uploadId === null || bytes <= first.fixesBytes) return [];
  if (jobs.every(({ records }) => countNotAccepted(records) === 0)) return [];
  const { folder, deleted } = await options.uploads.get(first.uploadId);
  if (deleted) return [];
  return leftOutIn(await options.files.fixes(folder, bytes).catch(noneIfDeleted));
}
