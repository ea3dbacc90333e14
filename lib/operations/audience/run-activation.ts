import { activationSql } from '../../core/audience/activation/activation-sql.ts';
import type { Activation } from '../../core/audience/activation/saved-activation.ts';
import { audienceDatabase } from '../../core/audience/audience-database.ts';
import type { Segment } from '../../core/audience/segment.ts';
import type { Job } from '../../core/job/job.ts';
import { type Scheduled, wholeSecond } from '../../core/schedule/planned-run.ts';
import type { InOneTransaction } from '../../core/transaction.ts';
import { resolveTarget } from '../exports/resolve-export.ts';
import { type CreateQueryJobOptions, createQueryJob } from '../queries/create-query-job.ts';
import { activationContext } from './activations/activation-context.ts';
import { builtTables, type RuleOptions } from './rule-context.ts';

type TargetOptions = Parameters<typeof resolveTarget>[1];

export type ActivationJobOptions = CreateQueryJobOptions &
  TargetOptions &
  Omit<RuleOptions, 'workbench' | 'engine' | 'trino'> & {
    readonly activations: { get(id: number): Promise<Activation> };
    readonly segments: { get(id: number): Promise<Segment> };
  };

/**
 * Creates the job of an activation: a query on the build in use, whose result is exported. Uses only the database, so
 * that it can run in a transaction. Throws a UserError for what `activationProblems` reports, with one exception: an
 * output that cannot be sent is refused only once the job has the result of its query.
 */
export async function makeActivationJob(
  options: ActivationJobOptions,
  id: number,
  plannedAt: number,
  domainKey?: string | undefined,
): Promise<Job> {
  const { output, ...activation } = await options.activations.get(id);
  const segment = await options.segments.get(activation.segment);
  const { parentSegment } = segment;
  const { tables } = await builtTables(options, parentSegment);
  const plannedSeconds = Math.floor(plannedAt / 1000);
  const sql = activationSql(output, {
    ...(await activationContext(options, segment, tables)),
    time: plannedSeconds,
    timeZone: activation.schedule?.timeZone ?? 'UTC',
  });
  const target = await resolveTarget(activation, options);
  const database = audienceDatabase(parentSegment);
  return createQueryJob(
    { type: 'activation', database, sql, plannedAt: plannedSeconds, domainKey, export: target },
    options,
  );
}

export type RunActivationOptions = ActivationJobOptions & {
  readonly inOneTransaction: InOneTransaction;
  readonly plannedRuns: {
    addManualRun(run: { scheduled: Scheduled; plannedAt: number; jobId: number }): Promise<void>;
  };
};

/** Runs an activation now, even if another run has not ended. `domainKey` is the deduplication key of the job. */
export async function runActivation(
  options: RunActivationOptions,
  id: number,
  domainKey?: string | undefined,
): Promise<Job> {
  const { plannedRuns, clock } = options;
  return options.inOneTransaction(async () => {
    const plannedAt = wholeSecond(clock.now());
    const job = await makeActivationJob(options, id, plannedAt, domainKey);
    await plannedRuns.addManualRun({ scheduled: { kind: 'activation', id }, plannedAt, jobId: job.id });
    return job;
  });
}
