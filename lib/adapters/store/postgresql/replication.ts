import type { Replication, ReplicationFault, Standby } from '../../../core/view/replication.ts';

/** The role of the server, and the settings of the session that reads it. */
const SERVER = `SELECT pg_is_in_recovery() AS is_standby, current_setting('synchronous_standby_names') AS standby_names,
  current_setting('synchronous_commit') AS commit_setting`;

/**
 * Servers that could take over. Every user of the database can read their names; the other columns need pg_monitor.
 * Logical replication and programs that only fetch a backup or WAL do not count.
 */
const STANDBYS = `SELECT receiver.application_name AS name, receiver.sync_state AS sync,
    pg_wal_lsn_diff(pg_current_wal_lsn(), receiver.flush_lsn) AS bytes,
    EXTRACT(EPOCH FROM receiver.flush_lag) * 1000 AS ms
  FROM pg_stat_replication receiver
  WHERE receiver.state IS DISTINCT FROM 'backup'
    AND receiver.application_name NOT IN ('pg_basebackup', 'pg_receivewal')
    AND NOT EXISTS (SELECT 1 FROM pg_replication_slots slot
      WHERE slot.active_pid = receiver.pid AND slot.slot_type = 'logical')
  ORDER BY receiver.application_name`;

/** The values of synchronous_commit with which a commit waits until a synchronous standby has it on disk. */
const WAITING_COMMITS: readonly string[] = ['on', 'remote_apply'];

interface Server {
  /** A number if it was read through the port. */
  readonly is_standby: boolean | number;
  readonly standby_names: string;
  readonly commit_setting: string;
}

type StandbyRow = Pick<Standby, 'name' | 'sync'> & { readonly bytes: number | null; readonly ms: number | null };

/** Reads the state of replication with `all`, on a connection with the same commit setting as the stores use. */
export async function readReplication(all: (sql: string) => Promise<readonly unknown[]>): Promise<Replication> {
  const [server] = (await all(SERVER)) as readonly Server[];
  if (!server || server.is_standby) return { standbys: [], fault: { code: 'postgresql_standby', params: {} } };
  const rows = (await all(STANDBYS)) as readonly StandbyRow[];
  const standbys = rows.map(({ name, sync, bytes, ms }) => ({
    name,
    sync,
    lagBytes: numberOrNull(bytes),
    lagMs: numberOrNull(ms),
  }));
  return { standbys, fault: faultOf(server, standbys) };
}

function faultOf(server: Server, standbys: readonly Standby[]): ReplicationFault | null {
  const { standby_names: names, commit_setting: setting } = server;
  if (!WAITING_COMMITS.includes(setting)) return { code: 'postgresql_commit', params: { setting } };
  if (names !== '') return standbys.some(mayBeSynchronous) ? null : { code: 'postgresql_waiting', params: { names } };
  if (standbys.length === 0) return null;
  const quoted = new Set(standbys.map(({ name }) => `"${name}"`));
  return { code: 'postgresql_asynchronous', params: { names: `ANY 1 (${[...quoted].join(', ')})` } };
}

/** Whether a standby may be synchronous. Its state is null for users without pg_monitor. */
function mayBeSynchronous({ sync }: Standby): boolean {
  return sync === null || sync === 'sync' || sync === 'quorum';
}

function numberOrNull(value: number | null): number | null {
  return value === null ? null : Math.round(Number(value));
}
