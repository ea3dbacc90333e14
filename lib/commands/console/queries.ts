import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { UserError } from '../../core/errors.ts';
import { runTarget } from '../../core/query/run-target.ts';
import { queryInput } from '../../core/query/saved-query.ts';
import { refuseOtherTarget, runTargetOf } from '../../operations/exports/run-target.ts';
import { runSavedQuery } from '../../operations/queries/run-saved-query.ts';
import { saveCheckedQuery } from '../../operations/queries/save-query.ts';
import { checkQuery } from '../../operations/workbench/check-query.ts';
import { runWrittenQuery } from '../../operations/workbench/run-written-query.ts';
import { authenticationChoices } from '../authentication-choices.ts';
import { abortSignal, defineInternalCommand, idNumber, noInput } from '../command.ts';
import { domainKey, findOrCreateJob } from '../inputs/domain-key.ts';

/** All saved queries, each with the target of its export and its last run. */
export const viewQueries = defineInternalCommand({
  id: 'viewQueries',
  permission: 'queries.read',
  effect: 'reads',
  input: noInput,
  async run(_, runtime) {
    const runs = await runtime.plannedRuns.latest('query');
    const queries = await runtime.queries.list();
    const views = queries.map(async (query) => {
      const { id, name, database, engine, schedule, updatedAt } = query;
      const exportTo = await runTargetOf(query.export, runtime);
      return { id, name, database, engine, schedule, updatedAt, exportTo, lastRun: runs.get(id) ?? null };
    });
    return Promise.all(views);
  },
});

export const viewQuery = defineInternalCommand({
  id: 'viewQuery',
  permission: 'queries.read',
  effect: 'reads',
  input: z.object({ query: idNumber }),
  run: ({ query }, { queries }) => queries.get(query),
});

/** The job that the editor shows: the one shown before the query was saved, otherwise the job of its newest run. */
export const findShownJob = defineInternalCommand({
  id: 'findShownJob',
  permission: 'queries.read',
  effect: 'reads',
  input: z.object({ query: idNumber, requestedJob: z.int().nonnegative().optional() }),
  async run({ query, requestedJob }, { jobs, plannedRuns }) {
    if (requestedJob !== undefined && (await jobs.find(requestedJob))) return requestedJob;
    return (await plannedRuns.list({ kind: 'query', id: query }, { limit: 1 }))[0]?.jobId ?? null;
  },
});

/** What the query editor offers. */
export const viewEditorOptions = defineInternalCommand({
  id: 'viewEditorOptions',
  permission: 'queries.read',
  effect: 'reads',
  input: noInput,
  async run(_, runtime) {
    return {
      databases: await runtime.workbench.databases(),
      hasTrino: runtime.env.trino !== undefined,
      authentications: await authenticationChoices(runtime),
      connectorType: getFileConnector().type,
    };
  },
});

/**
 * How the columns of a query fit an export. Requested while a person types, so an error of the query is a regular
 * result, with its code and parameters.
 */
export const checkEditedQuery = defineInternalCommand({
  id: 'checkEditedQuery',
  permission: 'queries.write',
  effect: 'reads',
  input: z.object({
    database: z.string(),
    engine: queryInput.shape.engine.unwrap(),
    sql: z.string(),
    signal: abortSignal,
  }),
  async run({ signal, ...query }, runtime) {
    try {
      return { fit: await checkQuery(query, { connector: getFileConnector(), signal }, runtime) };
    } catch (error) {
      if (!(error instanceof UserError) || error.code === 'query_engine_busy') throw error;
      return { fault: { code: error.code, params: error.params } };
    }
  },
});

/** Saves a query, or creates one if `id` is null. Refuses a query that can never run. */
export const saveEditedQuery = defineInternalCommand({
  id: 'saveEditedQuery',
  permission: 'queries.write',
  effect: 'changesInSteps',
  object: 'query',
  input: z.object({
    id: idNumber.nullable(),
    query: queryInput,
    /** The `updatedAt` that the editor loaded; without it, changes made since then are overwritten. */
    ifUpdatedAt: z.int().optional(),
  }),
  async run({ id, query, ifUpdatedAt }, runtime) {
    const saved = await saveCheckedQuery(runtime, query, id ?? undefined, { ifUpdatedAt });
    return { id: saved.id, updatedAt: saved.updatedAt };
  },
});

/** Creates the job of a query in the editor, and returns its id. */
export const runEditedQuery = defineInternalCommand({
  id: 'runEditedQuery',
  permission: 'queries.run',
  effect: 'changes',
  object: 'job',
  usesAddresses: true,
  input: z.object({
    /** The saved query as the editor loaded it, if it is unchanged. */
    saved: z.object({ id: idNumber, updatedAt: z.int() }).nullable(),
    /** The planned time in milliseconds since 1970; null means the current time. */
    at: z.int().nullable(),
    query: queryInput.omit({ name: true }),
    domainKey,
  }),
  run: ({ domainKey: key, ...written }, runtime) =>
    findOrCreateJob(key, runtime, () => runWrittenQuery({ ...written, domainKey: key }, runtime)),
});

/** Runs a saved query now, if its target is still the one that the page showed. Returns the id of the job. */
export const runShownQuery = defineInternalCommand({
  id: 'runShownQuery',
  action: 'runSaved',
  permission: 'queries.run',
  effect: 'changes',
  usesAddresses: true,
  input: z.object({ query: idNumber, seen: runTarget.nullable(), domainKey }),
  run: ({ query: id, seen, domainKey: key }, runtime) =>
    findOrCreateJob(key, runtime, async () => {
      const { name, export: target } = await runtime.queries.get(id);
      await refuseOtherTarget({ name, target, seen }, runtime);
      return (await runSavedQuery(runtime, id, { domainKey: key })).job;
    }),
});

/** Returns the id of the copy. */
export const duplicateQuery = defineInternalCommand({
  id: 'duplicateQuery',
  permission: 'queries.write',
  effect: 'changes',
  object: 'query',
  input: z.object({ query: idNumber, name: queryInput.shape.name }),
  async run({ query: id, name }, { queries }) {
    return (await queries.create({ ...(await queries.get(id)), name })).id;
  },
});
