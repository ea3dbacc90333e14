import { randomUUID } from 'node:crypto';
import type { PostgresqlServer } from '../../tests/kit/postgresql-server.ts';
import { queryAt } from './query-at.ts';

let currentServer: PostgresqlServer | undefined;

/** Deployments and products that are opened from now on get databases on this server. */
export function createDatabasesOn(server: PostgresqlServer): void {
  currentServer = server;
}

/** The settings that select a new, empty database: none on SQLite, whose database is a file in the data folder. */
export async function newDatabaseSettings(): Promise<Readonly<Record<string, string>>> {
  if (!currentServer) return {};
  return { DATABASE_URL: await createDatabase(currentServer, `torture_${randomUUID().replaceAll('-', '')}`) };
}

/** Creates a database, and returns its URL. */
export async function createDatabase(server: PostgresqlServer, name: string): Promise<string> {
  await queryAt(server.urlOf('postgres'), `CREATE DATABASE ${name}`);
  return server.urlOf(name);
}
