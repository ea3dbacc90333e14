import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inject, onTestFinished } from 'vitest';
import type { TestProject } from 'vitest/node';
import { applyPostgresqlMigrations } from '../../lib/adapters/store/migrations/postgresql-migrations.ts';
import { startPostgresql } from './postgresql-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a database of the test server to connect to, with the name DATABASE; absent in tests on SQLite. */
    postgresqlUrl?: string;
  }
}

const TEMPLATE = 'template';

/** Starts a PostgreSQL for the tests of a project, as its global setup. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresql();
  await query(server.urlOf('postgres'), `CREATE DATABASE ${TEMPLATE}`);
  await applyPostgresqlMigrations(server.urlOf(TEMPLATE));
  project.provide('postgresqlUrl', server.urlOf('DATABASE'));
  return () => server.close();
}

/** Whether the tests of this project run on PostgreSQL. */
export const isOnPostgresql = () => inject('postgresqlUrl') !== undefined;

/** Creates a database with all tables; undefined in tests on SQLite. */
export async function createPostgresqlDatabase(): Promise<
  { readonly url: string; readonly drop: () => Promise<void> } | undefined
> {
  const url = inject('postgresqlUrl');
  if (url === undefined) return undefined;
  const urlOf = (name: string) => url.replace('DATABASE', name);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await query(urlOf('postgres'), `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  return { url: urlOf(name), drop: () => query(urlOf('postgres'), `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** A new database for one test, as settings; none in tests on SQLite. */
export async function databaseSettings(): Promise<{ readonly DATABASE_URL?: string }> {
  const created = await createPostgresqlDatabase();
  if (!created) return {};
  onTestFinished(created.drop);
  return { DATABASE_URL: created.url };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
