import type { Authentication } from '../../core/access/authentication.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { type QueryChoice, queryInput, type SavedQuery } from '../../core/query/saved-query.ts';
import { refuseUnrunnableSql, type SqlCheckOptions } from './refuse-unrunnable-sql.ts';

export interface SaveQueryOptions {
  readonly queries: {
    create(choice: QueryChoice): SavedQuery;
    change(id: number, choice: QueryChoice): SavedQuery;
  };
  readonly authentications: { get(id: number): Authentication };
  readonly refuseUnknownDatabase: (query: Pick<QueryChoice, 'database' | 'engine'>) => void;
  readonly connectorOf: (type: string) => Pick<Connector, 'parameters'>;
}

/**
 * Keeps a query under a name: a new one, or `id` as it is from now on. Throws a UserError for input that cannot be meant,
 * also where the connector refuses the parameters of its export.
 */
export function saveQuery(options: SaveQueryOptions, input: unknown, id?: number): SavedQuery {
  const { queries, refuseUnknownDatabase } = options;
  const choice = withCheckedExport(parseInput(queryInput, input), options);
  refuseUnknownDatabase(choice);
  return id === undefined ? queries.create(choice) : queries.change(id, choice);
}

/** The same, once its SQL is known to be one that can run. */
export async function saveCheckedQuery(
  options: SaveQueryOptions & SqlCheckOptions,
  input: unknown,
  id?: number,
): Promise<SavedQuery> {
  const choice = parseInput(queryInput, input);
  options.refuseUnknownDatabase(choice);
  await refuseUnrunnableSql(choice, options);
  return saveQuery(options, input, id);
}

function withCheckedExport(choice: QueryChoice, { authentications, connectorOf }: SaveQueryOptions): QueryChoice {
  if (choice.export === null) return choice;
  const { connector } = authentications.get(choice.export.authentication);
  const parameters = parseInput(connectorOf(connector).parameters, choice.export.parameters);
  return { ...choice, export: { ...choice.export, parameters } };
}
