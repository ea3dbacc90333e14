import { z } from 'zod';
import { type QueryChanges, queryInput, type QueryExport as SavedExport } from '../../core/query/saved-query.ts';
import { namedExport } from '../../operations/exports/named-mapping.ts';
import { resolveTarget } from '../../operations/exports/resolve-export.ts';
import type { QueryExport } from '../../operations/queries/create-query-job.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { omitUndefined } from '../omit-undefined.ts';
import { exportInputShape } from './export-input.ts';

const { database, sql, engine, priority, retryLimit } = queryInput.shape;
const target = z.object(exportInputShape);

/** The input of a query. Without defaults, so that a change sets only what was given. */
export const queryInputShape = {
  database,
  sql,
  engine: engine.unwrap().optional(),
  export: target.nullable().optional(),
  priority: priority.unwrap().optional(),
  retry_limit: retryLimit.unwrap().optional(),
};

type QueryInput = z.output<z.ZodObject<typeof queryInputShape>>;

/** Converts input to changes of a saved query. */
export function queryChangesOf(input: Partial<QueryInput>): QueryChanges {
  const { retry_limit: retryLimit, export: exportInput, ...others } = input;
  return omitUndefined({ ...others, retryLimit, export: exportInput && savedExportOf(exportInput) });
}

function savedExportOf({ already_accepted: alreadyAccepted, ...others }: z.output<typeof target>): SavedExport {
  return { ...others, alreadyAccepted };
}

/** Converts input to the export of a query job. Throws as `resolveTarget` and `namedExport` do. */
export async function queryExportOf(
  input: z.output<typeof target> | null | undefined,
  runtime: Runtime,
): Promise<QueryExport | undefined> {
  if (!input) return undefined;
  const { authentication, parameters, mapping, constants, repeats } = input;
  return {
    ...(await resolveTarget({ authentication, parameters }, runtime)),
    ...(await namedExport({ mapping, constants }, runtime)),
    ...(repeats && { repeats }), // takes precedence over the choice of the saved mapping
    alreadyAccepted: input.already_accepted,
    delivery: input.delivery,
  };
}
