import type { Job } from '../../core/job/job.ts';
import type { QueryChoice } from '../../core/query/saved-query.ts';
import { type NamedMappings, namedExport } from '../exports/named-mapping.ts';
import { resolveTarget } from '../exports/resolve-export.ts';
import { type CreateQueryJobOptions, createQueryJob } from './create-query-job.ts';

/**
 * Creates the job of a query with `plannedAt` as its planned time. Awaits only the database, so that it can be part of
 * a transaction. Throws a UserError if the job cannot be created.
 */
export type MakeQueryJob = (
  query: Omit<QueryChoice, 'name'>,
  plannedAt: number,
  domainKey?: string | undefined,
) => Promise<Pick<Job, 'id'>>;

/** Creates the job of a saved or written query. Throws as `resolveTarget` and `createQueryJob` do. */
export async function makeQueryJob(
  ports: CreateQueryJobOptions & NamedMappings & Parameters<typeof resolveTarget>[1],
  { export: target, ...query }: Omit<QueryChoice, 'name'>,
  plannedAt: number,
  domainKey?: string | undefined,
): Promise<Job> {
  const { database, sql, engine, priority, retryLimit } = query;
  const plannedQuery = {
    database,
    sql,
    engine,
    priority,
    retryLimit,
    domainKey,
    plannedAt: Math.floor(plannedAt / 1000),
  };
  if (target === null) return createQueryJob(plannedQuery, ports);
  const { mapping, constants, alreadyAccepted, delivery, repeats } = target;
  const queryExport = {
    ...(await resolveTarget(target, ports)),
    ...(await namedExport({ mapping, constants }, ports)),
    ...(repeats && { repeats }), // takes precedence over the choice of the saved mapping
    alreadyAccepted,
    delivery,
  };
  return createQueryJob({ ...plannedQuery, export: queryExport }, ports);
}
