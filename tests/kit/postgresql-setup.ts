import type { TestProject } from 'vitest/node';
import { applyPostgresqlMigrations } from '../../lib/adapters/store/migrations/postgresql-migrations.ts';
import { query, startPostgresql } from './postgresql-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the test server, with DATABASE in place of a database's name; absent in tests on SQLite. */
    postgresqlUrl?: string;
  }
}

/** A database with all tables, of which tests get copies. */
export const TEMPLATE = 'template';

/** Starts a PostgreSQL for the tests of a project, as its global setup. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresql();
  await query(server.urlOf('postgres'), `CREATE DATABASE ${TEMPLATE}`);
  await applyPostgresqlMigrations(server.urlOf(TEMPLATE));
  project.provide('postgresqlUrl', server.urlOf('DATABASE'));
  return () => server.close();
}
