import { Client } from 'pg';
import { KeyedMutex } from '../../system/keyed-mutex.ts';
import { KEY_LOCK } from './locks.ts';
import { toConnectError } from './postgresql-fault.ts';

const CONNECT_TIMEOUT_MS = 10_000;
/**
 * Makes the server end the connection of a machine that has disappeared silently after half a minute instead of two
 * hours.
 */
const KEEPALIVE = '-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';

/**
 * Serializes work of all processes of a database by key. Each key in use needs its own connection. When a process dies,
 * its connection ends, which releases the lock.
 */
export class PostgresqlMutex {
  readonly #url: string;
  /** Work of this process takes turns here, so that it needs only one connection for each key. */
  readonly #own = new KeyedMutex();

  constructor(url: string) {
    this.#url = url;
  }

  /** Runs `work` once all earlier work with the same key has settled, in any process. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    return this.#own.run(key, async () => {
      const client = await this.#lock(key);
      try {
        return await work();
      } finally {
        client.end().catch(() => {}); // releases the lock; the result does not wait for it
      }
    });
  }

  async #lock(key: string): Promise<Client> {
    const client = new Client({
      connectionString: this.#url,
      keepAlive: true,
      options: KEEPALIVE,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    });
    client.on('error', () => {}); // the lock is released with the connection
    try {
      await client.connect();
      await client.query(KEY_LOCK, [key]);
      return client;
    } catch (error) {
      client.end().catch(() => {});
      throw toConnectError(error);
    }
  }
}
