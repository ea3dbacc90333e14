import { intersect, type Selection, sizeOf, subtract, union } from '../record/selection.ts';
import { countNotAccepted, type RecordCounts } from './job.ts';

/** An outcome that a record can keep; `left_out` records were read and deliberately not sent. */
export const RESULTS = ['rejected', 'invalid', 'uncertain', 'left_out'] as const;
export type Result = (typeof RESULTS)[number];

/**
 * What one job did with the records that it read. A record in none of the other selections was not sent. `read` and
 * `accepted` may contain numbers of records that were excluded before the job, which never reached it; `counts` are
 * exact.
 */
export interface JobOutcomes extends Readonly<Record<Result | 'accepted', Selection>> {
  readonly job: number;
  readonly read: Selection;
  readonly counts: Pick<RecordCounts, 'read' | 'accepted'>;
}

/** Records whose newest outcome is another than accepted, and the job that this outcome comes from. */
export interface OpenRecords {
  readonly job: number;
  readonly result: Result;
  readonly records: Selection;
}

/** One job of a story. */
export interface StoryStep {
  readonly job: number;
  /** Records that were accepted in this job and in none before. */
  readonly accepted: number;
  /** Records that were neither accepted nor left out after this job. */
  readonly open: number;
}

/** An export as a whole: its first job, and all jobs that sent records of it again. */
export interface Story {
  readonly steps: readonly StoryStep[];
  readonly records: RecordCounts;
  readonly accepted: Selection;
  readonly results: readonly OpenRecords[];
}

/**
 * The outcome of every record over all jobs of a story, in the order of the jobs: a record is accepted if any job got
 * it accepted; otherwise its newest outcome counts. A job that did not send a record says nothing about it. `leftOut`
 * are records that a person has excluded since.
 */
export function sumStory(jobs: readonly JobOutcomes[], leftOut: Selection = []): Story {
  let [read, accepted]: [Total, Total] = [NOTHING, NOTHING];
  let results: readonly OpenRecords[] = [];
  const steps: StoryStep[] = [];
  for (const each of jobs) {
    const before = accepted.count;
    read = added(read, each.read, each.counts.read);
    accepted = added(accepted, each.accepted, each.counts.accepted);
    results = withoutAccepted([...replaced(results, each), ...resultsOf(each)], accepted.records);
    steps.push({ job: each.job, accepted: accepted.count - before, open: countOpen(results) });
  }
  const current = leftOut.length === 0 ? results : results.flatMap((result) => excluded(result, leftOut));
  const records = countsOf(read.count, accepted.count, current);
  return { steps, records, accepted: accepted.records, results: current };
}

interface Total {
  readonly records: Selection;
  readonly count: number;
}

const NOTHING: Total = { records: [], count: 0 };

/** Records that are already part of the total are not counted again. */
function added(total: Total, records: Selection, count: number): Total {
  const known = Math.min(count, sizeOf(intersect(records, total.records)));
  return { records: union(total.records, records), count: total.count + count - known };
}

/** How many records of a story wait for a person: they were neither accepted nor left out. */
export function openOf(records: RecordCounts): number {
  return countNotAccepted(records);
}

function resultsOf(outcomes: JobOutcomes): OpenRecords[] {
  return RESULTS.map((result) => ({ job: outcomes.job, result, records: outcomes[result] }));
}

/** Earlier results, without the records that have an outcome in this job. */
function replaced(results: readonly OpenRecords[], outcomes: JobOutcomes): OpenRecords[] {
  const decided = RESULTS.map((result) => outcomes[result]).reduce(union, []);
  return results.map((each) => ({ ...each, records: subtract(each.records, decided) }));
}

function withoutAccepted(results: readonly OpenRecords[], accepted: Selection): OpenRecords[] {
  return results.map((each) => ({ ...each, records: subtract(each.records, accepted) }));
}

/** The result, and the part of it that a person has left out since. */
function excluded(result: OpenRecords, leftOut: Selection): OpenRecords[] {
  if (result.result === 'left_out') return [result];
  return [
    { ...result, records: subtract(result.records, leftOut) },
    { job: result.job, result: 'left_out', records: intersect(result.records, leftOut) },
  ];
}

function countOpen(results: readonly OpenRecords[]): number {
  return results.reduce((sum, { result, records }) => sum + (result === 'left_out' ? 0 : sizeOf(records)), 0);
}

/** As in a job, `not_sent` is what was read and has no other outcome, so that the sum is always correct. */
function countsOf(read: number, accepted: number, results: readonly OpenRecords[]): RecordCounts {
  const count = (result: Result) =>
    results.reduce((sum, each) => sum + (each.result === result ? sizeOf(each.records) : 0), 0);
  const [rejected, invalid, uncertain] = [count('rejected'), count('invalid'), count('uncertain')];
  return { read, accepted, rejected, invalid, not_sent: read - accepted - rejected - invalid - uncertain, uncertain };
}
