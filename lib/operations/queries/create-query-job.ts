import type { Authentication } from '../../core/access/authentication.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import type { Delivery, FrozenExport, Job } from '../../core/job/job.ts';
import { destinationOf } from '../../core/job/job-destination.ts';
import type { JobQuery, Priority, QueryEngine } from '../../core/job/query.ts';
import { sqlInput } from '../../core/query/saved-query.ts';
import { BY_NAME, type Matching } from '../../core/record/plan.ts';
import { type FreezeOptions, freezeExport, NO_EXPORT } from '../exports/freeze-export.ts';

/** Where a query's result goes. Without it, it is kept to be looked at. */
export interface QueryExport {
  readonly connector: Connector;
  readonly authentication: Authentication;
  /** As a form or a script gave them, not checked yet. */
  readonly parameters: unknown;
  /** Which field each column of the result feeds; columns it does not name are matched by name. */
  readonly matching?: Matching;
  readonly alreadyAccepted?: 'skip' | 'send';
  readonly delivery?: Delivery;
  /** The destination of the job that is rerun; by default that of this process. */
  readonly destination?: string | undefined;
}

export interface NewQueryJob {
  readonly database: string;
  readonly sql: string;
  readonly engine?: QueryEngine;
  /** The engine of the job that is rerun; by default that of this process. */
  readonly engineAddress?: string | null | undefined;
  readonly export?: QueryExport | undefined;
  /** What TD_SCHEDULED_TIME says, Unix seconds; without it, the job's own time. */
  readonly plannedAt?: number | undefined;
  readonly priority?: Priority | undefined;
  readonly retryLimit?: number | undefined;
  /** A second job with it is not made: the first one is answered. */
  readonly domainKey?: string | undefined;
}

export interface CreateQueryJobOptions extends FreezeOptions {
  readonly newJobs: {
    /** The job with the same domain key where there is one already. */
    createQuery(job: FrozenExport & { query: JobQuery; authenticationId: number | null }): Job;
  };
  /** Throws the UserError that says why a query has nothing to run on. */
  readonly refuseUnknownDatabase: (query: Pick<JobQuery, 'database' | 'engine'>) => void;
}

/**
 * Makes a job that waits to be executed: it runs the query, and sends the result where it is to go. Throws a UserError,
 * before any job exists, for a database or an engine that is not there, an empty query, and parameters that cannot be meant. Whether
 * the query is right is for the engine to say, when it runs.
 */
export function createQueryJob(newJob: NewQueryJob, options: CreateQueryJobOptions): Job {
  const { database, sql, engine = 'duckdb', priority = 0, retryLimit = 0, domainKey = null } = newJob;
  parseInput(sqlInput, { sql });
  options.refuseUnknownDatabase({ database, engine });
  const plannedAt = newJob.plannedAt ?? Math.floor(options.clock.now() / 1000);
  const { engineAddress = engine === 'trino' ? options.addresses.trino : null } = newJob;
  const query: JobQuery = { database, sql, engine, engineAddress, plannedAt, priority, retryLimit, domainKey };
  const { export: to } = newJob;
  if (!to) return options.newJobs.createQuery({ ...freezeExport(NO_EXPORT, options), query, authenticationId: null });
  const { connector, authentication, parameters, matching = BY_NAME, alreadyAccepted = 'skip' } = to;
  const { delivery = 'at_least_once' } = to;
  const checked = parseInput(connector.parameters, parameters);
  const { destination = destinationOf(authentication, options.addresses) } = to;
  const frozen = freezeExport({ connector, destination, checked, matching, alreadyAccepted, delivery }, options);
  return options.newJobs.createQuery({ ...frozen, query, authenticationId: authentication.id });
}
