import type { Readable } from 'node:stream';
import { NOT_ACCEPTED } from '../../core/job/job.ts';
import { jobOf } from '../../operations/jobs/control-job.ts';
import { applicableFixesBytes, readStory } from '../../operations/jobs/story/read-story.ts';
import type { OutcomeSource } from '../../operations/records/list-outcomes.ts';
import { facetsOfStory, recordsOfStory } from '../../operations/records/story-records.ts';
import type { Runtime } from '../runtime.ts';
import { type RejectedCsvOptions, rejectedCsv } from './files.ts';

/**
 * The records of the story that a job belongs to, with their newest outcomes; the story's newest job, with the fixes of
 * all its jobs; and, if the story has several jobs, the numbers for the filters of its records.
 */
export async function storyRecords(runtime: Runtime, id: number) {
  const jobs = await runtime.stories.jobsOf(id);
  if (jobs.length === 1) return { records: runtime.records, newest: await jobOf(runtime, id), facets: null };
  const story = await readStory(runtime, jobs);
  const records = recordsOfStory(runtime, jobs, story);
  const newest = jobs.at(-1) ?? (await jobOf(runtime, id));
  // A resend of an older job has only the fixes of that job.
  const fixesBytes = Math.max(newest.fixesBytes, ...jobs.map((job) => job.fixesBytes));
  return { records, newest: { ...newest, fixesBytes }, facets: await facetsOfStory(runtime, jobs, story) };
}

/**
 * Streams the open records of a job's story as CSV, with the errors of the job that decided them last, and with all
 * fixes. Fixes that were not sent yet are included, because they would otherwise be lost when the CSV is sent. Throws
 * the UserErrors of `rejectedCsv`.
 */
export async function openCsv(
  runtime: Runtime,
  id: number,
  format: Omit<RejectedCsvOptions, 'statuses' | 'newest'>,
): Promise<Readable> {
  await jobOf(runtime, id);
  const jobs = await runtime.stories.jobsOf(id);
  const { records, newest: job } = await storyRecords(runtime, id);
  const page: OutcomeSource['page'] = (_, after, limit) => records.page(id, { status: 'open' }, after, limit);
  // In a story with several jobs, the batches of a job have outcomes that a later job replaced.
  const batches: OutcomeSource['batches'] = async () => (jobs.length === 1 ? await runtime.records.batches(id) : []);
  const newest = { page, batches, fixed: { ...job, fixesBytes: await applicableFixesBytes(runtime, jobs) } };
  return rejectedCsv(runtime, jobs[0]?.id ?? id, { statuses: NOT_ACCEPTED, newest, ...format });
}
