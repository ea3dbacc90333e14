import { randomUUID } from 'node:crypto';
import { inject, onTestFinished, test } from 'vitest';
import { query, TEMPLATE } from './postgresql-setup.ts';

/** A test of what only SQLite has: a file, its backup, its lock. */
export const testOfSqlite = test.skipIf(inject('postgresqlUrl') !== undefined);

/** A test of what only PostgreSQL has: transactions that overlap. */
export const testOfPostgresql = test.skipIf(inject('postgresqlUrl') === undefined);

/** Creates a database with all tables, or like another template; undefined in tests on SQLite. */
export async function createPostgresqlDatabase(
  template = TEMPLATE,
): Promise<{ readonly url: string; readonly drop: () => Promise<void> } | undefined> {
  const url = inject('postgresqlUrl');
  if (url === undefined) return undefined;
  const urlOf = (name: string) => url.replace('DATABASE', name);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await query(urlOf('postgres'), `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return { url: urlOf(name), drop: () => query(urlOf('postgres'), `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** A new database for one test, as settings; none in tests on SQLite. */
export async function databaseSettings(): Promise<{ readonly DATABASE_URL?: string }> {
  const created = await createPostgresqlDatabase();
  if (!created) return {};
  onTestFinished(created.drop);
  return { DATABASE_URL: created.url };
}
