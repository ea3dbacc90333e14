// PostgreSQL's advisory locks, by number. Locks with two numbers are apart from those with one.

/** Of writers, until the end of their transaction: one writes at a time, as on SQLite, so that no decision is overtaken by another. */
export const WRITE_LOCK = 'SELECT pg_advisory_xact_lock(1)';

/** Of writers with a subject: shared, to exclude those without one, and alone, to exclude those of the same subject. */
export const SUBJECT_LOCK = {
  text: 'SELECT pg_advisory_xact_lock_shared(1), pg_advisory_xact_lock(2, hashtext($1))',
  name: 'subject_lock',
};

/** Of the process that migrates, until the end of its transaction. */
export const MIGRATION_LOCK = 'SELECT pg_advisory_xact_lock(2)';

/** Of the process that moves an SQLite database here, until its connection ends. */
export const MOVE_LOCK = 'SELECT pg_advisory_lock(3)';

/** Of the holder of a key, until its connection ends. */
export const KEY_LOCK = 'SELECT pg_advisory_lock(1, hashtext($1))';
