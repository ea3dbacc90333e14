/** Why a database server could lose commits, or cannot accept any: the code of an error, with its parameters. */
export type ReplicationFault =
  /** The server is a standby: it accepts no writes. */
  | { readonly code: 'postgresql_standby'; readonly params: Record<string, never> }
  /** It has replicas that commits do not wait for. `names` is what `synchronous_standby_names` could be. */
  | { readonly code: 'postgresql_asynchronous'; readonly params: { readonly names: string } }
  /** Something between the product and the server has changed `synchronous_commit` of the product's sessions. */
  | { readonly code: 'postgresql_commit'; readonly params: { readonly setting: string } }
  /** No synchronous standby is connected, and commits wait until one is. Nothing is lost. */
  | { readonly code: 'postgresql_waiting'; readonly params: { readonly names: string } };

/** A connected replica. Values that the database role may not see are null. */
export interface Standby {
  readonly name: string;
  /** Whether commits wait for it: `potential` takes the place of a synchronous one that fails. */
  readonly sync: 'sync' | 'quorum' | 'potential' | 'async' | null;
  /** WAL that it has not written to its disk yet. */
  readonly lagBytes: number | null;
  /** How long the last write to its disk took; also null while nothing is written. */
  readonly lagMs: number | null;
}

/** The replication of the database server. */
export interface Replication {
  readonly standbys: readonly Standby[];
  readonly fault: ReplicationFault | null;
}

/**
 * Whether commits could be lost or are refused, so that no call may begin. While commits wait, no call begins anyway.
 */
export function isUnsafe(fault: ReplicationFault | null): fault is ReplicationFault {
  return fault !== null && fault.code !== 'postgresql_waiting';
}
