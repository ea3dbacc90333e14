import type { WorkbenchFiles } from '../../adapters/files/workbench-files.ts';
import { UserError } from '../../core/errors.ts';
import type { JobQuery } from '../../core/job/query.ts';
import type { Engines } from './engines.ts';

/**
 * Refuses a query with an unknown database or unavailable engine. Trino reports unknown schemas when the query runs.
 * Throws UserError `database_unknown` or `trino_not_set_up`.
 */
export function databaseRule(workbench: WorkbenchFiles, engineFor: Engines['engineFor']) {
  return ({ database, engine }: Pick<JobQuery, 'database' | 'engine'>): void => {
    if (engine !== 'duckdb') engineFor(engine);
    else if (!workbench.hasDatabase(database))
      throw new UserError('database_unknown', { name: database }, { field: 'database' });
  };
}
