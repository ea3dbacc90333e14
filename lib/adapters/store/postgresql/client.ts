import type { PoolClient, QueryResult } from 'pg';
import { MachineError } from '../../../core/machine-fault.ts';
import { needsNewConnection, toMachineError } from './postgresql-fault.ts';

/** A statement with its values: one of a store, or one that controls a transaction. */
export type BoundStatement =
  | string
  | { readonly text: string; readonly name?: string | undefined; readonly values?: unknown[] };

/** Connections that will be closed instead of reused. */
const unusable = new WeakSet<PoolClient>();

/** Connections whose commit was reported as successful, although possibly no standby has received it. */
const unreplicated = new WeakSet<PoolClient>();
const COMMITTED_HERE_ONLY = "the commit's wait for a standby was canceled, so possibly no standby has it";

/**
 * Recognizes PostgreSQL's warning that pg_cancel_backend has canceled the wait of a commit for a standby. The commit is
 * reported as successful.
 */
function isUnreplicated({ routine }: { readonly routine?: string | undefined }): boolean {
  return routine === 'SyncRepWaitForLSN';
}

/** Watches a new connection of a pool: remembers warnings about its commits, and ignores the error that ends it. */
export function watch(client: PoolClient): void {
  client.on('error', () => {}); // without a listener, the error would end the process
  client.on('notice', (notice) => {
    if (isUnreplicated(notice)) unreplicated.add(client);
  });
}

/** Returns a connection to its pool. */
export function release(client: PoolClient): void {
  client.release(unusable.has(client));
}

/** Sends a statement. Converts errors of the driver with `toMachineError`. */
export async function query(client: PoolClient, statement: BoundStatement): Promise<QueryResult> {
  try {
    const result = await client.query(statement);
    if (unreplicated.delete(client)) throw new MachineError('database_lost', new Error(COMMITTED_HERE_ONLY));
    return result;
  } catch (error) {
    if (needsNewConnection(error)) unusable.add(client);
    throw toMachineError(error);
  }
}
