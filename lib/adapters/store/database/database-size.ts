import { stat } from 'node:fs/promises';

/** What the database takes on disk; its log is folded into it from time to time and is 0 where there is none. */
export async function databaseSize(path: string): Promise<{ bytes: number; walBytes: number }> {
  return {
    bytes: (await stat(path)).size,
    walBytes: await stat(`${path}-wal`).then(
      ({ size }) => size,
      () => 0,
    ),
  };
}
