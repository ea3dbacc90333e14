/**
 * Runs work that reads, decides and writes in one transaction. The work may await only the database. Inside
 * another transaction, it is nested: if it fails, only its own changes are rolled back.
 */
export type InOneTransaction = <T>(work: () => Promise<T>) => Promise<T>;
