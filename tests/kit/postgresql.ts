import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { inject, test } from 'vitest';
import { TEMPLATE } from './postgresql-setup.ts';

/** A test that runs only on SQLite, for example of the database file, its backup or its lock. */
export const testOfSqlite = test.skipIf(inject('postgresqlUrl') !== undefined);

/** A test that runs only on PostgreSQL, for example of transactions that overlap. */
export const testOfPostgresql = test.skipIf(inject('postgresqlUrl') === undefined);

/** Creates and deletes the databases of all test files of this thread, on one connection. */
let administrator: Pool | undefined;

function administrate(url: string, sql: string): Promise<unknown> {
  administrator ??= new Pool({ connectionString: url, max: 1, allowExitOnIdle: true }).on('error', () => {});
  return administrator.query(sql);
}

/** Creates a database with all tables, or from another template; undefined in tests on SQLite. */
export async function createPostgresqlDatabase(
  template = TEMPLATE,
): Promise<{ readonly url: string; readonly drop: () => Promise<void> } | undefined> {
  const url = inject('postgresqlUrl');
  if (url === undefined) return undefined;
  const urlOf = (name: string) => url.replace('DATABASE', name);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const execute = (sql: string) => administrate(urlOf('postgres'), sql);
  // Copying files takes half the processor time of logging every block in the WAL.
  await execute(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  return {
    url: urlOf(name),
    drop: async () => {
      await execute(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
