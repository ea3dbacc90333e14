import type { Authentication } from '../../core/access/authentication.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import type { Delivery, FrozenExport, Job, RepeatChoice } from '../../core/job/job.ts';
import { destinationOf } from '../../core/job/job-destination.ts';
import type { JobQuery, Priority, QueryEngine } from '../../core/job/query.ts';
import { sqlInput } from '../../core/query/saved-query.ts';
import { BY_NAME, type Matching } from '../../core/record/plan.ts';
import { type FreezeOptions, freezeExport, NO_EXPORT } from '../exports/freeze-export.ts';

/** The export of a query's result. Without it, the result is only stored. */
export interface QueryExport {
  readonly connector: Connector;
  readonly authentication: Authentication;
  /** Unchecked input of a form or script. */
  readonly parameters: unknown;
  /** The mapping of the result; columns missing from it are matched by name. */
  readonly matching?: Matching;
  /** Fixes of the saved mapping, which become the first fixes of the result. */
  readonly savedFixes?: Job['savedFixes'];
  readonly alreadyAccepted?: 'skip' | 'send';
  readonly delivery?: Delivery;
  readonly repeats?: RepeatChoice;
  /** The destination of the job that is re-run; by default that of the authentication in this process. */
  readonly destination?: string | undefined;
}

export interface NewQueryJob {
  readonly type?: 'query' | 'activation';
  readonly database: string;
  readonly sql: string;
  readonly engine?: QueryEngine;
  /** The engine address of the job that is re-run; by default this process's Trino server, or null for DuckDB. */
  readonly engineAddress?: string | null | undefined;
  readonly export?: QueryExport | undefined;
  /** The value of TD_SCHEDULED_TIME, Unix seconds; by default the creation time of the job. */
  readonly plannedAt?: number | undefined;
  readonly priority?: Priority | undefined;
  readonly retryLimit?: number | undefined;
  /** Deduplication key: if a job with it exists, that job is returned. */
  readonly domainKey?: string | undefined;
}

export interface CreateQueryJobOptions extends FreezeOptions {
  readonly newJobs: {
    /** Returns the existing job with the same domain key, if any. */
    createQuery(
      job: FrozenExport &
        Pick<Job, 'savedFixes' | 'authenticationId'> & { type: 'query' | 'activation'; query: JobQuery },
    ): Promise<Job>;
  };
  /** Throws a UserError if the database or the engine is unavailable. */
  readonly refuseUnknownDatabase: (query: Pick<JobQuery, 'database' | 'engine'>) => void;
}

/**
 * Creates a queued job that runs the query and exports its result, if requested. Throws a UserError, before any job
 * exists, for an unknown database, an unavailable engine, an empty query, or invalid parameters. The engine validates
 * the query when it runs.
 */
export async function createQueryJob(newJob: NewQueryJob, options: CreateQueryJobOptions): Promise<Job> {
  const { type = 'query', database, sql, engine = 'duckdb', priority = 0, retryLimit = 0, domainKey = null } = newJob;
  parseInput(sqlInput, { sql });
  options.refuseUnknownDatabase({ database, engine });
  const plannedAt = newJob.plannedAt ?? Math.floor(options.clock.now() / 1000);
  const { engineAddress = engine === 'trino' ? options.addresses.trino : null } = newJob;
  const query: JobQuery = { database, sql, engine, engineAddress, plannedAt, priority, retryLimit, domainKey };
  const { export: queryExport } = newJob;
  if (!queryExport) {
    const frozen = freezeExport(NO_EXPORT, options);
    return options.newJobs.createQuery({ ...frozen, type, query, authenticationId: null, savedFixes: [] });
  }
  const { connector, authentication, parameters, matching = BY_NAME, alreadyAccepted = 'skip' } = queryExport;
  const { delivery = 'at_least_once', repeats = 'keep', savedFixes = [] } = queryExport;
  const checked = parseInput(connector.parameters, parameters);
  const { destination = destinationOf(authentication, options.addresses) } = queryExport;
  const choices = { alreadyAccepted, delivery, repeats };
  const frozen = freezeExport({ connector, destination, checked, matching, ...choices }, options);
  return options.newJobs.createQuery({ ...frozen, type, query, savedFixes, authenticationId: authentication.id });
}
