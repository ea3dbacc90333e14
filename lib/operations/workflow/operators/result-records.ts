import type { Job } from '../../../core/job/job.ts';
import type { TaskOutcome } from '../../../core/workflow/attempt/task-record.ts';
import type { ConfigMap, ConfigValue } from '../../../core/workflow/config/config-node.ts';

/** The first records of a job's result, with typed values. */
export interface ResultRecords {
  readonly columns: readonly string[];
  readonly records: readonly (readonly ConfigValue[])[];
}

export interface ResultPorts {
  readonly readResult: (job: number, limit: number) => Promise<ResultRecords>;
  /** How many records the result of a query has; undefined for a job that runs no query. */
  readonly countResult: (job: Pick<Job, 'id'>) => Promise<number | undefined>;
}

/** A record as a map of its values by column name. */
export function recordMap(columns: readonly string[], record: readonly ConfigValue[]): ConfigMap {
  return Object.fromEntries(columns.map((column, index) => [column, record[index] ?? null]));
}

/**
 * The outcome of a task whose job has succeeded: later tasks see the job, and with `isStored` also the first record of
 * its result, in place of an earlier record.
 */
export async function jobOutcome(
  { readResult, countResult }: ResultPorts,
  job: Job,
  { isStored, hasResult }: { readonly isStored: boolean; readonly hasResult: boolean },
): Promise<TaskOutcome> {
  const id = String(job.id);
  const facts = { last_job_id: id, last_job: { id, num_records: (await countResult(job)) ?? job.records.read } };
  if (!isStored) return { kind: 'success', stored: { td: facts } };
  const { columns, records } = hasResult ? await readResult(job.id, 1) : { columns: [], records: [] };
  const [first] = records;
  const last_results = first ? recordMap(columns, first) : {};
  return { kind: 'success', resets: ['td.last_results'], stored: { td: { ...facts, last_results } } };
}
