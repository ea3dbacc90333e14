import { hasRecordsToSend, type Job } from '../../../core/job/job.ts';
import { countOpenRecords } from '../../../core/job/story.ts';
import type { StoryView } from '../../../core/view/story-view.ts';
import { hasReadToEnd } from '../../records/not-sent.ts';
import { openReasons, type ReasonOptions } from './open-reasons.ts';
import { leftOutBefore, numbersOf } from './story-sums.ts';

/** The export that a job belongs to, with its jobs and open records; null for a job without records to send. */
export async function viewStory(options: ReasonOptions, job: Job): Promise<StoryView | null> {
  if (!hasRecordsToSend(job)) return null;
  const jobs = await options.stories.jobsOf(job.id);
  const { records, steps, leftOut, unsent } = await numbersOf(options, jobs);
  const open = countOpenRecords(records);
  const changes = new Map(steps.map(({ job: id, ...change }) => [id, change]));
  return {
    first: jobs[0]?.id ?? job.id,
    jobs: jobs.length,
    records,
    open,
    leftOut,
    unsent,
    leftOutBefore: await leftOutBefore(options, jobs[0] ?? job),
    hasUnreadRecords: await hasNoneReadToEnd(options, jobs),
    reasons: open === 0 ? [] : await openReasons(options, jobs),
    steps: jobs.map(({ id, state, parentId, fixesBytes, records: jobRecords, createdAt, startedAt }) => ({
      id,
      state,
      records: jobRecords,
      createdAt,
      startedAt,
      ...(changes.get(id) ?? { accepted: 0, open: 0 }),
      isFixed: parentId !== null && fixesBytes > (jobs.find((other) => other.id === parentId)?.fixesBytes ?? 0),
    })),
  };
}

/** Whether none of the jobs has read the file to its end. */
async function hasNoneReadToEnd(options: ReasonOptions, jobs: readonly Job[]): Promise<boolean> {
  const { uploads } = options;
  for (const job of jobs)
    if (job.uploadId !== null && (await hasReadToEnd(options, job, await uploads.get(job.uploadId)))) return false;
  return true;
}
