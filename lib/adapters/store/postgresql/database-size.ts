import type { Database } from '../database/database.ts';

/** The size of the database. Its write-ahead log belongs to the whole server. */
export async function readDatabaseSize(database: Database): Promise<{ bytes: number; walBytes: null }> {
  const bytes = await database.value<number>('SELECT pg_database_size(current_database())');
  return { bytes: bytes ?? 0, walBytes: null };
}
