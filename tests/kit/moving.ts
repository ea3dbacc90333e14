import { cp, mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { databasePath } from '../../lib/adapters/store/sqlite/connection.ts';
import { runCommand } from '../../lib/cli/command-line.test-kit.ts';
import type { Env } from '../../lib/env.ts';
import { type MoveProgress, moveToPostgresql } from '../../lib/runtime/move.ts';
import type { Runtime } from '../../lib/runtime/runtime.ts';
import { createPostgresqlDatabase } from './postgresql.ts';
import { query } from './postgresql-server.ts';
import { TEMPLATE } from './postgresql-setup.ts';
import { openForTest, startProduct, type TestProduct } from './product.ts';

/** The product on SQLite, even in tests on PostgreSQL. */
export function startSource(settings: Record<string, string> = {}): Promise<TestProduct> {
  return startProduct({ ...settings, DATABASE_URL: '' });
}

/**
 * The URL of a new PostgreSQL database. By default it has empty tables, so that a move need not create them. Made from
 * `template0`, it has no tables.
 */
export async function createTarget(template = TEMPLATE): Promise<string> {
  const created = await createPostgresqlDatabase(template);
  if (!created) throw new Error('this test needs PostgreSQL');
  onTestFinished(created.drop);
  return created.url;
}

export function move(env: Env, databaseUrl: string, onProgress: (progress: MoveProgress) => void = () => {}) {
  return moveToPostgresql({ ...env, databaseUrl }, onProgress);
}

/** Opens the product on this data folder, and on PostgreSQL if there is a URL. */
export async function openOn(env: Env, databaseUrl: string | undefined): Promise<Runtime> {
  const runtime = await openForTest({ ...env, databaseUrl });
  onTestFinished(() => runtime.close());
  return runtime;
}

/** Runs pintd on the data folder, on SQLite unless there is a URL. */
export function pintd({ dataDir }: Pick<Env, 'dataDir'>, args: readonly string[], url?: string, input?: string) {
  const env = { ...process.env, PINTD_DATA_DIR: dataDir, ...(url !== undefined && { DATABASE_URL: url }) };
  return runCommand(args, { env, ...(input !== undefined && { input }) });
}

/** A copy of a data folder that no process uses. */
export async function copyFolder(env: Env): Promise<Env> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pintd-moving-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  await cp(env.dataDir, dataDir, { recursive: true });
  return { ...env, dataDir };
}

type Content = Readonly<Record<string, readonly unknown[]>>;

/** All rows of all tables but those of migrations and moves, as text that does not depend on the driver. */
export function contentOfSqlite({ dataDir }: Pick<Env, 'dataDir'>): Content {
  const database = new Database(databasePath(dataDir), { readonly: true });
  const tables = database
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_*' AND name NOT GLOB 'sqlite_*'`,
    )
    .pluck()
    .all();
  const rowsOf = (table: string) => database.prepare(`SELECT * FROM "${table}"`).all().map(textOfRow).sort();
  const content = Object.fromEntries(tables.map((table) => [table, rowsOf(table)]));
  database.close();
  return content;
}

export async function contentOfPostgresql(url: string): Promise<Content> {
  const tables = await query<{ name: string }>(
    url,
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%'`,
  );
  const rowsOf = async (table: string) => (await query(url, `SELECT * FROM "${table}"`)).map(textOfRow).sort();
  const content = await Promise.all(tables.map(async ({ name }) => [name, await rowsOf(name)] as const));
  return Object.fromEntries(content);
}

/** Values are strings or null: booleans as 1 or 0, bytes as hexadecimal digits. */
function textOfRow(row: unknown): string {
  const members = Object.entries(row as object).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(
    members.map(([name, value]: [string, unknown]) => {
      if (Buffer.isBuffer(value)) return [name, value.toString('hex')];
      return [name, value === null ? null : String(typeof value === 'boolean' ? Number(value) : value)];
    }),
  );
}

/** A proxy between a move and its PostgreSQL; it can cut all connections after a number of bytes. */
export interface CuttableProxy {
  readonly url: string;
  /** How many bytes the proxy has received since its start or, later, since the last call of `cutAfter`. */
  readonly bytes: () => number;
  readonly cutAfter: (bytes: number) => void;
}

export async function startCuttableProxy(url: string): Promise<CuttableProxy> {
  const socketFolder = new URL(url).searchParams.get('host') ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'pintd-proxy-'));
  const sockets = new Set<Socket>();
  let passed = 0;
  let limit = Number.POSITIVE_INFINITY;
  const pass = (from: Socket, to: Socket) =>
    from.on('data', (chunk) => {
      passed += chunk.length;
      if (passed < limit) to.write(chunk);
      else for (const socket of sockets) socket.destroy();
    });
  const server = createServer((client) => {
    const upstream = connect(join(socketFolder, '.s.PGSQL.5432'));
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket);
          other.end();
        });
      pass(socket, other);
    }
  });
  await new Promise<void>((resolve) => server.listen(join(folder, '.s.PGSQL.5432'), resolve));
  onTestFinished(async () => {
    server.close();
    await rm(folder, { recursive: true });
  });
  const cutAfter = (bytes: number) => {
    passed = 0;
    limit = bytes;
  };
  const proxyUrl = url.replace(encodeURIComponent(socketFolder), encodeURIComponent(folder));
  return { url: proxyUrl, bytes: () => passed, cutAfter };
}
