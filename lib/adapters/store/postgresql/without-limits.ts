/** Overrides the server's limits for a connection whose statements may take any time, even waiting for a lock. */
export const WITHOUT_LIMITS = '-c lock_timeout=0 -c statement_timeout=0';

/**
 * The first statement on such a connection: overrides the time limit of transactions, which also applies to single
 * statements. It is not a connection option, because PostgreSQL 16 lacks this setting and refuses unknown options.
 */
export const WITHOUT_TRANSACTION_LIMIT = `SELECT set_config(name, '0', FALSE) FROM pg_settings WHERE name = 'transaction_timeout'`;
