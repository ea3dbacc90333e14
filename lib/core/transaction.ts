/**
 * Runs work that reads, decides and writes in one transaction. The work may await only the database. A transaction
 * inside another one is nested: if its work fails, only its own changes are rolled back.
 */
export type InOneTransaction = <T>(work: () => Promise<T>) => Promise<T>;
