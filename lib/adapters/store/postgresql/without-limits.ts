/** Overrides the server's limits for a connection whose statements may need any time, also to wait for a lock. */
export const WITHOUT_LIMITS = '-c lock_timeout=0 -c statement_timeout=0';

/**
 * The first statement of such a connection: overrides the limit of transactions, to which a single statement also
 * counts. It is no option of the connection, because PostgreSQL 16 does not know it, and refuses unknown ones.
 */
export const WITHOUT_TRANSACTION_LIMIT = `SELECT set_config(name, '0', FALSE) FROM pg_settings WHERE name = 'transaction_timeout'`;
