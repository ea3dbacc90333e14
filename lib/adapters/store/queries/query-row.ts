import type { Priority, QueryEngine } from '../../../core/job/query.ts';
import type { QueryExport, SavedQuery } from '../../../core/query/saved-query.ts';
import type { Schedule } from '../../../core/schedule/schedule.ts';
import type { Row } from '../database/row.ts';

/** A row of the table `query`. */
export type QueryRow = Row<'query', { engine: QueryEngine; priority: Priority }>;

export function queryOfRow(row: QueryRow, schedule: Schedule | null): SavedQuery {
  return {
    id: row.id,
    name: row.name,
    database: row.database,
    engine: row.engine,
    sql: row.sql,
    export: exportOfRow(row),
    priority: row.priority,
    retryLimit: row.retry_limit,
    schedule,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function exportOfRow({ authentication_id: authentication, export: json }: QueryRow): QueryExport | null {
  return authentication === null || json === null ? null : { ...JSON.parse(json), authentication };
}
