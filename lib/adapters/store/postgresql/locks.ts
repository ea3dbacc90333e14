// PostgreSQL's advisory locks, by number. A lock with two numbers never conflicts with one that has a single number.

/**
 * The lock of a writer without a subject, until the end of its transaction. As on SQLite, nothing else is written
 * meanwhile, so that nothing changes between a read and the write that depends on it. A port that is not `isExclusive`
 * does without this lock.
 */
export const WRITE_LOCK = 'SELECT pg_advisory_xact_lock(1)';

/**
 * Locks of writers with a subject: a shared one, which excludes writers without a subject, and an exclusive one for the
 * subject.
 */
export const SUBJECT_LOCK = {
  text: 'SELECT pg_advisory_xact_lock_shared(1), pg_advisory_xact_lock(2, hashtext($1))',
  name: 'subject_lock',
};

/** Lock of the process that migrates, until the end of its transaction. */
export const MIGRATION_LOCK = 'SELECT pg_advisory_xact_lock(2)';

/** Lock of the process that moves an SQLite database here, until its connection ends. */
export const MOVE_LOCK = 'SELECT pg_advisory_lock(3)';

/** Lock of the holder of a key of `PostgresqlMutex`, until its connection ends. */
export const KEY_LOCK = 'SELECT pg_advisory_lock(1, hashtext($1))';
