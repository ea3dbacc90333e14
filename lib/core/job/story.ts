import { intersect, type Selection, sizeOf, subtract, union } from '../record/selection.ts';
import { countNotAccepted, type RecordCounts } from './job.ts';

/** A final outcome other than accepted; `left_out` records were read and deliberately not sent. */
const RESULTS = ['rejected', 'invalid', 'uncertain', 'left_out'] as const;
export type Result = (typeof RESULTS)[number];

/**
 * What one job did with the records that it read. A record that is only in `read` was not sent. `read` and `accepted`
 * may contain numbers of records that were left out before the job and never reached it; `counts` are exact.
 */
export interface JobOutcomes extends Readonly<Record<Result | 'accepted', Selection>> {
  readonly job: number;
  readonly read: Selection;
  readonly counts: Pick<RecordCounts, 'read' | 'accepted'>;
}

/** Records whose newest outcome is not accepted, and the job that this outcome comes from. */
export interface ResultRecords {
  readonly job: number;
  readonly result: Result;
  readonly records: Selection;
}

/** One job of a story. */
export interface StoryStep {
  readonly job: number;
  /** How many records were accepted in this job and in none before. */
  readonly accepted: number;
  /** How many records were still open after this job. */
  readonly open: number;
}

/** An export as a whole: its first job, and all jobs that sent records of it again. */
export interface Story {
  readonly steps: readonly StoryStep[];
  readonly records: RecordCounts;
  readonly accepted: Selection;
  readonly results: readonly ResultRecords[];
}

/**
 * The outcome of every record over all jobs of a story, in the order of the jobs. A record is accepted if it was
 * accepted in any job; otherwise its newest outcome counts. A job that did not send a record says nothing about it.
 * `leftOut` are records that a person has left out since the first job.
 */
export function sumStory(jobs: readonly JobOutcomes[], leftOut: Selection = []): Story {
  let read = NOTHING;
  let accepted = NOTHING;
  let results: readonly ResultRecords[] = [];
  const steps: StoryStep[] = [];
  for (const outcomes of jobs) {
    const acceptedBefore = accepted.count;
    read = addTo(read, outcomes.read, outcomes.counts.read);
    accepted = addTo(accepted, outcomes.accepted, outcomes.counts.accepted);
    results = withoutAccepted([...withoutDecided(results, outcomes), ...resultsOf(outcomes)], accepted.records);
    steps.push({ job: outcomes.job, accepted: accepted.count - acceptedBefore, open: countOpen(results) });
  }
  const current = leftOut.length === 0 ? results : results.flatMap((result) => splitLeftOut(result, leftOut));
  const records = countsOf(read.count, accepted.count, current);
  return { steps, records, accepted: accepted.records, results: current };
}

/** Records, and how many of them count: their numbers may include records that never reached a job. */
interface Total {
  readonly records: Selection;
  readonly count: number;
}

/** The total before the first job. */
const NOTHING: Total = { records: [], count: 0 };

/** Adds records to a total. Records that are already part of the total are not counted again. */
function addTo(total: Total, records: Selection, count: number): Total {
  const alreadyCounted = Math.min(count, sizeOf(intersect(records, total.records)));
  return { records: union(total.records, records), count: total.count + count - alreadyCounted };
}

/** How many records of a story wait for a person: those whose newest outcome is rejected, invalid or uncertain. */
export function countOpenRecords(records: RecordCounts): number {
  return countNotAccepted(records);
}

function resultsOf(outcomes: JobOutcomes): ResultRecords[] {
  return RESULTS.map((result) => ({ job: outcomes.job, result, records: outcomes[result] }));
}

/** Earlier results, without the records that have an outcome in this job. */
function withoutDecided(results: readonly ResultRecords[], outcomes: JobOutcomes): ResultRecords[] {
  const decided = RESULTS.map((result) => outcomes[result]).reduce(union, []);
  return results.map((result) => ({ ...result, records: subtract(result.records, decided) }));
}

function withoutAccepted(results: readonly ResultRecords[], accepted: Selection): ResultRecords[] {
  return results.map((result) => ({ ...result, records: subtract(result.records, accepted) }));
}

/** The result without the records that a person has left out, and these records as left out. */
function splitLeftOut(result: ResultRecords, leftOut: Selection): ResultRecords[] {
  if (result.result === 'left_out') return [result];
  return [
    { ...result, records: subtract(result.records, leftOut) },
    { job: result.job, result: 'left_out', records: intersect(result.records, leftOut) },
  ];
}

function countOpen(results: readonly ResultRecords[]): number {
  return results.reduce((sum, { result, records }) => sum + (result === 'left_out' ? 0 : sizeOf(records)), 0);
}

/** The counts of a story. As in a job, `not_sent` counts what was read and has no other outcome, so the sum adds up. */
function countsOf(read: number, accepted: number, results: readonly ResultRecords[]): RecordCounts {
  const count = (result: Result) =>
    results.reduce((sum, entry) => sum + (entry.result === result ? sizeOf(entry.records) : 0), 0);
  const rejected = count('rejected');
  const invalid = count('invalid');
  const uncertain = count('uncertain');
  return { read, accepted, rejected, invalid, not_sent: read - accepted - rejected - invalid - uncertain, uncertain };
}
