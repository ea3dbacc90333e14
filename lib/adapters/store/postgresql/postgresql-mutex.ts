import { Client } from 'pg';
import { MachineError } from '../../../core/machine-fault.ts';
import { KeyedMutex } from '../../system/keyed-mutex.ts';
import type { AssertHeld, SharedMutex } from '../database/shared-mutex.ts';
import { KEY_LOCK } from './locks.ts';
import { toConnectError } from './postgresql-fault.ts';
import { WITHOUT_LIMITS, WITHOUT_TRANSACTION_LIMIT } from './without-limits.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/** How long a holder can be suspended before the server closes its connection. */
const MAX_SILENT_MS = 30_000;
/** If a machine disappears silently, the server closes its connection after half a minute instead of two hours. */
const KEEPALIVE = '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';
const CHECK = { text: 'SELECT 1', query_timeout: CONNECT_TIMEOUT_MS };

export interface PostgresqlMutexOptions {
  /** After this time without a statement of the holder, the server releases its keys. */
  readonly maxSilentMs?: number;
}

/**
 * Serializes work of all processes of a database by key. Each key in use needs its own connection, on which the holder
 * regularly sends a statement. If the holder dies, is suspended or is cut off, its connection ends, which releases the
 * lock. The holder must not write after that, so it checks the connection before each write. Only a write that begins
 * right after this check can still overlap with work of another process.
 */
export class PostgresqlMutex implements SharedMutex {
  readonly #url: string;
  readonly #maxSilentMs: number;
  /** Work of this process takes turns here, so that it needs only one connection for each key. */
  readonly #inProcess = new KeyedMutex();

  constructor(url: string, { maxSilentMs = MAX_SILENT_MS }: PostgresqlMutexOptions = {}) {
    this.#url = url;
    this.#maxSilentMs = maxSilentMs;
  }

  run<T>(key: string, work: (assertHeld: AssertHeld) => Promise<T>): Promise<T> {
    return this.#inProcess.run(key, async () => {
      const client = await this.#lock(key);
      // Often enough that some late heartbeats do not lose the lock.
      const heartbeat = setInterval(() => void client.query(CHECK).catch(() => {}), this.#maxSilentMs / 6).unref();
      try {
        return await work(() => assertOpen(client));
      } finally {
        clearInterval(heartbeat);
        client.end().catch(() => {}); // releases the lock; the result does not wait for it
      }
    });
  }

  async #lock(key: string): Promise<Client> {
    const client = new Client({
      connectionString: this.#url,
      keepAlive: true,
      options: `${KEEPALIVE} ${WITHOUT_LIMITS} -c idle_session_timeout=${this.#maxSilentMs}`,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      pipeline: true,
    });
    client.on('error', () => {}); // the lock is released with the connection
    try {
      await client.connect();
      await client.query(WITHOUT_TRANSACTION_LIMIT);
      await client.query(KEY_LOCK, [key]);
      return client;
    } catch (error) {
      client.end().catch(() => {});
      throw toConnectError(error);
    }
  }
}

/** Rejects if the connection has ended or does not respond, so that the lock may have been released. */
async function assertOpen(client: Client): Promise<void> {
  try {
    await client.query(CHECK);
  } catch (error) {
    throw new MachineError('database_lost', error instanceof Error ? error : new Error(String(error)));
  }
}
