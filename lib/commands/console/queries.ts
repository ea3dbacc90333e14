import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { connectorOf } from '../../connectors/registry.ts';
import type { ExportParameters } from '../../core/connector/connector.ts';
import { UserError } from '../../core/errors.ts';
import { queryInput, type SavedQuery } from '../../core/query/saved-query.ts';
import { saveCheckedQuery } from '../../operations/queries/save-query.ts';
import { checkQuery } from '../../operations/workbench/check-query.ts';
import { runWrittenQuery } from '../../operations/workbench/run-written-query.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { authenticationChoices } from '../authentication-choices.ts';
import { abortSignal, defineView, idNumber, noInput } from '../command.ts';

/** All saved queries, each with its export and the result of its last run. */
export const viewQueries = defineView({
  id: 'viewQueries',
  permission: 'queries.read',
  effect: 'reads',
  input: noInput,
  async run(_, runtime) {
    const runs = await runtime.plannedRuns.latest('query');
    const queries = await runtime.queries.list();
    const views = queries.map(async (query) => {
      const { id, name, database, engine, schedule, updatedAt } = query;
      const lastRun = runs.get(id) ?? null;
      return { id, name, database, engine, schedule, updatedAt, exportTo: await exportOf(query, runtime), lastRun };
    });
    return Promise.all(views);
  },
});

/** Where the results of a query are sent; null if they are not. */
export async function exportOf({ export: target }: SavedQuery, { authentications }: Runtime) {
  if (target === null) return null;
  const { name, connector, target: where } = await authentications.get(target.authentication);
  const parameters = target.parameters as ExportParameters;
  const isReal = where === 'live' && !parameters.test_event;
  return { authentication: name, account: connectorOf(connector).accountOf(parameters), isReal };
}

export const viewQuery = defineView({
  id: 'viewQuery',
  permission: 'queries.read',
  effect: 'reads',
  input: z.object({ query: idNumber }),
  run: ({ query }, { queries }) => queries.get(query),
});

/** The job that the editor shows: the one shown before the query was saved, otherwise the job of its newest run. */
export const findShownJob = defineView({
  id: 'findShownJob',
  permission: 'queries.read',
  effect: 'reads',
  input: z.object({ query: idNumber, requested: z.int().nonnegative().optional() }),
  async run({ query, requested }, { jobs, plannedRuns }) {
    if (requested !== undefined && (await jobs.find(requested))) return requested;
    return (await plannedRuns.list({ kind: 'query', id: query }, { limit: 1 }))[0]?.jobId ?? null;
  },
});

/** What the query editor offers. */
export const viewEditorOptions = defineView({
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
 * The compatibility of a query with the export. It is requested while typing, so a query that cannot run is a regular
 * result: its code and parameters.
 */
export const checkEditedQuery = defineView({
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

/** Saves a query after checking that it can run, or creates one if `id` is null. */
export const saveEditedQuery = defineView({
  id: 'saveEditedQuery',
  permission: 'queries.write',
  effect: 'changesInSteps',
  object: 'query',
  input: z.object({
    id: idNumber.nullable(),
    query: queryInput,
    /** The `updatedAt` that the editor loaded; without it, later changes are replaced. */
    ifUpdatedAt: z.int().optional(),
  }),
  async run({ id, query, ifUpdatedAt }, runtime) {
    const saved = await saveCheckedQuery(runtime, query, id ?? undefined, { ifUpdatedAt });
    return { id: saved.id, updatedAt: saved.updatedAt };
  },
});

/** Creates the job of a query in the editor, and returns its id. */
export const runEditedQuery = defineView({
  id: 'runEditedQuery',
  permission: 'queries.run',
  effect: 'changes',
  object: 'job',
  usesAddresses: true,
  input: z.object({
    /** The saved query as the editor loaded it, if it is unchanged. */
    saved: z.object({ id: idNumber, updatedAt: z.int() }).nullable(),
    /** The planned time, milliseconds since 1970; null for now. */
    at: z.int().nullable(),
    query: queryInput.omit({ name: true }),
  }),
  run: (written, runtime) => runWrittenQuery(written, runtime),
});

/** Returns the id of the copy. */
export const duplicateQuery = defineView({
  id: 'duplicateQuery',
  permission: 'queries.write',
  effect: 'changes',
  object: 'query',
  input: z.object({ query: idNumber, name: queryInput.shape.name }),
  async run({ query: id, name }, { queries }) {
    return (await queries.create({ ...(await queries.get(id)), name })).id;
  },
});
