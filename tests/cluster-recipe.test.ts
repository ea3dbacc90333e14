// Tests the files of docs/cluster as far as possible without a container runtime.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { applyPostgresqlMigrations } from '../lib/adapters/store/migrations/postgresql-migrations.ts';
import { startPostgresql } from './kit/postgresql-server.ts';

const folder = resolve(import.meta.dirname, '../docs/cluster');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

interface Service {
  readonly command?: readonly string[];
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
  readonly depends_on?: Readonly<Record<string, unknown>>;
}

const compose = parse(read('compose.yaml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, unknown>>;
};

/** The source of a mount is a file of the folder or a volume. */
function expectSource(source: string): void {
  if (source.startsWith('./')) expect([source, existsSync(join(folder, source))]).toEqual([source, true]);
  else expect(compose.volumes).toHaveProperty(source);
}

test('the compose file refers only to services, volumes, secrets and files that exist', () => {
  for (const service of Object.values(compose.services)) {
    for (const secret of service.secrets ?? []) expect(compose.secrets).toHaveProperty(secret);
    for (const other of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(other);
    for (const volume of service.volumes ?? []) expectSource(volume.split(':')[0] ?? '');
  }
  const roles = Object.entries(compose.services).map(([name, { command }]) => [name, command?.[0]]);
  expect(Object.fromEntries(roles)).toMatchObject({ 'console-1': '--web', 'worker-2': '--worker', db2: 'postgres' });
  const proxied = read('Caddyfile')
    .match(/reverse_proxy (.*) \{/)?.[1]
    ?.split(' ');
  for (const upstream of proxied ?? ['none']) expect(compose.services).toHaveProperty(upstream.split(':')[0] ?? '');
});

test('the Caddyfile lets the proxy retry a request at another console', () => {
  expect(read('Caddyfile')).toMatch(/^\s*lb_try_duration [1-9]/m);
});

test.each(['primary.sh', 'standby.sh'])('%s has no syntax errors', (script) => {
  expect(spawnSync('bash', ['-n', join(folder, script)], { encoding: 'utf8' })).toMatchObject({
    status: 0,
    stderr: '',
  });
});

test('primary.sh creates the role and database that the product needs, and makes commits wait for a standby', async () => {
  const server = await startPostgresql(['fsync=off', 'listen_addresses=']);
  onTestFinished(() => server.close());
  const sql = read('primary.sh').match(/<<'SQL'\n([\s\S]*?)\nSQL\n/)?.[1] ?? '';
  await execute(server.urlOf('postgres'), sql.replaceAll(/:'\w+'/g, `'secret'`).split('\n'));
  await server.restart();
  const url = server.urlOf('console').replace('postgres@', 'console@');
  const waiting = { code: 'postgresql_waiting', params: { names: 'ANY 1 (db1, db2)' } };
  await expect(applyPostgresqlMigrations(url)).rejects.toMatchObject(waiting);
  await execute(server.urlOf('postgres'), [`ALTER SYSTEM SET synchronous_standby_names = ''`]);
  await server.restart();
  expect(await applyPostgresqlMigrations(url)).not.toEqual([]);
});

async function execute(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
