import { activationSql } from '../../core/audience/activation/activation-sql.ts';
import type { Activation } from '../../core/audience/activation/saved-activation.ts';
import { audienceDatabase } from '../../core/audience/audience-database.ts';
import type { Segment } from '../../core/audience/segment.ts';
import type { Job } from '../../core/job/job.ts';
import type { Scheduled } from '../../core/schedule/planned-run.ts';
import { resolveTarget } from '../exports/resolve-export.ts';
import { type CreateQueryJobOptions, createQueryJob } from '../queries/create-query-job.ts';
import { activationContext } from './activations/activation-context.ts';
import { builtColumns, type RuleOptions } from './rule-context.ts';

type TargetOptions = Parameters<typeof resolveTarget>[1];

export type ActivationJobOptions = CreateQueryJobOptions &
  TargetOptions &
  Omit<RuleOptions, 'workbench' | 'engine' | 'trino'> & {
    readonly activations: { get(id: number): Activation };
    readonly segments: { get(id: number): Segment };
  };

/**
 * Creates the job of an activation: a query on the build in use, whose result is exported. Only writes to the database. Throws
 * a UserError if the build lacks a column, or there is none.
 */
export function makeActivationJob(options: ActivationJobOptions, id: number, plannedAt: number): Job {
  const { output, ...activation } = options.activations.get(id);
  const segment = options.segments.get(activation.segment);
  const { parentSegment } = segment;
  const { columns } = builtColumns(options, parentSegment);
  const seconds = Math.floor(plannedAt / 1000);
  const sql = activationSql(output, {
    ...activationContext(options, segment, columns),
    ...{ time: seconds, timeZone: activation.schedule?.timeZone ?? 'UTC' },
  });
  const to = resolveTarget(activation, options);
  const database = audienceDatabase(parentSegment);
  return createQueryJob({ type: 'activation', database, sql, plannedAt: seconds, export: to }, options);
}

export type RunActivationOptions = ActivationJobOptions & {
  readonly plannedRuns: {
    inOneTransaction<T>(work: () => T): T;
    addManualRun(run: { scheduled: Scheduled; plannedAt: number; jobId: number }): void;
  };
};

/** Runs an activation now, even if another run has not ended. */
export function runActivation(options: RunActivationOptions, id: number): Job {
  const { plannedRuns, clock } = options;
  return plannedRuns.inOneTransaction(() => {
    const plannedAt = clock.now() - (clock.now() % 1000);
    const job = makeActivationJob(options, id, plannedAt);
    plannedRuns.addManualRun({ scheduled: { kind: 'activation', id }, plannedAt, jobId: job.id });
    return job;
  });
}
