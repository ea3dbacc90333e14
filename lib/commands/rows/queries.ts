import { z } from 'zod';
import { connectorOf } from '../../connectors/registry.ts';
import { constantsInput } from '../../core/export/export-input.ts';
import { mappingOrName } from '../../core/export/mapping-input.ts';
import { domainKeyInput } from '../../core/job/domain-key.ts';
import { TYPE_HINTS } from '../../core/matching/compatibility.ts';
import { queryInput } from '../../core/query/saved-query.ts';
import { resolveMatching } from '../../operations/exports/named-mapping.ts';
import { createQueryJob } from '../../operations/queries/create-query-job.ts';
import { saveScheduledQuery } from '../../operations/schedules/save-scheduled-query.ts';
import { checkQuery as check } from '../../operations/workbench/check-query.ts';
import { defineCommand, idNumber } from '../command.ts';
import { booleanInput } from '../inputs/boolean-input.ts';
import { connectorType } from '../inputs/connector-type.ts';
import { pageInput, pageShape, toPage } from '../inputs/page.ts';
import { queryChangesOf, queryExportOf, queryInputShape } from '../inputs/query-input.ts';
import { scheduleChangesOf, scheduleInputShape } from '../inputs/schedule-input.ts';
import { describeJob, jobShape } from '../shapes/job.ts';
import { queryObject, queryShape } from '../shapes/query.ts';
import { registerShape } from '../shapes/shape-registry.ts';

const savedQueryInput = z.object({
  name: queryInput.shape.name,
  ...queryInputShape,
  schedule: z.object(scheduleInputShape).nullable().optional(),
});

function changesOf({ schedule, ...query }: Partial<z.output<typeof savedQueryInput>>) {
  return { query: queryChangesOf(query), schedule: schedule && scheduleChangesOf(schedule) };
}

/** Creates a job for a query that is not saved. Returns the existing job with the same domain key, if any. */
export const runQuery = defineCommand({
  id: 'runQuery',
  permission: 'queries.run',
  effect: 'changes',
  object: 'job',
  usesAddresses: true,
  input: z.object({
    ...queryInputShape,
    domain_key: domainKeyInput.optional(),
    planned_at: z.int().nonnegative().optional(),
  }),
  answer: jobShape,
  async run({ retry_limit: retryLimit, domain_key: domainKey, planned_at: plannedAt, ...input }, runtime) {
    const queryExport = await queryExportOf(input.export, runtime);
    const job = { ...input, retryLimit, domainKey, plannedAt, export: queryExport };
    return describeJob(await createQueryJob(job, runtime), runtime);
  },
});

/** Checks how the columns match an export, without running the query. */
export const checkQuery = defineCommand({
  id: 'checkQuery',
  permission: 'queries.write',
  effect: 'reads',
  input: z.object({
    database: queryInputShape.database,
    sql: queryInputShape.sql,
    engine: queryInputShape.engine,
    type: connectorType,
    mapping: mappingOrName.default({}),
    constants: constantsInput.default({}),
  }),
  answer: registerShape(
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
  async run({ database, sql, engine = 'duckdb', type, mapping, constants }, runtime) {
    const query = { database, sql, engine };
    const target = { connector: connectorOf(type), matching: await resolveMatching({ mapping, constants }, runtime) };
    const { columns, missing, identifiers } = await check(query, target, runtime);
    return {
      columns: columns.map((column) => ({ ...column })),
      missing: [...missing],
      identifiers: { found: identifiers.found, sets: identifiers.sets.map((set) => [...set]) },
    };
  },
});

/** Lists queries by id, so that changes do not move items between pages. */
export const listQueries = defineCommand({
  id: 'listQueries',
  permission: 'queries.read',
  effect: 'reads',
  input: z.object({ ...pageInput, name: z.string().optional(), scheduled: booleanInput.optional() }),
  answer: registerShape('QueryPage', pageShape(queryShape)),
  async run({ cursor = 0, limit, name, scheduled }, { queries }) {
    const remaining = (await queries.list())
      .filter((listed) => listed.id > cursor && (name === undefined || listed.name === name))
      .filter(({ schedule }) => scheduled === undefined || (schedule !== null) === scheduled)
      .sort((a, b) => a.id - b.id);
    return toPage(remaining, limit, ({ id }) => id, queryObject);
  },
});

export const createQuery = defineCommand({
  id: 'createQuery',
  permission: 'queries.write',
  effect: 'changesInSteps',
  object: 'query',
  usesAddresses: true,
  input: savedQueryInput,
  answer: queryShape,
  async run(input, runtime) {
    return queryObject(await saveScheduledQuery(runtime, undefined, changesOf(input)));
  },
});

export const getQuery = defineCommand({
  id: 'getQuery',
  permission: 'queries.read',
  effect: 'reads',
  input: z.object({ query: idNumber }),
  answer: queryShape,
  run: async ({ query }, { queries }) => queryObject(await queries.get(query)),
});

export const changeQuery = defineCommand({
  id: 'changeQuery',
  permission: 'queries.write',
  effect: 'changesInSteps',
  usesAddresses: true,
  input: savedQueryInput.partial().extend({ query: idNumber }),
  answer: queryShape,
  async run({ query, ...input }, runtime) {
    const before = await runtime.queries.get(query);
    return queryObject(await saveScheduledQuery(runtime, before, changesOf(input)));
  },
});

/** Keeps the jobs of the query; deletes the list of its runs. */
export const deleteQuery = defineCommand({
  id: 'deleteQuery',
  permission: 'queries.write',
  effect: 'changes',
  input: z.object({ query: idNumber }),
  answer: 'nothing',
  run: ({ query }, { queries }) => queries.delete(query),
});
