import { z } from 'zod';
import { connectorOf } from '../../connectors/registry.ts';
import { constantsInput, mappingInput } from '../../core/export/export-input.ts';
import { TYPE_HINTS } from '../../core/matching/compatibility.ts';
import { queryInput } from '../../core/query/saved-query.ts';
import { createQueryJob } from '../../operations/queries/create-query-job.ts';
import { saveScheduledQuery } from '../../operations/schedules/save-scheduled-query.ts';
import { checkQuery as check } from '../../operations/workbench/check-query.ts';
import { createQueryJobOptions } from '../../runtime/queries/workbench.ts';
import { saveScheduledOptions } from '../../runtime/schedules.ts';
import { askedQuery, queryChangesOf, queryExportOf } from '../asked-query.ts';
import { askedSchedule, scheduleChangesOf } from '../asked-schedule.ts';
import { connectorType } from '../connector-type.ts';
import { flag } from '../flag.ts';
import { pageAsked, pageOf, turn } from '../page.ts';
import { nothing, route } from '../route.ts';
import { describeJob, jobShape } from '../shapes/job.ts';
import { named } from '../shapes/named.ts';
import { queryObject, queryShape } from '../shapes/query.ts';

const queryToSave = z.object({
  name: queryInput.shape.name,
  ...askedQuery,
  schedule: z.object(askedSchedule).nullable().optional(),
});

function changesOf({ schedule, ...query }: Partial<z.output<typeof queryToSave>>) {
  return { query: queryChangesOf(query), schedule: schedule && scheduleChangesOf(schedule) };
}

/** Makes a job of a query that is kept nowhere. One with a domain key that a job has already is that job. */
export const runQuery = route({
  id: 'runQuery',
  method: 'POST',
  path: '/queries/run',
  tag: 'queries',
  usesAddresses: true,
  input: z.object({
    ...askedQuery,
    domain_key: z.string().min(1).max(255).optional(),
    planned_at: z.int().nonnegative().optional(),
  }),
  answer: jobShape,
  status: 201,
  run({ retry_limit: retryLimit, domain_key: domainKey, planned_at: plannedAt, ...asked }, runtime) {
    const to = queryExportOf(asked.export, runtime);
    const job = { ...asked, retryLimit, domainKey, plannedAt, export: to };
    return describeJob(createQueryJob(job, createQueryJobOptions(runtime)), runtime);
  },
});

/** What would become of its columns; nothing is run. */
export const checkQuery = route({
  id: 'checkQuery',
  method: 'POST',
  path: '/queries/check',
  tag: 'queries',
  input: z.object({
    database: askedQuery.database,
    sql: askedQuery.sql,
    engine: askedQuery.engine,
    type: connectorType,
    mapping: mappingInput.default({}),
    constants: constantsInput.default({}),
  }),
  answer: named(
    'Compatibility',
    z.object({
      columns: z.array(
        z.object({
          name: z.string(),
          type: z.string(),
          field: z.string().nullable(),
          hint: z.enum(TYPE_HINTS).nullable(),
        }),
      ),
      missing: z.array(z.string()),
      identifiers: z.object({ found: z.boolean(), sets: z.array(z.array(z.string())) }),
    }),
  ),
  isNeverKept: true,
  async run({ database, sql, engine = 'duckdb', type, mapping, constants }, runtime) {
    const query = { database, sql, engine };
    const to = { connector: connectorOf(type), matching: { mapping, constants } };
    const { columns, missing, identifiers } = await check(query, to, runtime);
    return {
      columns: columns.map((column) => ({ ...column })),
      missing: [...missing],
      identifiers: { found: identifiers.found, sets: identifiers.sets.map((set) => [...set]) },
    };
  },
});

/** In the order of their ids, so that what changes meanwhile moves to no other page. */
export const listQueries = route({
  id: 'listQueries',
  method: 'GET',
  path: '/queries',
  tag: 'queries',
  input: z.object({ ...pageAsked, name: z.string().optional(), scheduled: flag.optional() }),
  answer: named('QueryPage', pageOf(queryShape)),
  run({ cursor = 0, limit, name, scheduled }, { queries }) {
    const behind = queries
      .list()
      .filter((each) => each.id > cursor && (name === undefined || each.name === name))
      .filter(({ schedule }) => scheduled === undefined || (schedule !== null) === scheduled)
      .sort((a, b) => a.id - b.id);
    return turn(behind, limit, ({ id }) => id, queryObject);
  },
});

export const createQuery = route({
  id: 'createQuery',
  method: 'POST',
  path: '/queries',
  tag: 'queries',
  usesAddresses: true,
  input: queryToSave,
  answer: queryShape,
  status: 201,
  async run(asked, runtime) {
    return queryObject(await saveScheduledQuery(saveScheduledOptions(runtime), undefined, changesOf(asked)));
  },
});

export const getQuery = route({
  id: 'getQuery',
  method: 'GET',
  path: '/queries/{query}',
  tag: 'queries',
  input: nothing,
  answer: queryShape,
  run: ({ query }, { queries }) => queryObject(queries.get(query)),
});

export const changeQuery = route({
  id: 'changeQuery',
  method: 'PATCH',
  path: '/queries/{query}',
  tag: 'queries',
  usesAddresses: true,
  input: queryToSave.partial(),
  answer: queryShape,
  async run({ query, ...asked }, runtime) {
    const before = runtime.queries.get(query);
    return queryObject(await saveScheduledQuery(saveScheduledOptions(runtime), before, changesOf(asked)));
  },
});

/** Its jobs stay; what is known of its planned times goes. */
export const deleteQuery = route({
  id: 'deleteQuery',
  method: 'DELETE',
  path: '/queries/{query}',
  tag: 'queries',
  input: nothing,
  answer: 'nothing',
  run: ({ query }, { queries }) => queries.delete(query),
});
