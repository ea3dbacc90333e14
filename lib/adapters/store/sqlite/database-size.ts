import { stat } from 'node:fs/promises';

/** The sizes of the database and of its write-ahead log; 0 if there is no log. */
export async function readDatabaseSize(path: string): Promise<{ bytes: number; walBytes: number }> {
  return {
    bytes: (await stat(path)).size,
    walBytes: await stat(`${path}-wal`).then(
      ({ size }) => size,
      () => 0,
    ),
  };
}
