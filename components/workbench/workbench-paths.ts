/** Where the workbench's pages are. */
export const QUERIES = '/workbench/queries';
export const NEW_QUERY = `${QUERIES}/new`;
export const DATABASES = '/workbench/databases';

export function queryPath(id: number): string {
  return `${QUERIES}/${id}`;
}

/** A new query that begins with a look at a table. */
export function newQueryPath(database: string, table?: string): string {
  return `${NEW_QUERY}?${new URLSearchParams({ database, ...(table !== undefined && { table }) })}`;
}

export function databasePath(database: string): string {
  return `${DATABASES}/${database}`;
}

export function tablePath(database: string, table: string): string {
  return `${databasePath(database)}/${table}`;
}

/** Where a file becomes a table. */
export function uploadTablePath(database?: string): string {
  return database === undefined ? '/workbench/upload' : `/workbench/upload?${new URLSearchParams({ database })}`;
}
