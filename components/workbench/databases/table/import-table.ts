import { z } from 'zod';
import type { CompleteUpload } from '#components/upload/transfer/upload-completion.ts';
import { requestOnce } from '#components/upload/transfer/upload-completion.ts';

interface TableTarget {
  readonly database: string;
  readonly table: string;
  /** Whether the database is created for the table. */
  readonly createsDatabase: boolean;
}

const importedTable = z.object({ records: z.number(), skipped: z.number() });

/** Completes an upload: the server imports the file as a table. The result is the number of the table's records. */
export function importTable(targetOf: () => TableTarget, onSkipped: (lineCount: number) => void): CompleteUpload {
  return async (address, sha256, format, options) => {
    options.onRequest();
    const { database, table, createsDatabase } = targetOf();
    const { records, skipped } = await requestOnce(`${address}/table`, {
      body: { sha256, database, table, create_database: createsDatabase },
      format,
      schema: importedTable,
      signal: options.signal,
    });
    onSkipped(skipped);
    return records;
  };
}
