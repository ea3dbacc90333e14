import { hasRecordsToSend, type Job } from '../../../core/job/job.ts';
import { countOpenRecords, type StoryStep } from '../../../core/job/story.ts';
import { LruCache } from '../../../core/lru-cache.ts';
import { sizeOf } from '../../../core/record/selection.ts';
import { FixesUnreadable, leftOutIn, leftOutTotalRows, noneIfDeleted } from '../../../core/review/fixer.ts';
import type { LeftOutRecords, OpenReason, StorySum } from '../../../core/view/story-view.ts';
import { applicableFixesBytes, readStory, type StoryOptions } from './read-story.ts';

/** What is cached of a story: only numbers, however many records it has. */
export interface StoryNumbers {
  readonly records: StorySum['records'];
  readonly steps: readonly StoryStep[];
  /** Open records that a person has left out since the first job. */
  readonly leftOut: number;
  /** Records that were not sent, except those left out; null if the counters of a single job are the sum. */
  readonly unsent: number | null;
}

const MAX_STORIES = 500;

/**
 * The sums of stories that a process has computed. Pages request them every second, but they change only with the
 * counters of the jobs and with fixes.
 */
export class StorySums {
  readonly #numbers = new LruCache<string, Promise<StoryNumbers>>(MAX_STORIES);
  readonly #leftOutBefore = new LruCache<string, Promise<LeftOutRecords | null>>(MAX_STORIES);
  readonly #reasons = new LruCache<string, Promise<readonly OpenReason[]>>(MAX_STORIES);

  numbers(key: string, compute: () => Promise<StoryNumbers>): Promise<StoryNumbers> {
    return cached(this.#numbers, key, compute);
  }

  leftOutBefore(key: string, compute: () => Promise<LeftOutRecords | null>): Promise<LeftOutRecords | null> {
    return cached(this.#leftOutBefore, key, compute);
  }

  reasons(key: string, compute: () => Promise<readonly OpenReason[]>): Promise<readonly OpenReason[]> {
    return cached(this.#reasons, key, compute);
  }
}

/** Caches a computation, unless it fails. */
function cached<T>(cache: LruCache<string, Promise<T>>, key: string, compute: () => Promise<T>): Promise<T> {
  const existing = cache.get(key);
  if (existing) return existing;
  const computing = cache.set(key, compute());
  computing.catch(() => cache.delete(key));
  return computing;
}

export interface StorySumOptions extends StoryOptions {
  readonly storySums: StorySums;
}

/**
 * The sum of the export that a job belongs to. Null for a job that sends nothing or has no records yet. Null also if
 * the fixes of its file cannot be read: the sum is part of lists of jobs, which must not fail because of one job.
 */
export async function readStorySum(options: StorySumOptions, job: Job): Promise<StorySum | null> {
  if (!hasRecordsToSend(job)) return null;
  const jobs = await options.stories.jobsOf(job.id);
  const numbers = await numbersOf(options, jobs).catch(nullIfUnreadable);
  if (numbers === null) return null;
  const { records } = numbers;
  return { first: jobs[0]?.id ?? job.id, jobs: jobs.length, records, open: countOpenRecords(records) };
}

function nullIfUnreadable(error: unknown): null {
  if (error instanceof FixesUnreadable) return null;
  throw error;
}

/** A key for the numbers of a story, which change only if the key changes. */
export async function storyKey(options: Pick<StoryOptions, 'reviews'>, jobs: readonly Job[]): Promise<string> {
  const parts = jobs.map(({ id, cursor, records, state }) => [id, cursor.record, ...Object.values(records), state]);
  return JSON.stringify([await applicableFixesBytes(options, jobs), ...parts]);
}

export async function numbersOf(options: StorySumOptions, jobs: readonly Job[]): Promise<StoryNumbers> {
  const [first] = jobs;
  if (first && jobs.length === 1 && !(await mayBeLeftOutSince(options, first))) {
    // The counters of a single job are the sum.
    const { records } = first;
    const step = { job: first.id, accepted: records.accepted, open: countOpenRecords(records) };
    return { records, steps: [step], leftOut: 0, unsent: null };
  }
  return options.storySums.numbers(await storyKey(options, jobs), async () => {
    const { records, steps, results } = await readStory(options, jobs);
    const leftOutResults = results.filter(({ result }) => result === 'left_out');
    const unsent = records.not_sent - leftOutResults.reduce((sum, result) => sum + sizeOf(result.records), 0);
    return { records, steps, leftOut: (steps.at(-1)?.open ?? 0) - countOpenRecords(records), unsent };
  });
}

/** Whether a person may have left out open records of a job since it was created. */
async function mayBeLeftOutSince(options: StorySumOptions, job: Job): Promise<boolean> {
  return countOpenRecords(job.records) > 0 && (await applicableFixesBytes(options, [job])) > job.fixesBytes;
}

/** The records that were left out of a job's file before the job was created; they never change. */
export async function leftOutBefore(options: StorySumOptions, job: Job): Promise<LeftOutRecords | null> {
  const { id, uploadId, fixesBytes } = job;
  if (uploadId === null || fixesBytes === 0) return null;
  const { folder, deleted } = await options.uploads.get(uploadId);
  if (deleted) return null;
  return options.storySums.leftOutBefore(`${id} ${fixesBytes}`, async () => {
    const fixes = await options.files.fixes(folder, fixesBytes).catch(noneIfDeleted);
    const records = sizeOf(leftOutIn(fixes));
    return records === 0 ? null : { records, totalRow: leftOutTotalRows(fixes).at(-1)?.[1] ?? null };
  });
}
