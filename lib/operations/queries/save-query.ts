import type { Authentication } from '../../core/access/authentication.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { type QueryChoice, queryInput, type SavedQuery } from '../../core/query/saved-query.ts';
import { type Loaded, refuseStale } from '../../core/refuse-stale.ts';
import type { InOneTransaction } from '../../core/transaction.ts';
import { usableAuthentication } from '../authentications/usable-authentication.ts';
import { refuseUnrunnableSql, type SqlCheckOptions } from './refuse-unrunnable-sql.ts';

export interface SaveQueryOptions {
  readonly queries: {
    get(id: number): Promise<SavedQuery>;
    create(choice: QueryChoice): Promise<SavedQuery>;
    change(id: number, choice: QueryChoice): Promise<SavedQuery>;
  };
  readonly inOneTransaction: InOneTransaction;
  readonly authentications: { get(id: number): Promise<Authentication> };
  readonly refuseUnknownDatabase: (query: Pick<QueryChoice, 'database' | 'engine'>) => void;
  readonly connectorOf: (type: string) => Pick<Connector, 'parameters'>;
}

/**
 * Saves a query: creates it, or changes the one with this id. Throws a UserError for invalid input, including export
 * parameters that the connector refuses, and `changed_meanwhile` for a query that has changed since it was loaded.
 */
export async function saveQuery(
  options: SaveQueryOptions,
  input: unknown,
  id?: number,
  loaded: Loaded = {},
): Promise<SavedQuery> {
  const { queries, refuseUnknownDatabase } = options;
  const choice = await withCheckedExport(parseInput(queryInput, input), options);
  refuseUnknownDatabase(choice);
  if (id === undefined) return queries.create(choice);
  return options.inOneTransaction(async () => {
    refuseStale(await queries.get(id), loaded);
    return queries.change(id, choice);
  });
}

/** Saves a query. Also throws as `refuseUnrunnableSql` does. */
export async function saveCheckedQuery(
  options: SaveQueryOptions & SqlCheckOptions,
  input: unknown,
  id?: number,
  loaded?: Loaded,
): Promise<SavedQuery> {
  const choice = parseInput(queryInput, input);
  options.refuseUnknownDatabase(choice);
  await refuseUnrunnableSql(choice, options);
  return saveQuery(options, input, id, loaded);
}

async function withCheckedExport(choice: QueryChoice, options: SaveQueryOptions): Promise<QueryChoice> {
  if (choice.export === null) return choice;
  const { connector } = await usableAuthentication(options, choice.export.authentication);
  const parameters = parseInput(options.connectorOf(connector).parameters, choice.export.parameters);
  return { ...choice, export: { ...choice.export, parameters } };
}
