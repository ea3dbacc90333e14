import type { AnswerOf } from '../../commands/command.ts';
import type { getQuery } from '../../commands/rows/queries.ts';

type Query = AnswerOf<typeof getQuery>;

/** A saved query as JSON for scripts, with td's names. Scripts rely on its names and shape. */
export function scheduleObject(query: Query) {
  const { id, name, database, priority, retry_limit, export: savedExport } = query;
  return {
    id,
    name,
    database,
    type: query.engine,
    query: query.sql,
    priority,
    retry_limit,
    result: savedExport && { td_authentication_id: savedExport.authentication, ...parametersOf(savedExport) },
    schedule: query.schedule,
    created_at: query.created_at,
    updated_at: query.updated_at,
  };
}

function parametersOf({ parameters }: NonNullable<Query['export']>): object {
  return typeof parameters === 'object' && parameters !== null ? parameters : {};
}
