import { Pool } from 'pg';
import { KeyedMutex } from '../../system/keyed-mutex.ts';
import { toMachineError } from './postgresql-fault.ts';

/** The first number tells these locks from those of `postgresql-database.ts` and of migrations, which have one number. */
const LOCK = 'SELECT pg_advisory_lock(1, hashtext($1))';

/**
 * Serializes work of all processes of a database by key. A process that dies loses its locks. Each key in use takes a connection, on
 * which nothing else happens.
 */
export class PostgresqlMutex {
  readonly #pool: Pool;
  /** Work of this process waits here, so that it takes one connection for each key. */
  readonly #own = new KeyedMutex();

  constructor(url: string) {
    this.#pool = new Pool({ connectionString: url, keepAlive: true, application_name: 'conversion-console lock' });
    this.#pool.on('error', () => {}); // an idle connection is replaced
  }

  /** Runs `work` once all earlier work with the same key has settled, in any process. */
  run<T>(key: string, work: () => Promise<T>): Promise<T> {
    return this.#own.run(key, async () => {
      const release = await this.#lock(key);
      try {
        return await work();
      } finally {
        release();
      }
    });
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  async #lock(key: string): Promise<() => void> {
    try {
      const client = await this.#pool.connect();
      client.on('error', () => {}); // the lock is released with the connection
      await client.query(LOCK, [key]).catch((error: unknown) => {
        client.release(true);
        throw error;
      });
      return () => client.release(true); // closing the connection releases the lock, whatever its state
    } catch (error) {
      throw toMachineError(error);
    }
  }
}
