import { z } from 'zod';
import { connectorOf } from '../connectors/registry.ts';
import { type QueryChanges, queryInput, type QueryExport as SavedExport } from '../core/query/saved-query.ts';
import type { QueryExport } from '../operations/queries/create-query-job.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { askedExport } from './asked-export.ts';
import { said } from './said.ts';

const { database, sql, engine, priority, retryLimit } = queryInput.shape;
const target = z.object(askedExport);

/** What is asked of a query. Nothing has a value that was not given. */
export const askedQuery = {
  database,
  sql,
  engine: engine.unwrap().optional(),
  export: target.nullable().optional(),
  priority: priority.unwrap().optional(),
  retry_limit: retryLimit.unwrap().optional(),
};

type Asked = z.output<z.ZodObject<typeof askedQuery>>;

/** As a saved query has it, without what was not said. */
export function queryChangesOf({ retry_limit: retryLimit, export: to, ...rest }: Partial<Asked>): QueryChanges {
  return said({ ...rest, retryLimit, export: to && savedExport(to) });
}

function savedExport({ already_accepted: alreadyAccepted, ...rest }: z.output<typeof target>): SavedExport {
  return { ...rest, alreadyAccepted };
}

/** As a job's query has it. Throws UserError `authentication_unknown`. */
export function queryExportOf(
  to: z.output<typeof target> | null | undefined,
  runtime: Runtime,
): QueryExport | undefined {
  if (!to) return undefined;
  const { authentication: id, mapping, constants, already_accepted: alreadyAccepted, ...rest } = to;
  const authentication = runtime.authentications.get(id);
  const matching = { mapping, constants };
  return { ...rest, authentication, connector: connectorOf(authentication.connector), matching, alreadyAccepted };
}
