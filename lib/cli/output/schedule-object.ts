import type { AnswerOf } from '../../commands/command.ts';
import type { getQuery } from '../../commands/rows/queries.ts';

type Query = AnswerOf<typeof getQuery>;

/** A saved query as JSON for scripts, with td's names. Scripts rely on its names and shape. */
export function scheduleObject({ engine, sql, export: to, schedule, created_at, updated_at, ...rest }: Query) {
  const { id, name, database, priority, retry_limit } = rest;
  return {
    id,
    name,
    database,
    type: engine,
    query: sql,
    priority,
    retry_limit,
    result: to && { td_authentication_id: to.authentication, ...parametersOf(to) },
    schedule,
    created_at,
    updated_at,
  };
}

function parametersOf({ parameters }: NonNullable<Query['export']>): object {
  return typeof parameters === 'object' && parameters !== null ? parameters : {};
}
